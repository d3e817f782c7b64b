"""Find uv on this machine, or fetch the pinned one."""

import hashlib
import html
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
from functools import partial
from pathlib import Path

import package_index

OLDEST = (0, 9)
VERSION = "0.13.9"
WHEELS = {
    ("Linux", "x86_64"): (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("Linux", "aarch64"): (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("Darwin", "x86_64"): (
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("Darwin", "arm64"): (
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
}


class NoUvError(Exception):
    """uv is neither here nor to be had; the message says what was tried and what to do."""


def obtain(folder: Path) -> Path:
    """Answer a uv that works: one that was fetched before, one on PATH, or the pinned one, fetched to ``folder``."""
    fetched = folder / f"uv-{VERSION}" / "uv"
    if fetched.is_file():
        return fetched
    on_path = shutil.which("uv")
    if on_path and _is_new_enough(on_path):
        return Path(on_path)
    wheel, refusals = _wheel()
    if wheel is None:
        raise NoUvError(
            f"uv {VERSION} could not be fetched:\n  "
            + "\n  ".join(refusals)
            + "\nName an index that has it (PIP_INDEX_URL or UV_DEFAULT_INDEX, a file of certificate authorities in"
            " SSL_CERT_FILE), or install uv 0.9 or newer yourself and run make again."
        )
    return _unpack(wheel, fetched)


def _is_new_enough(uv: str) -> bool:
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    found = re.match(r"uv (\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST


def _wheel() -> tuple[bytes | None, list[str]]:
    """Answer the pinned wheel, or None with what stood in the way."""
    machine = (platform.system(), platform.machine())
    if machine not in WHEELS:
        return None, [f"no version of it is pinned for {' '.join(machine)}"]
    tags, digest = WHEELS[machine]
    name = f"uv-{VERSION}-py3-none-{tags}.whl"
    refusals: list[str] = []
    configured = package_index.configured()
    ways = [("pip", partial(_by_pip, digest))]
    for index in dict.fromkeys(filter(None, (configured, package_index.PUBLIC))):
        ways.append((_shown(index), partial(_from_index, index, name)))
    for way, fetch in ways:
        try:
            content = fetch()
        except (OSError, subprocess.CalledProcessError, LookupError) as error:
            refusals.append(f"{way}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() == digest:
            return content, refusals
        refusals.append(f"{way}: what came is not the {name} that is pinned")
    return None, refusals


def _shown(index: str) -> str:
    """Answer an address without the password it may contain."""
    return re.sub(r"//[^/@]*@", "//", index)


def _by_pip(digest: str) -> bytes:
    """Let pip fetch it, which knows this machine's index, proxy and certificates."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "download", "--no-deps"]
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(f"uv=={VERSION} --hash=sha256:{digest}\n")
        tried = subprocess.run(
            [*pip, "--only-binary", ":all:", "--require-hashes", "-d", folder, "-r", str(wanted)],
            capture_output=True,
            text=True,
            check=False,
        )
        for wheel in Path(folder).glob("uv-*.whl"):
            return wheel.read_bytes()
    raise LookupError((tried.stderr.strip() or "nothing came").splitlines()[-1])


def _from_index(index: str, name: str) -> bytes:
    page_address = f"{index.rstrip('/')}/uv/"
    page = package_index.get(page_address).decode(errors="replace")
    for link in re.findall(r"""href=["']([^"']+)["']""", page):
        address = urllib.parse.urljoin(page_address, html.unescape(link))
        if urllib.parse.unquote(urllib.parse.urlsplit(address).path).endswith(f"/{name}"):
            return package_index.get(address)
    raise LookupError(f"there is no {name}")


def _unpack(wheel: bytes, wanted: Path) -> Path:
    wanted.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        content = archive.read(f"uv-{VERSION}.data/scripts/uv")
    descriptor, unfinished = tempfile.mkstemp(dir=wanted.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(unfinished).chmod(0o755)
    Path(unfinished).rename(wanted)
    return wanted
