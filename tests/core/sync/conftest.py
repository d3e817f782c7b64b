"""What tests of sync record, and how they read the feed."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service, served

from gongjian_core.declared import Catalogue

USCC = "91530900MA6K5X2W1W"
OTHER_USCC = "9153090055555555XX"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C1530"}
FIGURE = {"subject": "city", "indicator": "gross_output", "period": "2024-01..06", "value": "12.5", "unit": "亿元"}


async def enterprise(client: httpx.AsyncClient, name: str = "一", city: str = "aa", code: str = "990121") -> None:
    """Record an enterprise."""
    answer = await client.put(
        f"/cities/{city}/enterprises/{USCC}", json={**BODY, "name": name, "division_code": code}
    )  # fmt: skip
    assert answer.status_code in (200, 201), answer.text


async def changes(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    """A page of the feed."""
    answer = await client.get("/changes", params=query)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


@pytest.fixture
async def service(urls: Any, cities: Catalogue) -> AsyncIterator[Service]:
    """Answer the service with a key for secrets."""
    async with served(urls.app, cities, secrets_key="0123456789abcdef" * 2) as running:
        yield running
