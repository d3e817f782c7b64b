"""Core on a loopback socket, over a database of the test's own, and who records there."""

import asyncio
import socket
from contextlib import AsyncExitStack
from typing import Any

import httpx
import uvicorn
from pydantic import SecretStr
from tests.core.sample_city import SampleCatalogue

from gongjian_core.access import repository
from gongjian_core.app import create_app
from gongjian_core.connections import Connection
from gongjian_core.database import Database
from gongjian_core.settings import Settings

BODY = {"division_code": "990121", "industry_code": "C1530"}
USCC = "91530900MA6K5X2W1W"


class Serving:
    """Core, serving."""

    def __init__(self, urls: Any, stack: AsyncExitStack) -> None:
        self._urls = urls
        self._stack = stack
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Database:
        """Its database."""
        found: Database = self.app.state.database
        return found

    async def start(self) -> None:
        """Begin to serve."""
        settings = Settings(
            database_url=self._urls.app,
            allow_private_webhooks=True,
            secrets_key=SecretStr("k" * 40),
            shutdown_seconds=5,
        )
        self.app = create_app(settings, SampleCatalogue())
        self.config = uvicorn.Config(
            self.app, http=Connection, ws="none", log_config=None, access_log=False, timeout_graceful_shutdown=2
        )
        self._server = uvicorn.Server(self.config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._socket.dup()]))
        while not self._server.started:  # noqa: ASYNC110 -- there is no event
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop serving; connections wait until it starts again."""
        if self._server is not None and self._serving is not None:
            self.app.state.feed.sequencer.release()
            self._server.should_exit = True
            await self._serving
            self._server = None

    async def close(self) -> None:
        """End for good."""
        await self.stop()
        self._socket.close()

    async def key(self, role: str, scope: str = "*") -> str:
        """A new key."""
        text = repository.new_key()
        async with self.database.gate() as gate:
            await repository.create(
                gate, text, name=f"{role} {scope}", role=role, scope=scope, expires_at=None, created_by="test"
            )
        return text

    async def caller(self, role: str, scope: str = "*") -> httpx.AsyncClient:
        """A client with a new key."""
        headers = {"authorization": f"Bearer {await self.key(role, scope)}"}
        client = httpx.AsyncClient(base_url=f"{self.url}/api/v1", headers=headers, trust_env=False, timeout=30)
        return await self._stack.enter_async_context(client)


class Editor:
    """Records enterprises' names, each a change, and remembers in which order."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.names: list[str] = []

    async def record(self, number: int, city: str = "aa") -> None:
        """That many changes more."""
        for _ in range(number):
            self.names.append(f"第{len(self.names)}")
            answer = await self._client.put(
                f"/cities/{city}/enterprises/{USCC}", json={**BODY, "name": self.names[-1]}
            )  # fmt: skip
            assert answer.status_code in (200, 201), answer.text
