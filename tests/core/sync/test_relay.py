"""What the relay asks of core: one at a time by lease, fenced; what it may read; what becomes of a failing receiver."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.core.sync.conftest import changes, enterprise
from tests.core.sync.test_subscriptions import SECRET, subscribed

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC).isoformat()


@pytest.fixture
async def relay(service: Any) -> httpx.AsyncClient:
    """Answer a relay."""
    client: httpx.AsyncClient = await service.caller("relay")
    return client


async def claimed(relay: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    """Claim a subscription that is due."""
    answer = await relay.post("/relay/claim", json={"worker": "w", **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def path(claim: dict[str, Any], what: str) -> str:
    """Where to say what became of it."""
    return f"/relay/{claim['subscription']['id']}/{what}"


def attempt(claim: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An attempt that was answered 200."""
    lease = claim["lease"]
    said = {"token": lease["token"], "fence": lease["fence"], "event_id": "msg-1", "at": NOW, "duration_ms": 12}
    return {**said, "status": 200, **more}


def ack(claim: dict[str, Any], cursor: str, **more: Any) -> dict[str, Any]:
    """What is delivered."""
    return {
        "token": claim["lease"]["token"],
        "fence": claim["lease"]["fence"],
        "cursor": cursor,
        "delivered": 1,
        **more,
    }


async def test_only_a_relay_or_an_admin_works_on_subscriptions(service: Any) -> None:
    made = await subscribed(await service.caller("reader", "aa"))
    for role, status in (("", 401), ("reader", 403), ("editor", 403), ("approver", 403), ("admin", 204)):
        client = await service.caller(role)
        assert (await client.post("/relay/claim", json={"worker": "w"})).status_code == status
        if status != 204:
            assert (await client.post(f"/relay/{made['id']}/ack", json={})).status_code == status
            assert (await client.post(f"/relay/{made['id']}/attempts", json={})).status_code == status
            answer = await client.get("/changes", params={"subscription": made["id"]})
            assert answer.status_code == status


async def test_an_admin_of_one_city_gets_no_subscription_of_another(service: Any) -> None:
    made = await subscribed(await service.caller("reader", "aa"))
    for client in (await service.caller("admin", "bb"), await service.caller("admin", "aa")):
        for sent in ("/relay/claim", f"/relay/{made['id']}/ack", f"/relay/{made['id']}/attempts"):
            assert (await client.post(sent, json={"worker": "w"})).status_code == 403
        refused = await client.get("/changes", params={"subscription": made["id"]})
        assert refused.status_code == 403
        assert "scope *" in refused.json()["detail"]


async def test_a_claim_brings_what_is_needed_to_deliver(
    service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient
) -> None:
    admin = await service.caller("admin")
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204
    made = await subscribed(admin, secret=SECRET, types=["enterprise"], batch=7)
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204
    await enterprise(editor)
    claim = await claimed(relay)
    assert (claim["subscription"]["id"], claim["subscription"]["batch"], claim["secrets"]) == (made["id"], 7, [SECRET])
    assert datetime.fromisoformat(claim["lease"]["expires_at"]) > datetime.now(UTC) + timedelta(seconds=50)
    page = await changes(relay, subscription=made["id"], cursor=claim["cursor"])
    assert [(change["type"], change["city"]) for change in page["changes"]] == [("enterprise", "aa")]
    assert (await relay.post("/relay/claim", json={"worker": "other"})).status_code == 204
    answer = await relay.post(path(claim, "attempts"), json=attempt(claim))
    assert (answer.status_code, answer.json()["expires_at"] is not None) == (200, True)
    answer = await relay.post(path(claim, "ack"), json=ack(claim, page["next_cursor"]))
    assert (answer.status_code, answer.json()) == (200, {"expires_at": None})
    shown = (await admin.get(f"/subscriptions/{made['id']}")).json()
    assert (shown["seq"], shown["failures"], shown["last_delivered_at"] is not None) == (1, 0, True)
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204


async def test_the_relay_reads_no_more_than_the_subscription_and_only_while_its_maker_may(
    service: Any, relay: httpx.AsyncClient
) -> None:
    admin = await service.caller("admin")
    made = await subscribed(await service.caller("reader", "aa", "guest"))
    for city, code in (("aa", "990121"), ("bb", "990202")):
        await enterprise(admin, city, city, code)
    page = await changes(relay, subscription=made["id"])
    assert [change["city"] for change in page["changes"]] == ["aa"]
    for more in ({"types": "enterprise"}, {"cities": "bb"}):
        assert (await relay.get("/changes", params={"subscription": made["id"], **more})).status_code == 422
    assert (await relay.get("/changes", params={"subscription": "x"})).status_code == 422
    assert (await relay.get("/changes", params={"subscription": "0" * 32})).status_code == 404
    (key,) = [key for key in (await admin.get("/keys")).json()["items"] if key["name"] == "guest"]
    await admin.delete(f"/keys/{key['id']}")
    assert (await relay.get("/changes", params={"subscription": made["id"]})).status_code == 410
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204


