"""Servers as processes of their own: started, asked until they answer, weighed, stopped."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

GONGJIAN = str(Path(sys.executable).parent / "gongjian")
ADMIN_KEY = "a-key-for-benchmarks-only"


@dataclass(frozen=True)
class Server:
    """A running server and how long it took to its first answer."""

    process: psutil.Process
    port: int
    first_answer: float

    @property
    def cpu(self) -> float:
        """CPU seconds so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss / 2**20)


def cpu_below(process: psutil.Process) -> float:
    """CPU seconds so far of a process and all its children, ended ones included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, path: str, log: Path, **environment: str) -> Iterator[Server]:
    """Run a server until the end of the block; the block begins when `path` answered 200."""
    begin = monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(command, env=os.environ | environment, stdout=output, stderr=output)
    try:
        while not _answers(port, path):
            assert process.poll() is None, log.read_text()
            assert monotonic() - begin < 120, log.read_text()
            sleep(0.02)
        yield Server(psutil.Process(process.pid), port, monotonic() - begin)
    finally:
        process.terminate()
        process.wait(30)


def ours(port: int, data_dir: Path, log: Path) -> AbstractContextManager[Server]:
    """`gongjian serve` on its data directory, embedded PostgreSQL and all."""
    environment = {
        "GONGJIAN_DATA_DIR": str(data_dir),
        "GONGJIAN_PORT": str(port),
        "GONGJIAN_ADMIN_KEY": ADMIN_KEY,
    }
    return serving([GONGJIAN, "serve"], port, "/readyz", log, **environment)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
