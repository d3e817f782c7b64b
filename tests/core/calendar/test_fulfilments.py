"""Fulfilments: recorded with rights, conditions, history and change rows like everything else."""

import asyncio
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio
PATH = "/cities/aa/duties/meeting/fulfilments"
HELD = {"on": "2024-06-28", "note": "第六次会议", "link": "https://www.example.gov.cn/minutes/6"}


async def made(client: httpx.AsyncClient, **change: Any) -> str:
    answer = await client.post(PATH, json=HELD | change)
    assert answer.status_code == 201, answer.text
    return f"{PATH}/{answer.json()['id']}"


async def test_nobody_without_a_right_gets_in(service: Service, editor: httpx.AsyncClient) -> None:
    one = await made(editor)
    for role, scope, read, write in (
        ("", "", 401, 401), ("admin", "bb", 404, 404), ("reader", "aa", 200, 403), ("approver", "aa", 200, 403),
        ("relay", "*", 403, 403),
    ):  # fmt: skip
        client = await service.caller(role, scope)
        for path in (PATH, one, f"{one}/history"):
            assert (await client.get(path)).status_code == read, (role, path)
        assert (await client.post(PATH, json=HELD)).status_code == write
        assert (await client.patch(one, json={"note": "x"})).status_code == write
        assert (await client.delete(one)).status_code == write


async def test_a_fulfilment_is_recorded_with_who_and_when(service: Service, editor: httpx.AsyncClient) -> None:
    answer = await editor.post(PATH, json=HELD)
    said = answer.json()
    assert answer.headers["location"] == f"/api/v1{PATH}/{said['id']}"
    assert answer.headers["etag"] == '"1"'
    assert {**said, "id": "", "recorded_at": ""} == {
        **HELD, "id": "", "duty": "meeting", "revision": 1, "recorded_at": "", "recorded_by": "key:editor of aa",
    }  # fmt: skip
    again = await editor.get(answer.headers["location"].removeprefix("/api/v1"))
    assert (again.json(), again.headers["etag"]) == (said, '"1"')
    async with service.database.transaction(("aa",)) as transaction:
        row = await transaction.fetchrow("select type, key, op, revision, recorded_by, origin from changes")
    assert tuple(row or ()) == ("fulfilment", f"meeting|{said['id']}", "upsert", 1, "key:editor of aa", "api")


async def test_a_fulfilment_belongs_to_its_duty(editor: httpx.AsyncClient) -> None:
    own = (await made(editor)).rsplit("/", 1)[1]
    other = f"/cities/aa/duties/quarterly/fulfilments/{own}"
    assert (await editor.get(other)).status_code == 404
    assert (await editor.patch(other, json={"note": "x"})).status_code == 404
    assert (await editor.delete(other)).status_code == 404
    assert (await editor.get(f"{other}/history")).status_code == 404
    assert (await editor.get("/cities/aa/duties/nothing/fulfilments")).status_code == 404
    assert (await editor.post("/cities/aa/duties/nothing/fulfilments", json=HELD)).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"on": "2999-01-01"}, "/on"),
        ({"on": "2023-12-31"}, "/on"),
        ({"on": "28.6.2024"}, "/on"),
        ({"on": None}, "/on"),
        ({"duty": "quarterly"}, "/duty"),
        ({"id": "01a214e0-6f91-72d8-8fd6-698e7655eb1c"}, "/id"),
        ({"link": "javascript:alert(1)"}, "/link"),
        ({"link": "https://user:secret@example.cn/"}, "/link"),
        ({"note": "\x00"}, "/note"),
        ({"colour": "red"}, "/colour"),
    ],
)
async def test_bad_input_is_refused_with_a_pointer(
    editor: httpx.AsyncClient, change: dict[str, Any], pointer: str
) -> None:
    answer = await editor.post(PATH, json=HELD | change)
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await editor.get(PATH)).json()["items"] == []


async def test_the_same_idempotency_key_records_once(editor: httpx.AsyncClient) -> None:
    once = {"Idempotency-Key": "june"}
    first = await editor.post(PATH, json=HELD, headers=once)
    again = await editor.post(PATH, json=HELD, headers=once)
    assert (again.status_code, again.json(), again.headers["location"]) == (
        201,
        first.json(),
        first.headers["location"],
    )
    assert (await editor.post(PATH, json=HELD | {"note": "x"}, headers=once)).status_code == 422
    many = await asyncio.gather(*(editor.post(PATH, json=HELD, headers={"Idempotency-Key": "n"}) for _ in range(6)))
    assert {answer.status_code for answer in many} <= {201, 409}
    assert len((await editor.get(PATH)).json()["items"]) == 2


async def test_a_fulfilment_is_corrected_withdrawn_and_remembered(service: Service, editor: httpx.AsyncClient) -> None:
    one = await made(editor)
    patched = await editor.patch(one, json={"on": "2024-06-27", "link": None}, headers={"If-Match": '"1"'})
    assert (patched.json()["on"], patched.json()["link"], patched.json()["revision"]) == ("2024-06-27", None, 2)
    assert (await editor.patch(one, json={"note": "x"}, headers={"If-Match": '"1"'})).status_code == 412
    assert (await editor.patch(one, json={"duty": "quarterly"})).status_code == 422
    assert (await editor.patch(one, json={"duty": None})).status_code == 422
    assert (await editor.delete(one)).status_code == 204
    assert (await editor.get(one)).status_code == 404
    history = (await editor.get(f"{one}/history")).json()["items"]
    assert [(item["revision"], item["op"]) for item in history] == [(1, "upsert"), (2, "upsert"), (3, "delete")]
    assert [change["pointer"] for change in history[1]["changed"]] == ["/on", "/link"]
    then = history[1]["recorded_at"]
    assert (await editor.get(one, params={"as_of": then})).json()["on"] == "2024-06-27"
    listed = (await editor.get(PATH, params={"as_of": then})).json()["items"]
    assert [item["revision"] for item in listed] == [2]


async def test_fulfilments_are_listed_by_day_and_narrowed(editor: httpx.AsyncClient) -> None:
    for on in ("2024-03-01", "2024-01-01", "2024-02-29"):
        await made(editor, on=on, note=f"会议 {on}")

    async def days(**asked: str) -> list[str]:
        return [item["on"] for item in (await editor.get(PATH, params=asked)).json()["items"]]

    assert await days() == ["2024-01-01", "2024-02-29", "2024-03-01"]
    assert await days(sort="-on", limit="2") == ["2024-03-01", "2024-02-29"]
    assert await days(**{"from": "2024-01-02", "to": "2024-02-29"}) == ["2024-02-29"]
    assert await days(q="03-01") == ["2024-03-01"]
    first = (await editor.get(PATH, params={"limit": "1"})).json()
    assert await days(limit="1", cursor=first["next"]) == ["2024-02-29"]
