"""The connection breaks around a commit: the caller is not told that nothing happened, and asking again is right."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url
from tests.credit_codes import code
from tests.end_to_end.load import BODY

from gongjian_core import catalogue
from gongjian_core.app import create_app
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio

KEY = "a-key-of-the-tests-that-is-long-enough"
IMPORTS = "/api/v1/cities/lincang/imports"


class Cable:
    """What lies between the service and PostgreSQL: it carries every byte, until it breaks once at a commit."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self.breaks: str = ""
        """`before` what commits reaches PostgreSQL, or `after` it has answered; once."""
        self.begins = b"insert into imports"
        """What a connection has to have carried first."""
        self.commits = b"commit\x00"

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        with suppress(OSError):
            await self._carry(reader, writer)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(self._sockets / ".s.PGSQL.5432")
        back = asyncio.create_task(self._back(server_reader, writer))
        wrote = False
        try:
            while said := await reader.read(65_536):
                wrote = wrote or self.begins in said
                ends = self.breaks if wrote and self.commits in said else ""
                if ends:
                    self.breaks = ""
                    back.cancel()
                    await asyncio.gather(back, return_exceptions=True)
                if ends == "before":
                    break
                server_writer.write(said)
                await server_writer.drain()
                if ends == "after":
                    assert await server_reader.read(65_536)
                    break
        finally:
            back.cancel()
            await asyncio.gather(back, return_exceptions=True)
            for end in (writer, server_writer):
                end.close()

    async def _back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while said := await reader.read(65_536):
            writer.write(said)
            await writer.drain()
        writer.close()


@pytest.fixture
async def cable(urls: Any, tmp_path: Path) -> AsyncIterator[tuple[Cable, httpx.AsyncClient]]:
    """Answer a service that reaches its database by the cable."""
    url = make_url(urls.app)
    laid = Cable(Path(str(url.query["host"])))
    server = await asyncio.start_unix_server(laid.carry, tmp_path / ".s.PGSQL.5432")
    by_cable = url.update_query_dict({"host": str(tmp_path)}).render_as_string(hide_password=False)
    app = create_app(Settings(database_url=by_cable, admin_key=KEY), catalogue.load())
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {KEY}"}
        client = httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)
        yield laid, await stack.enter_async_context(client)
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_write_is_done_once_whenever_the_connection_breaks(
    cable: tuple[Cable, httpx.AsyncClient], moment: str
) -> None:
    laid, client = cable
    content = json.dumps({"uscc": code(1), **BODY}).encode()
    headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": "one"}
    laid.breaks = moment
    first = await client.post(f"{IMPORTS}?type=enterprises", content=content, headers=headers)
    assert (first.status_code, first.headers["retry-after"]) == (503, "2")
    assert "may be stored or not" in first.json()["detail"]
    assert laid.breaks == ""

    again = await client.post(f"{IMPORTS}?type=enterprises", content=content, headers=headers)
    assert (again.status_code, again.json()["created"]) == (201, 1), again.text
    assert again.headers.get("idempotency-replayed") == ("true" if moment == "after" else None)
    changes = (await client.get("/api/v1/changes?types=enterprise")).json()["changes"]
    assert [(change["key"], change["revision"]) for change in changes] == [(code(1), 1)]
    assert (await client.get(again.headers["location"])).json()["state"] == "done"


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_record_that_is_put_is_put_once_whenever_the_connection_breaks(
    cable: tuple[Cable, httpx.AsyncClient], moment: str
) -> None:
    laid, client = cable
    path = f"/api/v1/cities/lincang/enterprises/{code(1)}"
    assert (await client.put(path, json=BODY)).status_code == 201
    # The statement that writes is its own transaction: it commits by itself.
    laid.begins = laid.commits = "改名".encode()
    laid.breaks = moment
    first = await client.put(path, json={**BODY, "name": "改名"})
    assert first.status_code == 503
    assert "may be stored or not" in first.json()["detail"]

    again = await client.put(path, json={**BODY, "name": "改名"})
    assert (again.status_code, again.json()["revision"]) == (200, 2)
    history = (await client.get(f"{path}/history")).json()["items"]
    assert [item["revision"] for item in history] == [1, 2]
