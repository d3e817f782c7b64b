"""A relay against core and receivers: everything arrives, signed, in order; nobody holds up anybody else."""

import asyncio
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook
from tests.relay.conftest import SECRET, Core, names, subscribed, until
from tests.relay.receiver import OK, Receiver, answer, receiving
from tests.serving import Editor

pytestmark = pytest.mark.anyio


async def test_changes_arrive_in_order_signed_and_are_delivered_once(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Receiver()) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver, batch=3)
        await editor.record(10)
        await receiver.until(lambda: len(receiver.changes) >= 10)
        await editor.record(2)
        await receiver.until(lambda: len(receiver.changes) >= 12)
    assert names(receiver) == editor.names
    assert [change["seq"] for change in receiver.changes] == list(range(1, 13))
    assert {message.said["type"] for message in receiver.received} == {"changes"}
    assert len({message.headers["webhook-id"] for message in receiver.received}) == len(receiver.received)
    assert all(len(message.changes) <= 3 for message in receiver.received)
    stands = (await admin.get(f"/subscriptions/{made['id']}")).json()
    assert (stands["seq"], stands["failures"], stands["state"]) == (12, 0, "active")
    assert receiver.received[-1].said["data"]["next_cursor"] == stands["cursor"]
    listed = (await admin.get(f"/subscriptions/{made['id']}/deliveries")).json()["items"]
    assert [item["event_id"] for item in reversed(listed)] == [m.headers["webhook-id"] for m in receiver.received]
    assert {(item["delivered"], item["status"], item["error"]) for item in listed} == {(True, 204, None)}


