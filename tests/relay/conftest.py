"""Core on a loopback socket, over a database of the test's own, and relays that work for it."""

import asyncio
import base64
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from tests.core.sample_city import SampleCatalogue
from tests.relay.receiver import Receiver

from gongjian_core.access import repository
from gongjian_core.app import create_app
from gongjian_core.database import Database
from gongjian_core.settings import Settings
from gongjian_relay.relay import Relay
from gongjian_relay.settings import RelaySettings

SECRET = f"whsec_{base64.b64encode(b'1' * 32).decode()}"
BODY = {"division_code": "990121", "industry_code": "C1530"}
USCC = "91530900MA6K5X2W1W"


class Core:
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
        config = uvicorn.Config(self.app, log_config=None, access_log=False, timeout_graceful_shutdown=2)
        self._server = uvicorn.Server(config)
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

    @asynccontextmanager
    async def relaying(self, **more: Any) -> AsyncIterator[Relay]:
        """Let a relay work; it is stopped at the end."""
        given = {"relay_first_pause": 0.05, "relay_longest_pause": 0.2, "allow_private_webhooks": True, **more}
        key = SecretStr(await self.key("relay"))
        relay = Relay(RelaySettings(core_url=self.url, relay_key=key, **given))
        working = asyncio.create_task(relay.run())
        try:
            yield relay
        finally:
            relay.stop()
            async with asyncio.timeout(10):
                await working


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


@pytest.fixture
async def core(urls: Any) -> AsyncIterator[Core]:
    """Answer core, serving the sample cities."""
    async with AsyncExitStack() as stack:
        serving = Core(urls, stack)
        await serving.start()
        try:
            yield serving
        finally:
            await stack.aclose()
            await serving.close()


@pytest.fixture
async def admin(core: Core) -> httpx.AsyncClient:
    """Answer an admin of everything."""
    return await core.caller("admin")


@pytest.fixture
async def editor(core: Core) -> Editor:
    """Answer who records in the city aa."""
    return Editor(await core.caller("editor", "aa"))


async def subscribed(client: httpx.AsyncClient, receiver: Receiver, **more: Any) -> dict[str, Any]:
    """A subscription of a receiver, which knows its secret."""
    answer = await client.post("/subscriptions", json={"url": receiver.url(), "secret": SECRET, **more})
    assert answer.status_code == 201, answer.text
    receiver.secret = SECRET
    found: dict[str, Any] = answer.json()
    return found


async def until(client: httpx.AsyncClient, made: dict[str, Any], fulfilled: Callable[[Any], Any]) -> Any:
    """How a subscription stands as soon as something holds of it."""
    async with asyncio.timeout(15):
        while not fulfilled(stands := (await client.get(f"/subscriptions/{made['id']}")).json()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return stands


def names(receiver: Receiver) -> list[str]:
    """The names in what a receiver took."""
    return [change["data"]["name"] for change in receiver.changes]
