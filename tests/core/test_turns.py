"""Whoever asks for much with one key leaves connections to the others."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from tests.core.conftest import USCC, Service

from gongjian_core.access import turns
from gongjian_core.access.turns import Turns
from gongjian_core.errors import Unavailable

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("connections", "most"), [(1, 1), (2, 1), (5, 4), (10, 8), (40, 32)])
async def test_a_key_may_have_fewer_connections_than_there_are(
    connections: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0.05)
    shared = Turns(connections)
    async with AsyncExitStack() as stack:
        for _ in range(most):
            await stack.enter_async_context(shared.of("greedy"))
        with pytest.raises(Unavailable, match="with this key"):
            await stack.enter_async_context(shared.of("greedy"))
        async with shared.of("modest"):
            pass
    async with shared.of("greedy"):
        pass


async def test_requests_of_a_key_that_has_no_turn_wait_and_others_do_not(service: Service) -> None:
    greedy, other = await service.caller("editor", "aa", "greedy"), await service.caller("reader", "aa", "other")
    shared: Turns = service.app.state.turns
    key = next(item["id"] for item in (await (await service.caller("admin")).get("/keys?limit=500")).json()["items"]
               if item["name"] == "greedy")  # fmt: skip
    async with AsyncExitStack() as stack:
        for _ in range(shared.most):
            await stack.enter_async_context(shared.of(key))
        waiting = [
            asyncio.create_task(greedy.get(path))
            for path in ("/cities/aa/enterprises", f"/cities/aa/enterprises/{USCC}", "/subscriptions", "/digest")
        ]
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in waiting)
        assert (await other.get("/cities/aa/enterprises")).status_code == 200
        # Who waits for changes holds no connection meanwhile.
        assert (await greedy.get("/changes")).status_code == 200
    assert [answer.status_code for answer in await asyncio.gather(*waiting)] == [200, 404, 200, 200]
