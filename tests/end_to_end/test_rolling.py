"""Two servers are replaced one after the other under load: no request fails, no change is lost or missed."""

import asyncio
import signal
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.end_to_end.balancer import Balancer
from tests.end_to_end.load import Load
from tests.end_to_end.running import Running

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

KEY = "a-key-of-the-tests-that-is-long-enough"


def server(folder: Path, stack: ExitStack, url: str) -> Running:
    """Answer a server that will drain for two seconds when it is told to stop."""
    folder.mkdir()
    one = Running(
        folder,
        database_url=url,
        admin_key=KEY,
        pool_size="4",
        drain_seconds="2",
        log_format="json",
        log_level="warning",
    )
    one.start()
    stack.callback(lambda: one._process is not None and one.end(signal.SIGKILL))
    return one


async def follow(client: httpx.AsyncClient, load: Load, told: Counter[int], statuses: Counter[int]) -> None:
    """Read the feed with long polls, as a province does, until all is quiet."""
    cursor = ""
    while True:
        answer = await client.get(f"/api/v1/changes?wait=5&limit=200{cursor}")
        statuses[answer.status_code] += 1
        page = answer.json()
        told.update(change["seq"] for change in page["changes"])
        cursor = f"&cursor={page['next_cursor']}"
        if load.stopping and not page["changes"]:
            return


async def test_replacing_both_servers_loses_no_request_and_no_change(urls: Any, tmp_path: Path) -> None:
    balancer = Balancer()
    headers = {"Authorization": f"Bearer {KEY}"}
    with ExitStack() as stack:
        async with httpx.AsyncClient(transport=balancer, base_url="http://test", headers=headers, timeout=30) as client:
            balancer.start()
            old = [await asyncio.to_thread(server, tmp_path / f"old{number}", stack, urls.app) for number in range(2)]
            for one in old:
                balancer.add(one.url)
                await balancer.is_ready(one.url)
            load, told, statuses = Load([client], retried=False), Counter[int](), Counter[int]()
            running = asyncio.create_task(load.run(writers=3, readers=2))
            following = asyncio.create_task(follow(client, load, told, statuses))
            for number, one in enumerate(old):
                new = await asyncio.to_thread(server, tmp_path / f"new{number}", stack, urls.app)
                balancer.add(new.url)
                await balancer.is_ready(new.url)
                assert await asyncio.to_thread(one.end, signal.SIGTERM) in (0, -signal.SIGTERM), one.said
                balancer.remove(one.url)
                assert "Traceback" not in one.said, one.said
            await asyncio.sleep(0.5)
            load.stopping = True
            await running
            async with asyncio.timeout(60):
                await following
            assert set(load.statuses) == {"200", "201"}
            assert load.statuses["201"] > 20
            assert set(statuses) == {200}
            await load.nothing_is_lost(client)
            assert set(told.values()) == {1}
            seqs = sorted(told)
            assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
            assert len(seqs) >= sum(load.revisions.values())
