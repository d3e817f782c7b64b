"""Whatever is killed, the next start finds the data and leaves no process behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
from tests.core.embedded.asking import ask

from gongjian_core.embedded import EmbeddedServer

pytestmark = pytest.mark.anyio

HOLDER = """
import signal, sys, time
from pathlib import Path
from gongjian_core.embedded import EmbeddedServer

# nohup, below which tests may run, lets nobody end a process in this way.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print(server.owner_url, flush=True)
time.sleep(60 if sys.argv[2] == "stay" else 0)
"""


@contextlib.contextmanager
def holder(data_dir: Path, how: str = "stay") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a process that holds a server on ``data_dir``; answer it and the owner's address."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data_dir), how], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def postmaster_of(data_dir: Path) -> int:
    """Answer the process number of the running PostgreSQL."""
    return int((data_dir / "postgresql" / "data" / "postmaster.pid").read_text().split("\n")[0])


def gone(pid: int, seconds: float = 20.0) -> bool:
    """Answer whether the process ends within ``seconds``; one that only waits to be counted has ended."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


async def test_after_a_kill_of_its_process_the_orphan_is_ended_and_the_data_are_there(data_dir: Path) -> None:
    with holder(data_dir) as (process, url):
        await ask(url, "create table kept as select 1 as n")
        orphan = postmaster_of(data_dir)
        sockets = Path(url.split("host=")[1])
        process.kill()
        process.wait()
    assert psutil.pid_exists(orphan)
    said: list[str] = []
    with EmbeddedServer(data_dir, said.append) as server:
        assert gone(orphan)
        assert not sockets.exists()
        assert await ask(server.owner_url, "select n from kept") == 1
    assert any("left behind" in line for line in said)


async def test_after_a_kill_of_both_the_data_are_recovered(data_dir: Path) -> None:
    with holder(data_dir) as (process, url):
        await ask(url, "create table kept as select 1 as n")
        process.kill()
        process.wait()
        os.kill(postmaster_of(data_dir), signal.SIGKILL)
    with EmbeddedServer(data_dir) as server:
        assert await ask(server.owner_url, "select n from kept") == 1


async def test_a_postgresql_that_is_killed_is_started_again(data_dir: Path) -> None:
    said: list[str] = []
    with EmbeddedServer(data_dir, said.append) as server:
        await ask(server.owner_url, "create table kept as select 1 as n")
        first = postmaster_of(data_dir)
        os.kill(first, signal.SIGKILL)
        limit = time.monotonic() + 30
        answer: object = None
        while answer is None and time.monotonic() < limit:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                answer = await ask(server.owner_url, "select n from kept")
        assert answer == 1
        assert postmaster_of(data_dir) != first
        second = postmaster_of(data_dir)
    assert gone(second)
    assert any("starting it again" in line for line in said)


async def test_a_postgresql_that_keeps_ending_is_tried_again_later(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongjian_core.embedded.server.PAUSE_SECONDS", 2.0)
    said: list[str] = []
    with EmbeddedServer(data_dir, said.append) as server:
        killed: set[int] = set()
        for _ in range(4):
            until = time.monotonic() + 60
            while (pid := running_postmaster(data_dir)) in {0, *killed}:
                assert time.monotonic() < until
                time.sleep(0.02)
            time.sleep(0.3)
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)
            assert gone(pid)
        until = time.monotonic() + 60
        while running_postmaster(data_dir) in {0, *killed}:
            assert time.monotonic() < until, said
            time.sleep(0.1)
        assert await ask(server.owner_url, "select 1") == 1
    assert any("keeps ending" in line for line in said)


def running_postmaster(data_dir: Path) -> int:
    """Answer the process number of a PostgreSQL that takes connections; 0 while there is none."""
    try:
        lines = (data_dir / "postgresql" / "data" / "postmaster.pid").read_text().split("\n")
    except OSError:
        return 0
    return int(lines[0]) if len(lines) > 7 and lines[7].strip() == "ready" else 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_server_too(data_dir: Path, number: signal.Signals) -> None:
    with holder(data_dir) as (process, url):
        running = postmaster_of(data_dir)
        process.send_signal(number)
        assert process.wait(timeout=30) in (-number, 1, 130)
        assert gone(running, 1)
        assert not Path(url.split("host=")[1]).exists()


def test_the_end_of_the_program_stops_the_server_too(data_dir: Path) -> None:
    with holder(data_dir, "leave") as (process, url):
        assert process.wait(timeout=30) == 0
        assert not (data_dir / "postgresql" / "data" / "postmaster.pid").exists()
        assert not Path(url.split("host=")[1]).exists()


def test_a_note_of_a_process_number_that_another_program_has_now_is_no_hindrance(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    note = data_dir / "postgresql" / "data" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n1\n5432\n\n\n0 0\nready\n")
    with EmbeddedServer(data_dir) as server:
        assert server.running


def test_a_cluster_whose_making_was_cut_short_is_made_anew(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    record = data_dir / "embedded.json"
    record.write_text(record.read_text().replace("true", "false"))
    cluster = data_dir / "postgresql"
    (cluster / "data").rename(cluster / "data.new")
    (cluster / "data.new" / "global" / "pg_control").unlink()
    with EmbeddedServer(data_dir) as server:
        assert server.running
    assert not (cluster / "data.new").exists()
