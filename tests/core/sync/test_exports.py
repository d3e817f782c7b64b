"""Exports: everything at one place of the sequence, sealed, and gone on with by the feed without gap or overlap."""

import asyncio
import gzip
import hashlib
import json
from typing import Any

import httpx
import pytest
from tests.core.sync.conftest import FIGURE, USCC, changes, enterprise

from gongjian_core.sync.exports import work
from gongjian_core.sync.selection import TYPES

pytestmark = pytest.mark.anyio


async def exported(client: httpx.AsyncClient, **asked: Any) -> dict[str, Any]:
    """An export, done."""
    answer = await client.post("/exports", json=asked)
    assert answer.status_code == 202, answer.text
    assert (answer.json()["state"], answer.json()["cursor"]) == ("queued", None)
    place = answer.headers["location"].removeprefix("/api/v1")
    for _ in range(200):
        found: dict[str, Any] = (await client.get(place)).json()
        if found["state"] in ("done", "failed"):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(found)


async def records(client: httpx.AsyncClient, export: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of an export, with its files checked against what it says of them."""
    found = []
    for file in export["files"]:
        assert not file["url"].startswith("http")
        answer = await client.get(f"http://test{file['url']}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert len(answer.content) == file["bytes"]
        plain = gzip.decompress(answer.content)
        assert hashlib.sha256(plain).hexdigest() == file["content_sha256"]
        lines = [json.loads(line) for line in plain.decode().split("\n")[:-1]]
        assert len(lines) == file["rows"]
        assert {line["type"] for line in lines} <= {file["type"]}
        found += lines
    return found


async def test_nobody_without_the_right_exports(service: Any, editor: httpx.AsyncClient) -> None:
    made = await exported(editor)
    for role, scope, status in (("", "*", 401), ("relay", "*", 403), ("admin", "bb", 404), ("reader", "98", 404)):
        client = await service.caller(role, scope)
        assert (await client.get(f"/exports/{made['id']}")).status_code == status
        assert (await client.get(f"http://test{made['files'][0]['url']}")).status_code == status
        if status != 404:
            assert (await client.post("/exports", json={})).status_code == status
    wider = await service.caller("reader", "99")
    assert (await wider.get(f"/exports/{made['id']}")).status_code == 200
    assert (await wider.get(f"http://test{made['files'][0]['url']}")).status_code == 200
    both = await exported(wider)
    assert (await editor.get(f"/exports/{both['id']}")).status_code == 404
    assert (await editor.post("/exports", json={"cities": ["bb"]})).status_code == 404


async def test_an_export_holds_what_stands_and_the_feed_goes_on_from_it(
    service: Any, editor: httpx.AsyncClient
) -> None:
    await enterprise(editor, "一 \\ \"引号\" 'x'\n")
    await enterprise(editor, "二 \\ \"引号\" 'x'\n")
    await editor.put("/cities/aa/observations", json={"items": [FIGURE]})
    await editor.put("/cities/aa/projects/P-1", json={"name": "项目", "division_code": "990121", "industry_code": "C15",
                                                     "kind": "new_build", "origin": "local"})  # fmt: skip
    await editor.delete("/cities/aa/projects/P-1")
    export = await exported(editor)
    assert [file["type"] for file in export["files"]] == list(TYPES)
    found = await records(editor, export)
    assert [(one["type"], one["key"], one["op"], one["revision"]) for one in found] == [
        ("enterprise", USCC, "upsert", 2),
        ("observation", "city||gross_output|2024-H1", "upsert", 1),
    ]
    fed = {change["seq"]: change for change in (await changes(editor))["changes"]}
    assert found == [fed[one["seq"]] for one in found]
    assert export["seq"] == max(fed)
    page = await changes(editor, cursor=export["cursor"])
    assert page["changes"] == []
    await enterprise(editor, "三")
    assert [change["revision"] for change in (await changes(editor, cursor=export["cursor"]))["changes"]] == [3]


async def test_an_export_may_be_of_some_types_and_cities(service: Any) -> None:
    admin = await service.caller("admin")
    for city, code in (("aa", "990121"), ("bb", "990202"), ("cc", "980321")):
        await enterprise(admin, city, city, code)
    await admin.put("/cities/bb/observations", json={"items": [FIGURE]})
    export = await exported(admin, types=["enterprise"], cities=["cc", "bb"])
    assert [one["city"] for one in await records(admin, export)] == ["bb", "cc"]
    assert (await changes(admin, types="enterprise", cities="bb,cc", cursor=export["cursor"]))["changes"] == []
    answer = await admin.get("/changes", params={"cursor": export["cursor"]})
    assert answer.status_code == 400
    assert (await admin.post("/exports", json={"types": ["thing"]})).status_code == 422


async def test_writers_go_on_meanwhile_and_nothing_is_missed_or_doubled(
    service: Any, editor: httpx.AsyncClient
) -> None:
    stop = asyncio.Event()

    async def write(number: int) -> None:
        step = 0
        while not stop.is_set():
            figure = {**FIGURE, "period": f"20{10 + step % 7}-01..0{1 + number}", "value": f"{step}"}
            await editor.put("/cities/aa/observations", json={"items": [figure]})
            step += 1

    writers = [asyncio.create_task(write(number)) for number in range(1, 4)]
    held: list[dict[tuple[str, str], int]] = []
    for _ in range(3):
        await asyncio.sleep(0.3)
        export = await exported(editor)
        state = {(one["type"], one["key"]): one["revision"] for one in await records(editor, export)}
        cursor, more = export["cursor"], True
        while more:
            page = await changes(editor, cursor=cursor)
            for change in page["changes"]:
                at = (change["type"], change["key"])
                assert change["revision"] == state.get(at, 0) + 1
                state[at] = change["revision"]
            cursor, more = page["next_cursor"], page["has_more"]
        held.append(state)
    stop.set()
    await asyncio.gather(*writers)
    assert len(held[-1]) > 10


async def test_a_large_file_comes_in_pieces_and_is_fetched_once(
    service: Any, editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_CHUNK", 100)
    for number in range(40):
        await editor.put("/cities/aa/observations", json={"items": [{**FIGURE, "period": f"20{10 + number}"}]})
    export = await exported(editor)
    assert len(await records(editor, export)) == 40
    async with service.database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select max(number) from export_chunks") > 5
    file = next(file for file in export["files"] if file["type"] == "observation")
    answer = await editor.get(f"http://test{file['url']}", headers={"If-None-Match": f'"{file["sha256"]}"'})
    assert answer.status_code == 304
    assert (await editor.get(f"/exports/{export['id']}/files/nothing.gz")).status_code == 404


async def test_a_killed_attempt_is_repeated_whole(service: Any, editor: httpx.AsyncClient) -> None:
    await enterprise(editor)
    async with service.database.transaction(("aa",)) as transaction:
        id = await transaction.fetchval("insert into exports (reached, scope) values ('{aa}', 'aa') returning id")
        await transaction.execute(
            "insert into export_chunks (export, attempt, file, number, data)"
            " values ($1, 1, 'enterprise.ndjson.gz', 0, 'half')",
            id,
        )
        await transaction.execute(
            """insert into jobs (city, id, kind, request, state, attempts, worker, heartbeat_at)
               values ('aa', $1, 'export', $2::text::json, 'running', 1, 'killed', now() - interval '1 hour')""",
            str(id), json.dumps({"reached": ["aa"], "types": None}),
        )  # fmt: skip
    for _ in range(200):
        export = (await editor.get(f"/exports/{id}")).json()
        if export["state"] == "done":
            break
        await asyncio.sleep(0.1)
    assert [one["key"] for one in await records(editor, export)] == [USCC]
    async with service.database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select array_agg(distinct attempt) from export_chunks") == [2]


async def test_the_same_idempotency_key_makes_one_export(editor: httpx.AsyncClient) -> None:
    first = await editor.post("/exports", json={}, headers={"Idempotency-Key": "k"})
    again = await editor.post("/exports", json={}, headers={"Idempotency-Key": "k"})
    assert again.json()["id"] == first.json()["id"]


async def test_what_has_expired_is_gone(service: Any, editor: httpx.AsyncClient, urls: Any) -> None:
    export = await exported(editor)
    async with service.database.transaction(("aa",)) as transaction:
        await transaction.execute("insert into exports (reached, scope, expires_at) values ('{aa}', 'aa', now())")
        assert await transaction.fetchval("select count(*) from exports") == 2
    await exported(editor)
    async with service.database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select count(*) from exports where expires_at < clock_timestamp()") == 0
    assert (await editor.get(f"/exports/{export['id']}")).status_code == 200


async def test_a_key_waits_for_ten_exports_at_most(service: Any) -> None:
    reader, other = await service.caller("reader", "aa", "waiting"), await service.caller("reader", "aa", "other")
    async with service.database.transaction(("aa",), actor="key:waiting") as transaction:
        await transaction.execute(
            """with made as (insert into exports (reached, scope) select '{aa}', 'aa' from generate_series(1, 10)
                             returning id)
               insert into jobs (city, id, kind, request, heartbeat_at)
               select 'aa', id::text, 'export', '{}', clock_timestamp() + interval '1 hour' from made"""
        )
    refused = await reader.post("/exports", json={})
    assert (refused.status_code, refused.json()["type"]) == (429, "urn:gongjian:problem:too-many")
    assert (await other.post("/exports", json={})).status_code == 202
    async with service.database.transaction(("aa",)) as transaction:
        await transaction.execute("update jobs set state = 'done' where created_by = 'key:waiting'")
    assert (await reader.post("/exports", json={})).status_code == 202
