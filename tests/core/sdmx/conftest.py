"""A running service over cities that declare targets."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from tests.core.attainment.declared_city import catalogue
from tests.core.conftest import Service

from gongjian_core.app import create_app
from gongjian_core.catalogue import InstalledCities
from gongjian_core.settings import Settings

NOWHERE: Any = "postgresql://nobody@localhost/nothing"


@pytest.fixture
def cities() -> InstalledCities:
    """Answer what the service serves here."""
    return catalogue()


@pytest.fixture
async def anonymous() -> AsyncIterator[httpx.AsyncClient]:
    """Answer a caller without a key of a service without a database: what is declared needs neither."""
    app = create_app(Settings(database_url=NOWHERE), catalogue())
    async with AsyncExitStack() as stack:
        yield await Service(app, stack).caller()


@pytest.fixture
async def reader(service: Service) -> httpx.AsyncClient:
    """Answer a reader of every city."""
    return await service.caller("reader", "*", "the province")
