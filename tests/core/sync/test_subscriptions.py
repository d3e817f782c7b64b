"""Subscriptions over HTTP: who may, whereto, with which secret, from where on."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import make_url
from tests.core.sync.conftest import changes, enterprise

from gongjian_core.sync.subscriptions.receivers import is_public
from gongjian_core.sync.subscriptions.secrets import Safe

pytestmark = pytest.mark.anyio

WANTED = {"url": "https://203.0.114.7/hook"}
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


async def subscribed(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    """Make a subscription."""
    answer = await client.post("/subscriptions", json={**WANTED, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_nobody_without_the_right_subscribes(service: Any) -> None:
    anyone, relay = await service.caller(), await service.caller("relay")
    made = await subscribed(await service.caller("admin"))
    for client, status in ((anyone, 401), (relay, 403)):
        one = f"/{made['id']}"
        for method, path, body in (
            ("POST", "", WANTED), ("GET", "", None), ("GET", one, None), ("DELETE", one, None),
            ("GET", f"{one}/deliveries", None), ("POST", f"{one}/replay", {}), ("POST", f"{one}/rotate-secret", {}),
        ):  # fmt: skip
            answer = await client.request(method, f"/subscriptions{path}", json=body)
            assert answer.status_code == status, (method, path)


async def test_a_subscription_is_seen_by_its_maker_and_admins_over_it(service: Any) -> None:
    maker, colleague = await service.caller("reader", "aa"), await service.caller("reader", "aa", "colleague")
    made = await subscribed(maker, types=["project", "enterprise"], cities=["aa"])
    assert (made["types"], made["cities"], made["mode"], made["batch"]) == (
        ["enterprise", "project"],
        ["aa"],
        "batch",
        100,
    )
    path = f"/subscriptions/{made['id']}"
    sees = [
        maker,
        await service.caller("admin"),
        await service.caller("admin", "99"),
        await service.caller("admin", "aa"),
    ]
    for client in sees:
        assert (await client.get(path)).json()["id"] == made["id"]
        assert [item["id"] for item in (await client.get("/subscriptions")).json()["items"]] == [made["id"]]
    for client in (colleague, await service.caller("admin", "bb"), await service.caller("admin", "98")):
        assert (await client.get(path)).status_code == 404
        assert (await client.delete(path)).status_code == 404
        assert (await client.get("/subscriptions")).json()["items"] == []
    everywhere = await subscribed(sees[1])
    assert (await sees[2].get(f"/subscriptions/{everywhere['id']}")).status_code == 404
    assert (await maker.delete(path)).status_code == 204
    assert (await maker.get(path)).status_code == 404


async def test_a_subscription_and_an_export_have_entity_tags(service: Any) -> None:
    admin = await service.caller("admin")
    export = (await admin.post("/exports", json={"cities": ["aa"]})).headers["location"].removeprefix("/api/v1")
    path = f"/subscriptions/{(await subscribed(admin))['id']}"
    for one in (path, export):
        tag = (await admin.get(one)).headers["etag"]
        assert tag.startswith('"')
        assert (await admin.get(one, headers={"If-None-Match": '"other"'})).status_code == 200
    assert (await admin.get(path, headers={"If-None-Match": tag})).status_code == 200
    tag = (await admin.get(path)).headers["etag"]
    assert (await admin.get(path, headers={"If-None-Match": tag})).status_code == 304
    assert (await admin.delete(path, headers={"If-Match": '"other"'})).status_code == 412
    assert (await admin.delete(path, headers={"If-Match": tag})).status_code == 204


async def test_the_secret_is_shown_once_and_kept_encrypted(service: Any, urls: Any) -> None:
    admin = await service.caller("admin")
    once = {"Idempotency-Key": "first"}
    made = await admin.post("/subscriptions", json=WANTED, headers=once)
    again = await admin.post("/subscriptions", json=WANTED, headers=once)
    assert (again.status_code, again.json(), again.headers["idempotency-replayed"]) == (201, made.json(), "true")
    secret = made.json()["secret"]
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert made.headers["location"] == f"/api/v1/subscriptions/{made.json()['id']}"
    assert "secret" not in (await admin.get(f"/subscriptions/{made.json()['id']}")).json()
    brought = await subscribed(admin, secret=SECRET)
    assert brought["secret"] is None
    address = make_url(urls.superuser)
    connection = await asyncpg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, database=address.database
    )
    stored = "".join(
        str(tuple(row)) for row in await connection.fetch("select s::text, i::text from subscriptions s, idempotency i")
    )
    await connection.close()
    for text in (secret, SECRET):
        assert text not in stored
        assert text.removeprefix("whsec_").rstrip("=") not in stored


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"url": "ftp://a.example/"}, "/url"),
        ({"url": "https://"}, "/url"),
        ({"url": "https://user:word@a.example/"}, "/url"),
        ({"url": "https://a.example/#x"}, "/url"),
        ({"url": "https://a.example:99999/"}, "/url"),
        ({"url": "https://a b.example/"}, "/url"),
        ({"url": "https://a.example/\r\nX: y"}, "/url"),
        ({"url": "http://127.0.0.1:9000/"}, "/url"),
        ({"url": "http://localhost/"}, "/url"),
        ({"url": "http://10.1.2.3/"}, "/url"),
        ({"url": "http://169.254.169.254/latest"}, "/url"),
        ({"url": "http://[::1]/"}, "/url"),
        ({"url": "http://[::ffff:10.0.0.1]/"}, "/url"),
        ({"url": "http://2130706433/"}, "/url"),
        ({"url": "http://0x7f.1/"}, "/url"),
        ({"types": ["enterprises"]}, "/types/0"),
        ({"types": []}, "/types"),
        ({"secret": "whsec_c2hvcnQ="}, "/secret"),
        ({"secret": "plain"}, "/secret"),
        ({"batch": 1001}, "/batch"),
        ({"mode": "push"}, "/mode"),
        ({"colour": "red"}, "/colour"),
    ],
)
async def test_what_makes_no_sense_is_refused(service: Any, change: dict[str, Any], pointer: str) -> None:
    answer = await (await service.caller("admin")).post("/subscriptions", json={**WANTED, **change})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_a_city_that_the_key_does_not_cover_cannot_be_subscribed(service: Any) -> None:
    reader = await service.caller("reader", "99")
    assert (await reader.post("/subscriptions", json={**WANTED, "cities": ["cc"]})).status_code == 404
    assert (await reader.post("/subscriptions", json={**WANTED, "cities": ["nowhere"]})).status_code == 404


async def test_it_begins_with_the_next_change_or_at_a_cursor(service: Any, editor: httpx.AsyncClient) -> None:
    reader = await service.caller("reader", "aa")
    await enterprise(editor)
    cursor = (await changes(reader))["next_cursor"]
    await enterprise(editor, "二")
    assert (await subscribed(reader))["seq"] == 2
    assert (await subscribed(reader, cursor=cursor))["seq"] == 1
    answer = await reader.post("/subscriptions", json={**WANTED, "cursor": cursor, "types": ["project"]})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:gongjian:problem:cursor-of-another-selection")
    answer = await (await service.caller("admin")).post("/subscriptions", json={**WANTED, "cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, "urn:gongjian:problem:scope-changed")


async def test_replay_goes_back_to_a_cursor_of_the_same_selection(service: Any, editor: httpx.AsyncClient) -> None:
    reader = await service.caller("reader", "aa")
    cursor = (await changes(reader))["next_cursor"]
    await enterprise(editor)
    made = await subscribed(reader)
    assert made["seq"] == 1
    path = f"/subscriptions/{made['id']}/replay"
    assert (await reader.post(path, json={"cursor": cursor})).json()["seq"] == 0
    assert (await reader.post(path, json={"cursor": made["cursor"]})).json()["seq"] == 1
    assert (await reader.post(path, json={})).json()["seq"] == 1
    assert (await reader.post(path, json={"cursor": "x"})).status_code == 400
    other = (await changes(reader, types="project"))["next_cursor"]
    assert (await reader.post(path, json={"cursor": other})).status_code == 400


async def test_a_new_secret_signs_beside_the_old_one_for_a_while(service: Any) -> None:
    safe: Safe = service.app.state.safe
    admin = await service.caller("admin")
    made = await subscribed(admin)
    path = f"/subscriptions/{made['id']}/rotate-secret"
    second = (await admin.post(path, json={"overlap_hours": 1})).json()["secret"]
    third = await admin.post(path, json={"secret": SECRET, "overlap_hours": 0})
    assert third.json()["secret"] is None
    assert len({made["secret"], second, SECRET}) == 3
    now = datetime.now(UTC)
    kept = json.dumps([safe.kept("new"), *safe.ending(json.dumps([safe.kept("old")]), now.replace(year=now.year + 1))])
    assert safe.valid(kept) == ["new", "old"]
    assert safe.valid(json.dumps([safe.kept("new"), *safe.ending(kept, now)])) == ["new"]


async def test_secrets_are_read_with_an_older_key_until_it_is_taken_out() -> None:
    old, both, new = Safe("o" * 32), Safe("n" * 32 + "," + "o" * 32), Safe("n" * 32)
    kept = json.dumps([old.kept(SECRET)])
    assert both.valid(kept) == [SECRET]
    with pytest.raises(Exception, match="another key"):
        new.valid(kept)
    with pytest.raises(Exception, match="GONGJIAN_SECRETS_KEY"):
        Safe(None).kept(SECRET)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.114.7", True), ("2400:3200::1", True), ("10.0.0.1", False), ("192.168.1.1", False),
        ("172.16.0.1", False), ("127.0.0.1", False), ("0.0.0.1", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("ff02::1", False), ("::ffff:127.0.0.1", False), ("::ffff:203.0.114.7", True), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::cb00:7207", True), ("203.0.113.7", False),
    ],
)  # fmt: skip
async def test_only_public_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


async def test_a_key_has_a_hundred_subscriptions_at_most(service: Any) -> None:
    greedy, modest = await service.caller("reader", "aa", "greedy"), await service.caller("reader", "aa", "modest")
    made = [await subscribed(greedy) for _ in range(100)]
    refused = await greedy.post("/subscriptions", json=WANTED)
    assert (refused.status_code, refused.json()["type"]) == (429, "urn:gongjian:problem:too-many")
    assert int(refused.headers["retry-after"]) > 0
    await subscribed(modest)
    assert (await greedy.delete(f"/subscriptions/{made[0]['id']}")).status_code == 204
    await subscribed(greedy)
