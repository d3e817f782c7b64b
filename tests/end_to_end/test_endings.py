"""However `gongjian serve` ends, it says why on standard error; and it does not end because nobody listens there."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.end_to_end.running import GONGJIAN

KEY = "a-key-of-the-tests-that-is-long-enough"
Begin = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def begin(data_dir: Path) -> Iterator[Begin]:
    """Answer how a service is started that nobody waits for."""
    begun: list[subprocess.Popen[bytes]] = []

    def start(stderr: int, **settings: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {f"GONGJIAN_{name.upper()}": value for name, value in settings.items()}
        environment |= {"GONGJIAN_PORT": "0", "GONGJIAN_DATA_DIR": str(data_dir)}
        begun.append(subprocess.Popen([GONGJIAN, "serve"], env=environment, stderr=stderr))
        return begun[-1]

    yield start
    for process in begun:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    limit = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.01)


def catches(process: int, number: signal.Signals) -> bool:
    """Answer whether a process handles a signal."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt"))
    return bool(caught >> (number - 1) & 1)


@pytest.mark.parametrize("embedded", [False, True], ids=["a server", "embedded"])
def test_told_to_end_while_it_starts_it_says_so(begin: Begin, data_dir: Path, embedded: bool) -> None:
    # Nobody answers at this port, so that it is still starting when it is told to end.
    with socket.create_server(("127.0.0.1", 0)) as mute, (data_dir / "said").open("wb") as said:
        url = f"postgresql://gongjian_app:x@127.0.0.1:{mute.getsockname()[1]}/gongjian?ssl=require"
        one = begin(said.fileno(), **({} if embedded else {"database_url": url, "admin_key": KEY}))
        until(lambda: catches(one.pid, signal.SIGTERM))
        one.terminate()
        assert one.wait(60) == -signal.SIGTERM
    assert "told to end by SIGTERM" in (data_dir / "said").read_text("utf-8")


def test_a_crash_leaves_its_stack(begin: Begin, data_dir: Path, urls: Any) -> None:
    said = data_dir / "said"
    with said.open("wb") as file:
        one = begin(file.fileno(), database_url=urls.app, admin_key=KEY)
    until(lambda: "Serving" in said.read_text("utf-8"))
    one.send_signal(signal.SIGSEGV)
    assert one.wait(60) == -signal.SIGSEGV
    assert "Segmentation fault" in said.read_text("utf-8")
    assert "line" in said.read_text("utf-8")


def test_nobody_at_the_other_end_of_standard_error_is_no_reason_to_end(begin: Begin, urls: Any) -> None:
    reading, writing = os.pipe()
    one = begin(writing, database_url=urls.app, admin_key=KEY)
    os.close(writing)
    os.close(reading)

    def listening() -> list[int]:
        assert one.poll() is None
        found = psutil.Process(one.pid).net_connections("tcp")
        return [each.laddr.port for each in found if each.status == "LISTEN"]

    until(lambda: bool(listening()))
    asking = http.client.HTTPConnection("127.0.0.1", listening()[0], timeout=120)
    # A gateway's connection may be idle for a while, and must not be closed in the moment when it is used again.
    for pause in (0, 6):
        time.sleep(pause)
        asking.request("GET", "/healthz")
        answer = asking.getresponse()
        assert (answer.status, answer.read()) == (200, b'{"status":"ok"}')
    asking.close()
