"""Relays that are killed, paused or many, a core that goes away, a receiver down for a week: nothing is lost."""

import asyncio
import random
from typing import Any

import httpx
import pytest
from tests.relay.conftest import Core, names, subscribed, until
from tests.relay.receiver import OK, Receiver, answer, receiving
from tests.serving import Editor

pytestmark = pytest.mark.anyio


class Held(Receiver):
    """Keeps its answers until it is let go; then takes everything."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = asyncio.Event()
        self.respond = self._when_let_go

    async def _when_let_go(self, _: Any) -> bytes:
        await self.let_go.wait()
        return OK


async def expire_leases(core: Core) -> None:
    """What a minute without a sign of life does."""
    async with core.database.gate() as gate:
        await gate.execute("update subscriptions set lease_expires_at = now() - interval '1 second'")
    core.app.state.feed.sequencer.nudge()


# What is killed while it connects closes nothing.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_killed_relay_is_followed_by_another_that_sends_the_same_message_again(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Held()) as (receiver,):
        await subscribed(admin, receiver, batch=2)
        await editor.record(5)
        async with core.relaying() as killed:
            await receiver.until(lambda: len(receiver.received) == 1)
            for task in killed._working:
                task.cancel()
        receiver.let_go.set()
        await expire_leases(core)
        async with core.relaying():
            await receiver.until(lambda: len({change["seq"] for change in receiver.changes}) == 5)
    first, again = receiver.received[:2]
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert first.changes == again.changes
    assert names(receiver)[-5:] == editor.names


async def test_a_relay_that_slept_over_its_lease_cannot_move_the_cursor_back(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Held()) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver, batch=2)
        await editor.record(5)
        await receiver.until(lambda: len(receiver.received) == 1)
        sleeping = receiver.let_go
        receiver.let_go = asyncio.Event()
        receiver.let_go.set()
        await expire_leases(core)
        async with core.relaying():
            await until(admin, made, lambda stands: stands["seq"] == 5)
            sleeping.set()
            await receiver.until(lambda: len(receiver.taken) == 4)
            await editor.record(2)
            await until(admin, made, lambda stands: stands["seq"] == 7)
    listed = (await admin.get(f"/subscriptions/{made['id']}/deliveries")).json()["items"]
    assert len(listed) == 4
    assert sorted(names(receiver)) == sorted([*editor.names, *editor.names[:2]])


async def test_many_relays_share_the_work_and_each_change_arrives_once(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with (
        receiving(*(Receiver() for _ in range(8))) as receivers,
        core.relaying(),
        core.relaying(),
        core.relaying(relay_subscriptions=1),
    ):
        for receiver in receivers:
            await subscribed(admin, receiver, batch=3)
        await editor.record(20)
        for receiver in receivers:
            await receiver.until(lambda r=receiver: len(r.changes) >= 20)  # type: ignore[misc]
    assert [names(receiver) for receiver in receivers] == [editor.names] * 8


async def test_while_core_is_away_nothing_is_lost(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async with receiving(Held()) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver, batch=2)
        await editor.record(5)
        await receiver.until(lambda: len(receiver.received) == 1)
        await core.stop()
        receiver.let_go.set()
        await receiver.until(lambda: len(receiver.taken) == 1)
        await asyncio.sleep(0.5)
        await core.start()
        await until(admin, made, lambda stands: stands["seq"] == 5)
    assert names(receiver) == editor.names


async def test_a_receiver_that_fails_by_chance_gets_everything_in_order(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    dice = random.Random(5)  # noqa: S311 -- a test
    receiver = Receiver(respond=lambda _: answer(dice.choice((200, 200, 500, 503, 429))))
    async with receiving(receiver), core.relaying(relay_first_pause=0.01, relay_longest_pause=0.02):
        await subscribed(admin, receiver, batch=2)
        await editor.record(30)
        await receiver.until(lambda: len(receiver.changes) >= 30)
    assert names(receiver) == editor.names


async def test_a_receiver_that_was_down_for_a_week_catches_up_in_order(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    receiver = Receiver()
    async with receiving(receiver):
        made = await subscribed(admin, receiver, batch=7)
    async with core.relaying(relay_longest_pause=0.1):
        await editor.record(40)
        stands = await until(admin, made, lambda stands: stands["failures"] >= 3)
        assert "Connect" in stands["last_error"]
        async with core.database.gate() as gate:
            # The week passes: as many failures as a week has at the pauses of the settings, each long ago.
            await gate.execute(
                """update subscriptions set failures = 180, due_at = now(), created_at = created_at - interval '7 days',
                     last_attempt_at = last_attempt_at - interval '7 days', served_at = served_at - interval '7 days'"""
            )
        await editor.record(10)
        async with receiving(receiver):
            await receiver.until(lambda: len(receiver.changes) >= 50)
        stands = await until(admin, made, lambda stands: stands["seq"] == 50)
    assert (stands["failures"], stands["last_error"]) == (0, None)
    assert names(receiver) == editor.names
    assert [change["seq"] for change in receiver.changes] == list(range(1, 51))


async def test_a_replay_begins_again_where_it_is_told_to(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async with receiving(Receiver()) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver, batch=2)
        await editor.record(3)
        await receiver.until(lambda: len(receiver.changes) == 3)
        answered = await admin.post(f"/subscriptions/{made['id']}/replay", json={"cursor": made["cursor"]})
        assert answered.status_code == 200
        await receiver.until(lambda: len(receiver.changes) == 6)
    assert names(receiver) == editor.names * 2
