"""Core and relay as Prometheus sees them."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from prometheus_client import generate_latest
from pydantic import SecretStr

from gongjian_core.app import create_app
from gongjian_core.catalogue import load
from gongjian_core.settings import Settings
from gongjian_relay.delivery import Outcome
from gongjian_relay.figures import Figures
from gongjian_relay.retry import Verdict

KEY = "k" * 40
OBSERVATION = {"subject": "city", "indicator": "gross_output", "period": "2024-H1", "value": "1", "unit": "亿元"}


@pytest.fixture
async def expositions(urls: Any, anyio_backend: str) -> dict[str, str]:
    """Answer the figures of a core that has done a bit of everything, and of a relay that has delivered."""
    settings = Settings(
        database_url=urls.app, admin_key=SecretStr(KEY), secrets_key=SecretStr(KEY), allow_private_webhooks=True
    )
    app = create_app(settings, load())
    async with app.router.lifespan_context(app):
        await _done_a_bit(app)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            core = (await client.get("/metrics")).text
    figures = Figures()
    figures.delivered(Outcome(datetime.now(UTC), 12, 204, Verdict(taken=True)), 3)
    return {"core": core, "relay": generate_latest(figures.registry).decode()}


async def _done_a_bit(app: Any) -> None:
    async with app.state.database.transaction(("linyi",)) as transaction:
        await transaction.execute("insert into jobs (city, id, kind, request) values ('linyi', '1', 'nobody', '{}')")
    transport = httpx.ASGITransport(app=app)
    headers = {"Authorization": f"Bearer {KEY}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1", headers=headers) as client:
        made = await client.post("/subscriptions", json={"url": "http://127.0.0.1:1/hook"})
        assert made.status_code == 201, made.text
        kept = await client.put("/cities/linyi/observations", json={"items": [OBSERVATION]})
        assert kept.status_code == 200, kept.text
        read = await client.post(
            "/cities/linyi/imports?type=observations", headers={"Content-Type": "application/x-ndjson"},
            content="".join(['{"subject":"city","indicator":"gross_output","period":"2024-Q1","value":"1",',
                             '"unit":"亿元"}\n']),
        )  # fmt: skip
        assert read.status_code in (200, 201), read.text
