"""uv comes from where the machine says, and only if it is the one that is pinned."""

import base64
import functools
import hashlib
import http.server
import io
import os
import platform
import ssl
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import obtain_uv
import package_index
import pytest

MACHINE = ("Linux", "x86_64")


def wheel(content: bytes) -> bytes:
    """Answer a wheel whose program is ``content``."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(f"uv-{obtain_uv.VERSION}.data/scripts/uv", content)
    return written.getvalue()


PROGRAM = b"#!/bin/sh\necho uv 0.13.9\n"
WHEEL = wheel(PROGRAM)
NAME = f"uv-{obtain_uv.VERSION}-py3-none-any_tag.whl"


class Index(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, for who says the password if there is one."""

    password = ""

    def do_GET(self) -> None:
        """Answer a file, or 401."""
        wanted = f"Basic {base64.b64encode(self.password.encode()).decode()}"
        if self.password and self.headers["Authorization"] != wanted:
            self.send_error(401)
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """Answer the address of an index on the loopback that has the wheel."""
    (tmp_path / "simple" / "uv").mkdir(parents=True)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / NAME).write_bytes(WHEEL)
    page = f'<a href="../../files/uv-0.1-py3-none-any.whl">old</a> <a href="../../files/{NAME}#sha256=x">new</a>'
    (tmp_path / "simple" / "uv" / "index.html").write_text(page)
    handler = functools.partial(Index, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Be a machine with no uv, no pip, no index of its own and no way to the public one."""
    for name in [name for name in os.environ if name.upper().startswith(("UV_", "PIP_")) or "PROXY" in name.upper()]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(package_index, "PUBLIC", "http://127.0.0.1:9/simple")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(platform, "system", lambda: MACHINE[0])
    monkeypatch.setattr(platform, "machine", lambda: MACHINE[1])
    monkeypatch.setitem(obtain_uv.WHEELS, MACHINE, ("any_tag", hashlib.sha256(WHEEL).hexdigest()))


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "PIP_INDEX_URL"])
def test_it_comes_from_the_index_of_the_environment(
    index: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(name, index)
    found = obtain_uv.obtain(tmp_path / "setup")
    assert found.read_bytes() == PROGRAM
    assert stat.S_IMODE(found.stat().st_mode) == 0o755


def test_it_comes_from_the_index_of_pips_settings(index: str, tmp_path: Path) -> None:
    (tmp_path / ".pip").mkdir()
    (tmp_path / ".pip" / "pip.conf").write_text(f"[global]\nindex-url = {index}\n")
    assert obtain_uv.obtain(tmp_path / "setup").read_bytes() == PROGRAM


def test_it_comes_from_the_index_of_uvs_settings(index: str, tmp_path: Path) -> None:
    (tmp_path / "config" / "uv").mkdir(parents=True)
    (tmp_path / "config" / "uv" / "uv.toml").write_text(f'[[index]]\nurl = "{index}"\ndefault = true\n')
    assert obtain_uv.obtain(tmp_path / "setup").read_bytes() == PROGRAM


def test_a_password_in_the_address_is_said_to_the_index_and_to_nobody_else(
    index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Index, "password", "me:s3cret")
    monkeypatch.setenv("PIP_INDEX_URL", index)
    with pytest.raises(obtain_uv.NoUvError, match="401"):
        obtain_uv.obtain(tmp_path / "setup")
    monkeypatch.setenv("PIP_INDEX_URL", index.replace("//", "//me:wrong@"))
    with pytest.raises(obtain_uv.NoUvError) as refused:
        obtain_uv.obtain(tmp_path / "setup")
    assert "wrong" not in str(refused.value)
    monkeypatch.setenv("PIP_INDEX_URL", index.replace("//", "//me:s3cret@"))
    assert obtain_uv.obtain(tmp_path / "setup").read_bytes() == PROGRAM


def test_another_content_than_the_pinned_one_is_refused(
    index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "files" / NAME).write_bytes(wheel(b"#!/bin/sh\necho something else\n"))
    monkeypatch.setenv("PIP_INDEX_URL", index)
    with pytest.raises(obtain_uv.NoUvError, match=r"is not the uv-.* that is pinned"):
        obtain_uv.obtain(tmp_path / "setup")
    assert not (tmp_path / "setup").exists()


def test_where_it_is_not_to_be_had_every_way_is_named_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(obtain_uv.NoUvError, match=r"(?s)pip: .*127\.0\.0\.1:9.*PIP_INDEX_URL.*install uv"):
        obtain_uv.obtain(tmp_path / "setup")


@pytest.mark.parametrize(("version", "taken"), [("0.9.0", True), ("0.13.9", True), ("1.0.0", True), ("0.8.24", False)])
def test_one_on_path_is_taken_if_it_is_new_enough(
    version: str, taken: bool, index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "bin" / "uv"
    own.parent.mkdir()
    own.write_text(f"#!/bin/sh\necho 'uv {version} (x86_64)'\n")
    own.chmod(0o755)
    monkeypatch.setenv("PIP_INDEX_URL", index)
    assert (obtain_uv.obtain(tmp_path / "setup") == own) is taken


def test_what_was_fetched_is_not_fetched_again(index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", index)
    first = obtain_uv.obtain(tmp_path / "setup")
    monkeypatch.delenv("PIP_INDEX_URL")
    assert obtain_uv.obtain(tmp_path / "setup") == first
    assert subprocess.run([first], capture_output=True, check=True).stdout == b"uv 0.13.9\n"


def test_without_certificate_authorities_a_password_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def refuse(request: object, context: object) -> bytes:
        sent.append(str(context))
        raise ssl.SSLCertVerificationError("unable to get local issuer certificate")

    monkeypatch.setattr(package_index, "_read", refuse)
    with pytest.raises(OSError, match="issuer"):
        package_index.get("https://me:s3cret@index.invalid/simple/uv/")
    assert len(sent) == 1
    with pytest.raises(OSError, match="issuer"):
        package_index.get("https://index.invalid/simple/uv/")
    assert len(sent) == 3
