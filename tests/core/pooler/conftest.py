"""A PgBouncer in transaction mode in front of the session's PostgreSQL: the real program, where it is installed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from tests.conftest import make_data_dir
from tests.core.pooler import as_deployed

from gongjian_core.embedded.account import ProcessOptions

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@dataclass
class Bouncer:
    """A running PgBouncer."""

    at: str
    secured: str
    """What a URL says about TLS."""
    sockets: str
    start: Callable[[], None]
    stop: Callable[[], None]

    def url(self, direct: str, listen: bool) -> str:
        """The URL of a database by way of the pooler, with the server itself to listen at or without."""
        url = urlsplit(direct)
        more = f"&listen_host={quote(self.sockets, safe='')}&listen_port=5432" if listen else ""
        asked = f"{self.secured}pooler=transaction{more}"
        return f"{url.scheme}://{url.username}:{url.password}@{self.at}{url.path}?{asked}"


@pytest.fixture(params=["few connections", "as deployed"])
def bouncer(request: pytest.FixtureRequest, urls: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bouncer]:
    """Answer a PgBouncer that leads to the test's server.

    One has so few connections that clients have to share them, one is configured as `deploy/components/pooler` is.
    """
    if PROGRAM is None:
        pytest.skip("PgBouncer is not installed here (apt install pgbouncer)")
    url = urlsplit(urls.app)
    sockets = parse_qs(url.query)["host"][0]
    folder = make_data_dir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    if request.param == "as deployed":
        if shutil.which("openssl") is None:
            pytest.skip("certificates are made with openssl, which is not installed here")
        monkeypatch.setenv("PGSSLROOTCERT", str(as_deployed.certificates(folder)))
        as_deployed.prepare(urls.superuser)
        as_deployed.written(folder, PROGRAM, sockets, port)
        at, secured = f"localhost:{port}", "ssl=verify-full&"
    else:
        (folder / "users").write_text(f'"{url.username}" "{url.password}"\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n* = host={sockets} port=5432\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
            f"unix_socket_dir =\nauth_type = scram-sha-256\nauth_file = {folder}/users\npool_mode = transaction\n"
            "default_pool_size = 3\nmax_client_conn = 200\nlog_connections = 0\nlog_disconnections = 0\n"
        )
        at, secured = f"127.0.0.1:{port}", ""
    owner = os.stat(sockets)
    for path in (folder, *folder.iterdir()):
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
    running: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        account: ProcessOptions = {}
        if os.geteuid() == 0:
            account = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        command = [str(PROGRAM), str(folder / "pgbouncer.ini")]
        with (folder / "log").open("ab") as log:
            running.append(subprocess.Popen(command, stdout=log, stderr=log, **account))
        _wait_for(port, running[-1], folder / "log")

    def stop() -> None:
        while running:
            process = running.pop()
            process.terminate()
            process.wait(20)

    start()
    yield Bouncer(at, secured, sockets, start, stop)
    stop()
    shutil.rmtree(folder)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())