async def test_a_subscription_that_begins_in_the_past_is_served_at_once(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    cursor = (await admin.get("/changes")).json()["next_cursor"]
    await editor.record(5)
    async with receiving(Receiver()) as (receiver,), core.relaying():
        await asyncio.sleep(0.5)
        await subscribed(admin, receiver, cursor=cursor)
        await receiver.until(lambda: len(receiver.changes) == 5, 3)
    assert names(receiver) == editor.names


async def test_a_subscription_gets_what_it_asked_for_and_moves_on_over_the_rest(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Receiver(), Receiver()) as (own, none), core.relaying():
        await subscribed(admin, own, cities=["aa"], types=["enterprise"])
        made = await subscribed(admin, none, types=["project"])
        await editor.record(2)
        await own.until(lambda: len(own.changes) >= 2)
        await until(admin, made, lambda stands: stands["seq"] == 2)
    assert names(own) == editor.names
    assert none.received == []


async def test_a_failing_receiver_gets_the_same_message_again_and_then_everything_in_order(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Receiver(respond=lambda _: answer(500))) as (receiver,):
        made = await subscribed(admin, receiver, batch=4)
        await editor.record(9)
        async with core.relaying():
            await receiver.until(lambda: len(receiver.received) >= 4)
            await editor.record(1)
            stands = (await admin.get(f"/subscriptions/{made['id']}")).json()
            receiver.respond = lambda _: OK
            await receiver.until(lambda: len(receiver.changes) >= 10)
    assert stands["failures"] >= 3
    assert stands["last_error"] == "the receiver answered 500"
    assert stands["seq"] == 0
    assert names(receiver) == editor.names
    assert len({message.headers["webhook-id"] for message in receiver.received[:4]}) == 1
    assert len({message.body for message in receiver.received[:4]}) <= 2  # `head_seq` moved on
    listed = (await admin.get(f"/subscriptions/{made['id']}/deliveries?limit=500")).json()["items"]
    assert sum(not item["delivered"] for item in listed) == len(receiver.received) - len(receiver.taken)
    assert all(item["next_at"] for item in listed if not item["delivered"])


async def test_a_slow_receiver_holds_up_nobody(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async def after_a_while(_: Any) -> bytes:
        await asyncio.sleep(3)
        return OK

    async with receiving(Receiver(respond=after_a_while), Receiver(), Receiver()) as (slow, *others), core.relaying():
        for receiver in (slow, *others):
            await subscribed(admin, receiver, batch=2)
        await editor.record(8)
        for receiver in others:
            await receiver.until(lambda receiver=receiver: len(receiver.changes) >= 8, 2.5)  # type: ignore[misc]
        assert slow.taken == []
        assert [names(receiver) for receiver in others] == [editor.names] * 2


async def test_gone_switches_a_subscription_off_until_it_is_told_to_go_on(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Receiver(respond=lambda _: answer(410))) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver)
        await editor.record(1)
        await receiver.until(lambda: len(receiver.received) == 1)
        await editor.record(2)
        await asyncio.sleep(0.7)
        stands = (await admin.get(f"/subscriptions/{made['id']}")).json()
        assert (stands["state"], stands["seq"], len(receiver.received)) == ("disabled", 0, 1)
        assert "410" in stands["disabled_reason"]
        receiver.respond = lambda _: OK
        assert (await admin.post(f"/subscriptions/{made['id']}/replay", json={})).status_code == 200
        await receiver.until(lambda: len(receiver.changes) >= 3)
    assert names(receiver) == editor.names


async def test_a_new_secret_signs_beside_the_old_one(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async with receiving(Receiver()) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver)
        changed = await admin.post(f"/subscriptions/{made['id']}/rotate-secret", json={})
        await editor.record(1)
        await receiver.until(lambda: len(receiver.changes) == 1)
        (message,) = receiver.taken
        for secret in (SECRET, changed.json()["secret"]):
            Webhook(secret).verify(message.body, message.headers)
        await admin.post(f"/subscriptions/{made['id']}/rotate-secret", json={"overlap_hours": 0})
        receiver.secret = ""
        await editor.record(1)
        await receiver.until(lambda: len(receiver.changes) == 2)
        assert len(receiver.taken[-1].headers["webhook-signature"].split()) == 1


async def test_too_much_at_once_is_sent_in_parts(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async with receiving(Receiver(respond=lambda m: OK if len(m.changes) <= 3 else answer(413))) as (receiver,):
        await subscribed(admin, receiver, batch=100)
        await editor.record(20)
        async with core.relaying():
            await receiver.until(lambda: len(receiver.changes) >= 20)
    assert names(receiver) == editor.names
    assert [len(message.changes) for message in receiver.received[:4]] == [20, 10, 5, 2]


async def test_a_signal_only_says_that_there_is_something(core: Core, admin: httpx.AsyncClient, editor: Editor) -> None:
    async with receiving(Receiver()) as (receiver,):
        made = await subscribed(admin, receiver, mode="signal")
        await editor.record(5)
        async with core.relaying():
            await receiver.until(lambda: len(receiver.taken) == 1)
            assert receiver.taken[0].said["type"] == "changes.available"
            assert receiver.taken[0].said["data"]["head_seq"] == 5
            assert "changes" not in receiver.taken[0].said["data"]
            await editor.record(1)
            await receiver.until(lambda: len(receiver.taken) == 2)
        page = (await admin.get("/changes", params={"cursor": made["cursor"]})).json()
        assert [change["data"]["name"] for change in page["changes"]] == editor.names


async def test_an_inner_address_is_refused_when_it_is_connected_to(
    core: Core, admin: httpx.AsyncClient, editor: Editor
) -> None:
    async with receiving(Receiver()) as (receiver,), core.relaying(allow_private_webhooks=False):
        made = await subscribed(admin, receiver)
        await editor.record(1)
        stands = await until(admin, made, lambda stands: stands["failures"])
        assert "not a public address" in stands["last_error"]
        assert receiver.connections == 0


@pytest.mark.parametrize("said", [
    answer(999), answer(600, "Retry-After: x"), answer(503, f"Retry-After: Thu, 01 Jan {'9' * 40} 00:00:00 GMT"),
    b"HTTP/1.1 503 \x00\xff\r\nContent-Length: 0\r\n\r\n", b"\x00" * 500, b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000,
])  # fmt: skip
async def test_whatever_a_receiver_answers_is_a_failed_attempt(
    core: Core, admin: httpx.AsyncClient, editor: Editor, said: bytes
) -> None:
    async with receiving(Receiver(respond=lambda _: said)) as (receiver,):
        made = await subscribed(admin, receiver)
        await editor.record(1)
        async with core.relaying():
            stands = await until(admin, made, lambda stands: stands["failures"])
        assert stands["last_error"]
        assert stands["state"] == "active"
