"""What `/metrics` says of subscriptions: how far behind they are, and how often they failed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.core.sync.conftest import enterprise
from tests.core.sync.test_relay import attempt, claimed, path
from tests.core.sync.test_subscriptions import subscribed

from gongjian_core.telemetry.vitals import vitals

pytestmark = pytest.mark.anyio


async def test_a_subscription_that_lags_and_fails_is_seen(service: Any, editor: httpx.AsyncClient) -> None:
    relay = await service.caller("relay")
    made = await subscribed(await service.caller("admin"))
    (calm,) = (await vitals(service.database, ())).subscriptions
    assert (calm.id, calm.active, calm.behind, calm.seconds, calm.failures) == (made["id"], True, 0, 0, 0)
    for name in ("一", "二"):
        await enterprise(editor, name)
    claim = await claimed(relay)
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    await relay.post(path(claim, "attempts"), json=attempt(claim, status=500, error="down", next_at=later))
    (late,) = (await vitals(service.database, ())).subscriptions
    assert (late.behind, late.failures) == (2, 1)
    assert 0 < late.seconds < 60
    text = (await editor.get("http://test/metrics")).text
    assert f'gongjian_subscription_behind_changes{{subscription="{made["id"]}"}} 2.0' in text
    assert f'gongjian_subscription_failures{{subscription="{made["id"]}"}} 1.0' in text
    assert f'gongjian_subscription_disabled{{subscription="{made["id"]}"}} 0.0' in text