async def test_a_lease_that_was_taken_over_is_stale(
    service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient
) -> None:
    made = await subscribed(await service.caller("admin"))
    await enterprise(editor)
    first = await claimed(relay)
    async with service.database.gate() as gate:
        await gate.execute("update subscriptions set lease_expires_at = now() - interval '1 second'")
    assert (await relay.post(path(first, "attempts"), json=attempt(first))).status_code == 200
    async with service.database.gate() as gate:
        await gate.execute("update subscriptions set lease_expires_at = now() - interval '1 second'")
    second = await claimed(relay)
    assert second["lease"]["fence"] > first["lease"]["fence"]
    page = await changes(relay, subscription=made["id"], cursor=first["cursor"])
    for what, said in (("ack", ack(first, page["next_cursor"])), ("attempts", attempt(first))):
        answer = await relay.post(path(first, what), json=said)
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:gongjian:problem:stale-lease")
    assert (await relay.post(path(second, "ack"), json=ack(second, page["next_cursor"]))).status_code == 200
    answer = await relay.post(path(second, "ack"), json=ack(second, first["cursor"]))
    assert answer.status_code == 409
    await (await service.caller("admin")).delete(f"/subscriptions/{made['id']}")
    assert (await relay.post(path(second, "ack"), json=ack(second, page["next_cursor"]))).status_code == 404
    assert (await relay.post(path(second, "attempts"), json=attempt(second))).status_code == 404


async def test_a_replay_ends_the_lease(service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient) -> None:
    admin = await service.caller("admin")
    made = await subscribed(admin)
    await enterprise(editor)
    claim = await claimed(relay)
    page = await changes(relay, subscription=made["id"], cursor=claim["cursor"])
    assert (await admin.post(f"/subscriptions/{made['id']}/replay", json={"cursor": made["cursor"]})).status_code == 200
    assert (await relay.post(path(claim, "ack"), json=ack(claim, page["next_cursor"]))).status_code == 409
    assert (await claimed(relay))["cursor"] == made["cursor"]


async def test_a_failing_receiver_is_tried_again_later_and_one_that_is_gone_not_at_all(
    service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient
) -> None:
    admin = await service.caller("admin")
    made = await subscribed(admin)
    await enterprise(editor)
    claim = await claimed(relay)
    later = (datetime.now(UTC) + timedelta(seconds=0.4)).isoformat()
    failure = attempt(claim, status=503, error="overloaded", next_at=later)
    assert (await relay.post(path(claim, "attempts"), json=failure)).json() == {"expires_at": None}
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204
    shown = (await admin.get(f"/subscriptions/{made['id']}")).json()
    assert (shown["failures"], shown["last_error"], shown["state"]) == (1, "overloaded", "active")
    claim = await claimed(relay, wait=5)
    assert claim["subscription"]["failures"] == 1
    gone = attempt(claim, status=410, error="gone", disable=True, event_id="msg-2")
    assert (await relay.post(path(claim, "attempts"), json=gone)).status_code == 200
    shown = (await admin.get(f"/subscriptions/{made['id']}")).json()
    assert (shown["state"], shown["disabled_reason"], shown["seq"]) == ("disabled", "gone", 0)
    assert (await relay.post("/relay/claim", json={"worker": "w"})).status_code == 204
    listed = (await admin.get(f"/subscriptions/{made['id']}/deliveries?limit=1")).json()
    assert [(one["event_id"], one["status"], one["delivered"]) for one in listed["items"]] == [("msg-2", 410, False)]
    rest = (await admin.get(f"/subscriptions/{made['id']}/deliveries?cursor={listed['next']}")).json()["items"]
    assert [(one["event_id"], one["error"], one["next_at"] is not None) for one in rest] == [
        ("msg-1", "overloaded", True)
    ]
    assert (await admin.post(f"/subscriptions/{made['id']}/replay", json={})).json()["state"] == "active"
    assert (await claimed(relay))["subscription"]["id"] == made["id"]


async def test_a_claim_waits_for_the_next_change_and_takes_turns(
    service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient
) -> None:
    admin = await service.caller("admin")
    ids = [(await subscribed(admin, types=["enterprise"]))["id"] for _ in range(3)]
    waiting = asyncio.create_task(claimed(relay, wait=20))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await enterprise(editor)
    turns = [(await asyncio.wait_for(waiting, 5)), await claimed(relay), await claimed(relay)]
    assert [claim["subscription"]["id"] for claim in turns] == ids
    first = turns[0]
    page = await changes(relay, subscription=ids[0], cursor=first["cursor"])
    await relay.post(path(first, "ack"), json=ack(first, first["cursor"], release=True))
    assert (await claimed(relay))["subscription"]["id"] == ids[0]
    assert page["head_seq"] == 1


async def test_two_relays_at_once_never_get_the_same_subscription(
    service: Any, editor: httpx.AsyncClient, relay: httpx.AsyncClient
) -> None:
    admin = await service.caller("admin")
    for _ in range(6):
        await subscribed(admin)
    await enterprise(editor)
    answers = await asyncio.gather(*(relay.post("/relay/claim", json={"worker": f"w{n}"}) for n in range(8)))
    found = [answer.json()["subscription"]["id"] for answer in answers if answer.status_code == 200]
    assert len(found) == len(set(found)) == 6
