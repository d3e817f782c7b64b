"""A running service for tests of core: the application over a database of the test's own, and callers with keys."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
from tests.core.sample_city import SampleCatalogue
from tests.serving import Serving

from gongjian_core.access import repository
from gongjian_core.app import create_app
from gongjian_core.database import Database
from gongjian_core.declared import Catalogue
from gongjian_core.settings import Settings

USCC = "91530900MA6K5X2W1W"
OTHER_USCC = "9153090055555555XX"


class Service:
    """The service under test."""

    def __init__(self, app: Any, stack: AsyncExitStack) -> None:
        self.app = app
        self._stack = stack
        self.database: Database = app.state.database

    async def caller(self, role: str = "", scope: str = "*", name: str = "") -> httpx.AsyncClient:
        """A client with a new key of that role and scope; without a role, one without a key."""
        headers = {}
        if role:
            text = repository.new_key()
            async with self.database.gate() as gate:
                await repository.create(
                    gate, text, name=name or f"{role} {scope}", role=role, scope=scope, expires_at=None,
                    created_by="test",
                )  # fmt: skip
            headers["Authorization"] = f"Bearer {text}"
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://test/api/v1", headers=headers)
        return await self._stack.enter_async_context(client)


@asynccontextmanager
async def served(url: Any, cities: Catalogue, **settings: Any) -> AsyncIterator[Service]:
    """The service of these cities on that database, until the end of the block."""
    app = create_app(Settings(database_url=url, **settings), cities)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        yield Service(app, stack)


@pytest.fixture
def cities() -> Catalogue:
    """Answer the cities that the service serves: samples, unless a folder or a module says others."""
    return SampleCatalogue()


@pytest.fixture
async def service(urls: Any, cities: Catalogue) -> AsyncIterator[Service]:
    """Answer the service on a fresh database."""
    async with served(urls.app, cities) as running:
        yield running


@pytest.fixture
async def editor(service: Service) -> httpx.AsyncClient:
    """Answer an editor of the city aa."""
    return await service.caller("editor", "aa", "editor of aa")


@pytest.fixture
async def serving(urls: Any) -> AsyncIterator[Serving]:
    """Answer the service on a socket."""
    async with AsyncExitStack() as stack:
        running = Serving(urls, stack)
        await running.start()
        try:
            yield running
        finally:
            await stack.aclose()
            await running.close()
