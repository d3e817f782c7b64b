"""Whoever asks for much with one key leaves connections to the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from tests.core.conftest import USCC, Service

from gongjian_core import turns
from gongjian_core.errors import Unavailable
from gongjian_core.turns import Turns

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("connections", "most"), [(1, 1), (2, 1), (5, 4), (10, 8), (40, 32)])
async def test_a_key_may_have_fewer_connections_than_there_are(
    connections: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0.05)
    shared = Turns(connections)
    mine = shared.of("greedy")
    turns.begin(mine)
    for _ in range(most):
        assert await turns.taken() is mine
    with pytest.raises(Unavailable, match="with this key"):
        await turns.taken()
    turns.begin(shared.of("modest"))
    assert await turns.taken() is not mine
    mine.release()
    turns.begin(mine)
    assert await turns.taken() is mine


async def test_requests_of_a_key_that_has_no_turn_wait_and_others_do_not(service: Service) -> None:
    greedy, other = await service.caller("editor", "aa", "greedy"), await service.caller("reader", "aa", "other")
    shared: Turns = service.app.state.turns
    key = next(item["id"] for item in (await (await service.caller("admin")).get("/keys?limit=500")).json()["items"]
               if item["name"] == "greedy")  # fmt: skip
    mine = shared.of(key)
    async with AsyncExitStack() as stack:
        for _ in range(shared.most):
            await stack.enter_async_context(mine)
        paths = ("/cities/aa/enterprises", f"/cities/aa/enterprises/{USCC}", "/subscriptions", "/digest", "/changes")
        waiting = [asyncio.create_task(greedy.get(path)) for path in paths]
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in waiting)
        assert (await other.get("/cities/aa/enterprises")).status_code == 200
    assert [answer.status_code for answer in await asyncio.gather(*waiting)] == [200, 404, 200, 200, 200]
    assert mine._value == shared.most


async def test_who_is_slow_to_send_holds_no_turn(service: Service) -> None:
    editor = await service.caller("editor", "aa", "slow")
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b'{"name": "\xe7\x94\xb2", '
        arrived.set()
        await go_on.wait()
        yield b'"division_code": "990121", "industry_code": "C15"}'

    path, headers = f"/cities/aa/enterprises/{USCC}", {"Content-Type": "application/json"}
    sending = asyncio.create_task(editor.put(path, content=body(), headers=headers))
    await arrived.wait()
    key = next(item["id"] for item in (await (await service.caller("admin")).get("/keys?limit=500")).json()["items"]
               if item["name"] == "slow")  # fmt: skip
    shared: Turns = service.app.state.turns
    assert shared.of(key)._value == shared.most
    go_on.set()
    assert (await sending).status_code == 201
    assert shared.of(key)._value == shared.most
