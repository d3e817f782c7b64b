"""PostgreSQL is restarted, killed, cut off or hangs: 503 with Retry-After in between, never a wrong answer, no loss."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil
import pytest
from tests.end_to_end.load import Load
from tests.end_to_end.long_work import PLACES, ROWS, LongWork

from gongjian_core import app as service
from gongjian_core import catalogue, migrate
from gongjian_core.database import Database
from gongjian_core.embedded import EmbeddedServer
from gongjian_core.settings import Settings

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

KEY = "a-key-of-the-tests-that-is-long-enough"


@dataclass
class Held:
    """The service in this process, and its PostgreSQL."""

    app: Any
    client: httpx.AsyncClient
    server: EmbeddedServer

    @property
    def postmaster(self) -> int:
        """PostgreSQL's first process."""
        note = self.server.data_dir / "postgresql" / "data" / "postmaster.pid"
        return int(note.read_text().split("\n")[0])

    @property
    def told(self) -> bool:
        """Whether notifications of keys and changes arrive."""
        return bool(self.app.state.keyring.remembers and self.app.state.feed.sequencer._listening)


def drop_what_nobody_waits_for() -> None:
    """A COPY whose connection breaks leaves a future behind in asyncpg that nobody asks; other errors stay errors."""
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if before is not None and not isinstance(context.get("exception"), asyncpg.ConnectionDoesNotExistError):
            before(loop, context)

    loop.set_exception_handler(handle)


@asynccontextmanager
async def held(data_dir: Path) -> AsyncIterator[Held]:
    """Serve on a PostgreSQL of its own."""
    drop_what_nobody_waits_for()
    server = EmbeddedServer(data_dir)
    await asyncio.to_thread(server.start)
    try:
        await asyncio.to_thread(migrate.upgrade, server.owner_url)
        app = service.create_app(Settings(database_url=server.app_url, admin_key=KEY), catalogue.load())
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            headers = {"Authorization": f"Bearer {KEY}"}
            client = httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)
            yield Held(app, await stack.enter_async_context(client), server)
    finally:
        await asyncio.to_thread(server.stop)


async def killed(held: Held, sent: signal.Signals) -> None:
    """Send PostgreSQL's first process a signal."""
    os.kill(held.postmaster, sent)


async def cut_off(held: Held) -> None:
    """End every connection of the service."""
    connection = await asyncpg.connect(held.server.superuser_url.replace("+asyncpg", ""))
    ended = await connection.fetchval(
        "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where usename = 'gongjian_app') e"
    )
    await connection.close()
    assert ended > 3


async def ready(held: Held) -> set[int]:
    """Look at /readyz until it has said no, perhaps, and then yes, and notifications arrive again."""
    seen: list[int] = []
    async with asyncio.timeout(120):
        while not seen or seen[-1] == 503 or not held.told:
            seen.append((await held.client.get("/readyz")).status_code)
            await asyncio.sleep(0.02)
    return set(seen)


class Poller:
    """Waits for changes, over and over, and is only ever sent on or told to try again."""

    def __init__(self) -> None:
        self.seqs: list[int] = []

    async def follow(self, held: Held, load: Load) -> None:
        """Read until all is quiet."""
        cursor = ""
        while True:
            answer = await held.client.get(f"/api/v1/changes?wait=3&limit=1000{cursor}")
            if answer.status_code == 503:
                assert "retry-after" in answer.headers
                await asyncio.sleep(0.05)
                continue
            assert answer.status_code == 200, answer.text
            page = answer.json()
            self.seqs += [change["seq"] for change in page["changes"]]
            cursor = f"&cursor={page['next_cursor']}"
            if load.stopping and not page["changes"]:
                return


@pytest.mark.parametrize(
    "strikes",
    [partial(killed, sent=signal.SIGINT), partial(killed, sent=signal.SIGKILL), cut_off],
    ids=["restarted", "killed", "cut off"],
)
async def test_a_database_that_goes_away_is_survived(
    data_dir: Path, strikes: Callable[[Held], Awaitable[None]]
) -> None:
    async with held(data_dir) as it:
        load, work, poller = Load([it.client]), LongWork(it.client, it.server.superuser_url, retried=True), Poller()
        running = asyncio.gather(load.run(writers=4, readers=3), poller.follow(it, load))
        statuses: set[int] = set()
        for _ in range(2):
            importing = asyncio.create_task(work.import_everywhere())
            await asyncio.sleep(1.5)
            await strikes(it)
            await asyncio.sleep(0.1)
            statuses |= await ready(it)
            async with asyncio.timeout(120):
                await importing
        load.stopping = True
        async with asyncio.timeout(60):
            await running
        assert statuses <= {200, 503}
        assert load.statuses["503"] > 0
        assert load.statuses["201"] > 5
        assert load.written <= await load.nothing_is_lost(it.client)
        assert poller.seqs == list(range(poller.seqs[0], poller.seqs[0] + len(poller.seqs)))
        assert len(poller.seqs) >= load.written + ROWS * len(PLACES) * work.editions


async def test_a_database_that_hangs_keeps_nobody_waiting_for_ever(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "Database", partial(Database, command_seconds=2.0))
    async with held(data_dir) as it:
        load, poller = Load([it.client]), Poller()
        running = asyncio.gather(load.run(writers=4, readers=3), poller.follow(it, load))
        await asyncio.sleep(1)
        postmaster = psutil.Process(it.postmaster)
        hanging = [postmaster, *postmaster.children(recursive=True)]
        for process in hanging:
            process.suspend()
        try:
            before = load.statuses.total()
            async with asyncio.timeout(30):
                while load.statuses.total() < before + 20:  # noqa: ASYNC110 -- there is no event
                    await asyncio.sleep(0.1)
            assert (await it.client.get("/healthz")).status_code == 200
            assert (await it.client.get("/readyz")).status_code == 503
        finally:
            for process in hanging:
                process.resume()
        await ready(it)
        await asyncio.sleep(1)
        load.stopping = True
        async with asyncio.timeout(60):
            await running
        assert load.slowest < 25
        assert load.statuses["503"] >= 8
        assert load.written <= await load.nothing_is_lost(it.client)
        assert poller.seqs == list(range(poller.seqs[0], poller.seqs[0] + len(poller.seqs)))
