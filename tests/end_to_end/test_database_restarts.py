"""PostgreSQL is restarted or killed under load: 503 with Retry-After in between, never a wrong answer, no loss."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from tests.end_to_end.load import Load

from gongjian_core import catalogue, migrate
from gongjian_core.app import create_app
from gongjian_core.embedded import EmbeddedServer
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio

KEY = "a-key-of-the-tests-that-is-long-enough"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["restarted", "killed"])
async def test_a_restart_of_postgresql_is_survived(data_dir: Path, sent: signal.Signals) -> None:
    server = EmbeddedServer(data_dir)
    await asyncio.to_thread(server.start)
    try:
        await asyncio.to_thread(migrate.upgrade, server.owner_url)
        app = create_app(Settings(database_url=server.app_url, admin_key=KEY), catalogue.load())
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=transport, base_url="http://test", headers={"Authorization": f"Bearer {KEY}"}
                )
            )
            load = Load([client])
            running = asyncio.create_task(load.run(writers=4, readers=3))
            ready: set[int] = set()
            for _ in range(2):
                await asyncio.sleep(1)
                note = data_dir / "postgresql" / "data" / "postmaster.pid"
                os.kill(int(note.read_text().split("\n")[0]), sent)
                seen: list[int] = []
                async with asyncio.timeout(120):
                    while len(seen) < 2 or seen[-1] == 503:
                        status = (await client.get("/readyz")).status_code
                        seen += [status] if status not in seen[-1:] else []
                        await asyncio.sleep(0.02)
                ready.update(seen)
            await asyncio.sleep(1)
            load.stopping = True
            await running
            assert ready == {200, 503}
            assert load.statuses["503"] > 0
            assert load.statuses["201"] > 5
            await load.nothing_is_lost(client)
    finally:
        await asyncio.to_thread(server.stop)
