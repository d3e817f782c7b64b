"""Two servers are replaced one after the other under load: no request fails, no change is lost or missed."""

import asyncio
import signal
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.end_to_end.balancer import Balancer
from tests.end_to_end.ending import tail
from tests.end_to_end.load import Load
from tests.end_to_end.long_work import PLACES, ROWS, LongWork
from tests.end_to_end.running import Running

from gongjian_core.embedded import EmbeddedServer

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

KEY = "a-key-of-the-tests-that-is-long-enough"
ENDED = (0, -signal.SIGTERM)


def started(folder: Path, stack: ExitStack, url: str) -> Running:
    """Answer a server that will drain for two seconds when it is told to stop; every settlement is a job there."""
    folder.mkdir()
    settings = {"drain_seconds": "2", "settle_at_once": "0", "log_format": "json", "log_level": "warning"}
    return stack.enter_context(Running(folder, database_url=url, admin_key=KEY, pool_size="4", **settings))


def shown(log: Path, balancer: Balancer, kind: object, error: object, trace: object) -> None:
    """Print the end of PostgreSQL's log, and what broke off, beside a failure."""
    if error is not None:
        print(tail(log), *balancer.broken, sep="\n")


class Follower:
    """Reads the feed with long polls, as a province does, and counts."""

    def __init__(self) -> None:
        self.seqs: list[int] = []
        self.types = Counter[str]()
        self.statuses = Counter[int]()

    async def follow(self, client: httpx.AsyncClient, load: Load) -> None:
        """Read until all is quiet."""
        cursor = ""
        while True:
            answer = await client.get(f"/api/v1/changes?wait=5&limit=1000{cursor}")
            self.statuses[answer.status_code] += 1
            page = answer.json()
            self.seqs += [change["seq"] for change in page["changes"]]
            self.types.update(change["type"] for change in page["changes"])
            cursor = f"&cursor={page['next_cursor']}"
            if load.stopping and not page["changes"]:
                return


async def test_replacing_both_servers_loses_no_request_and_no_change(
    urls: Any, server: EmbeddedServer, tmp_path: Path
) -> None:
    balancer = Balancer()
    headers = {"Authorization": f"Bearer {KEY}"}
    with ExitStack() as stack:
        stack.push(partial(shown, server.data_dir / "postgresql.log", balancer))
        async with httpx.AsyncClient(transport=balancer, base_url="http://test", headers=headers, timeout=60) as client:
            old = [await asyncio.to_thread(started, tmp_path / f"old{number}", stack, urls.app) for number in range(2)]
            for one in old:
                balancer.add(one.url)
                await balancer.is_ready(one.url)
            load, work, follower = Load([client], retried=False), LongWork(client, urls.superuser), Follower()
            await work.import_everywhere()
            loads = asyncio.gather(load.run(writers=3, readers=2), work.settle())
            following = asyncio.create_task(follower.follow(client, load))
            for number, one in enumerate(old):
                new = await asyncio.to_thread(started, tmp_path / f"new{number}", stack, urls.app)
                balancer.add(new.url)
                await balancer.is_ready(new.url)
                async with work.held(one.process.pid):
                    assert await asyncio.to_thread(one.end, signal.SIGTERM) in ENDED, one.account
                balancer.remove(one.url)
                assert "Traceback" not in one.said, one.said
            await asyncio.sleep(0.5)
            load.stopping = work.stopping = True
            await loads
            async with asyncio.timeout(60):
                await following

            # Every request that was sent was answered well, by each of the four, and none needed a second try.
            assert (balancer.refused, balancer.nowhere) == (0, 0)
            assert len(balancer.sent) == 4
            assert min(balancer.sent.values()) > 20
            assert set(load.statuses) == {"200", "201"}
            assert sum(load.statuses.values()) == load.sent
            assert set(follower.statuses) == {200}
            assert set(work.statuses) <= {200, 202}
            asked = load.sent + sum(follower.statuses.values()) + sum(work.statuses.values())
            assert sum(balancer.sent.values()) == asked

            # Every write is one change, told once and in order, and nothing else is told.
            assert load.statuses["201"] > 20
            assert await load.nothing_is_lost(client) == load.written == sum(load.revisions.values())
            assert follower.seqs == list(range(follower.seqs[0], follower.seqs[0] + len(follower.seqs)))
            assert follower.types["enterprise"] == load.written + ROWS * len(PLACES) * work.editions
            assert work.settled > 0
