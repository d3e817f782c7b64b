"""An import whose process is killed: nothing of it is there, and another process does it from the beginning."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.core.imports.conftest import NDJSON, enterprise, lines, tally
from tests.core.lease import pass_the_lease
from tests.credit_codes import code

from gongjian_core.database import Database

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ROWS = 12_000
KEY = "an-admin-key-of-the-test"
SERVER = """
import sys
import uvicorn
from tests.core.sample_city import SampleCatalogue
from gongjian_core.app import create_app
from gongjian_core.settings import Settings
uvicorn.run(create_app(Settings(), SampleCatalogue()), port=int(sys.argv[1]), log_level="error")
"""


class Servers:
    """Processes of the service on one database, one at a time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._process: subprocess.Popen[bytes] | None = None
        self.client = httpx.AsyncClient()

    async def start(self) -> None:
        """Start a process and wait until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        root = Path(__file__).parents[3]
        env = os.environ | {"GONGJIAN_DATABASE_URL": self._url, "GONGJIAN_ADMIN_KEY": KEY, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", SERVER, str(port)]
        self._process = subprocess.Popen(command, cwd=root, env=env)  # noqa: ASYNC220 -- it returns at once
        self.client = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}/api/v1", headers={"Authorization": f"Bearer {KEY}"}, timeout=30
        )
        for _ in range(200):
            try:
                if (await self.client.get("/cities/aa/enterprises?limit=1")).status_code == 200:
                    return
            except httpx.ConnectError:
                pass
            await asyncio.sleep(0.1)
        pytest.fail("the service did not start")

    async def kill(self) -> None:
        """Kill it as the kernel would."""
        await self.client.aclose()
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


@pytest.fixture
async def servers(urls: Any) -> AsyncIterator[Servers]:
    """Answer the processes; none is left when the test ends."""
    made = Servers(urls.app)
    yield made
    await made.kill()


@pytest.fixture
async def database(urls: Any) -> AsyncIterator[Database]:
    """Answer the database as the service's role sees it."""
    opened = Database(urls.app)
    yield opened
    await opened.close()


async def stored(database: Database) -> int:
    async with database.transaction(("aa",)) as tx:
        return int(await tx.fetchval("select count(*) from enterprises"))


async def test_killed_again_and_again_an_import_is_whole_or_absent(
    servers: Servers, database: Database, urls: Any
) -> None:
    content = lines(*(enterprise(code(number), name=f"厂 {number}") for number in range(ROWS)))
    await servers.start()
    response = await servers.client.post("/cities/aa/imports?type=enterprises", content=content, headers=NDJSON)
    assert response.status_code == 202, response.text
    path = f"/cities/aa/imports/{response.json()['id']}"
    killed_at = []
    for pause in (0.0, 0.4, 1.2):
        for _ in range(1000):
            found = (await servers.client.get(path)).json()
            if found["state"] != "queued":
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(pause)
        await servers.kill()
        killed_at.append(found["state"])
        assert await stored(database) in (0, ROWS)
        await pass_the_lease(urls.owner)
        await servers.start()
    for _ in range(1000):
        found = (await servers.client.get(path)).json()
        if found["state"] in ("done", "failed"):
            break
        await asyncio.sleep(0.1)
    assert tally(found) == ("done", ROWS, 0, 0, 0, 0), killed_at
    assert killed_at[0] == "running"
    assert await stored(database) == ROWS
    async with database.transaction(("aa",)) as tx:
        assert await tx.fetchval("select count(*) from changes") == ROWS
        assert await tx.fetchval("select count(*) from import_chunks") == 0
    again = await servers.client.post(
        "/cities/aa/imports?type=enterprises", content=b"\n".join(content.split(b"\n")[:500]), headers=NDJSON
    )
    assert tally(again.json()) == ("done", 0, 0, 500, 0, 0)
