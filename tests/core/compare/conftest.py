"""A running service over a parent city, its county and a neighbour, which all declare targets."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.core.conftest import Service
from tests.core.scorecard.declared_cities import catalogue

from gongjian_core.app import create_app
from gongjian_core.settings import Settings


@pytest.fixture
async def service(urls: Any) -> AsyncIterator[Service]:
    """Answer the service on a fresh database."""
    app = create_app(Settings(database_url=urls.app), catalogue())
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        yield Service(app, stack)
