"""Core on a loopback socket, and relays that work for it."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from tests.relay.receiver import Receiver
from tests.serving import Editor, Serving

from gongjian_relay.relay import Relay
from gongjian_relay.settings import RelaySettings

SECRET = f"whsec_{base64.b64encode(b'1' * 32).decode()}"


class Core(Serving):
    """Core, for which relays work."""

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
