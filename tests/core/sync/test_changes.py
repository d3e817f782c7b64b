"""The feed over HTTP: everything committed, once, in one order; cursors hold or say why they do not."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from tests.core.sync.conftest import BODY, FIGURE, USCC, changes, enterprise

from gongjian_core.sync import cursor as cursors
from gongjian_core.sync import repository

pytestmark = pytest.mark.anyio


async def test_nobody_without_the_right_reads_the_feed(service: Any) -> None:
    assert (await (await service.caller()).get("/changes")).status_code == 401
    assert (await (await service.caller("relay")).get("/changes")).status_code == 403
    for role in ("reader", "editor", "approver", "admin"):
        assert (await (await service.caller(role, "aa")).get("/changes")).status_code == 200


async def test_every_change_is_told_with_its_record_and_deletions_as_tombstones(
    service: Any, editor: httpx.AsyncClient
) -> None:
    await enterprise(editor)
    await editor.patch(f"/cities/aa/enterprises/{USCC}", json={"name": "二"})
    await editor.put("/cities/aa/observations", json={"items": [FIGURE]})
    await editor.delete(f"/cities/aa/enterprises/{USCC}")
    page = await changes(await service.caller("reader", "aa"))
    told = [(c["seq"], c["type"], c["key"], c["op"], c["revision"]) for c in page["changes"]]
    assert told == [
        (1, "enterprise", USCC, "upsert", 1),
        (2, "enterprise", USCC, "upsert", 2),
        (3, "observation", "city||gross_output|2024-H1", "upsert", 1),
        (4, "enterprise", USCC, "delete", 3),
    ]
    assert [(c["data"] or {}).get("name") for c in page["changes"]] == ["一", "二", None, None]
    assert page["changes"][3]["data"] is None
    assert {c["city"] for c in page["changes"]} == {"aa"}
    assert {c["origin"] for c in page["changes"]} == {"api"}
    assert {c["recorded_by"] for c in page["changes"]} == {"key:editor of aa"}
    assert len({c["id"] for c in page["changes"]}) == 4
    assert [c["time"] for c in page["changes"]] == sorted(c["time"] for c in page["changes"])
    assert (page["has_more"], page["head_seq"]) == (False, 4)


async def test_the_data_of_a_change_is_the_record_as_it_is_read(service: Any, editor: httpx.AsyncClient) -> None:
    await enterprise(editor, "甲\n乙")
    read = (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()
    (change,) = (await changes(await service.caller("reader", "aa")))["changes"]
    assert change["data"].items() <= read.items()
    assert set(read) - set(change["data"]) == {"tier", "revision", "recorded_at", "recorded_by"}
    assert change["recorded_at"] == read["recorded_at"]


async def test_pages_follow_each_other_without_gap_and_a_cursor_again_gives_the_same(
    service: Any, editor: httpx.AsyncClient
) -> None:
    for number in range(23):
        await enterprise(editor, f"第{number}")
    reader = await service.caller("reader", "aa")
    seen: list[int] = []
    cursor: str | None = None
    pages: list[tuple[str | None, dict[str, Any]]] = []
    while True:
        page = await changes(reader, limit=5, **({"cursor": cursor} if cursor else {}))
        pages.append((cursor, page))
        seen += [change["seq"] for change in page["changes"]]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            break
    assert seen == list(range(1, 24))
    assert len(pages) == 5
    for before, page in pages:
        assert await changes(reader, limit=5, **({"cursor": before} if before else {})) == page
    assert (await changes(reader, cursor=cursor))["next_cursor"] == cursor


async def test_a_filter_leaves_gaps_and_its_cursor_does_not_look_twice(service: Any) -> None:
    admin = await service.caller("admin")
    for city, code in (("aa", "990121"), ("bb", "990202"), ("aa", "990121")):
        await enterprise(admin, f"{city}{code}{datetime.now(UTC)}", city, code)
    await admin.put("/cities/bb/observations", json={"items": [FIGURE]})
    assert [c["seq"] for c in (await changes(admin, cities="aa"))["changes"]] == [1, 3]
    assert [c["seq"] for c in (await changes(admin, cities="bb,aa", types="observation"))["changes"]] == [4]
    assert [c["seq"] for c in (await changes(await service.caller("reader", "bb")))["changes"]] == [2, 4]
    assert [c["seq"] for c in (await changes(await service.caller("reader", "99")))["changes"]] == [1, 2, 3, 4]
    empty = await changes(admin, types="project")
    assert (empty["changes"], empty["has_more"], empty["head_seq"]) == ([], False, 4)
    assert cursors.read(empty["next_cursor"]).position == 4


async def test_a_sparse_filter_is_read_in_bounded_steps(
    service: Any, editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        await enterprise(editor, str(number))
    await editor.put("/cities/aa/observations", json={"items": [FIGURE]})
    monkeypatch.setattr(repository, "WINDOW", 2)
    reader = await service.caller("reader", "aa")
    page = await changes(reader, types="observation")
    assert [c["seq"] for c in page["changes"]] == [10]
    monkeypatch.setattr(repository, "_SECONDS", -1.0)
    page = await changes(reader, types="observation")
    assert (page["changes"], page["has_more"], cursors.read(page["next_cursor"]).position) == ([], True, 2)
    while page["has_more"]:
        page = await changes(reader, types="observation", cursor=page["next_cursor"])
    assert [c["seq"] for c in page["changes"]] == [10]
    monkeypatch.setattr(repository, "_SECONDS", 1.0)
    for limit in range(1, 12):
        seen: list[int] = []
        page = await changes(reader, limit=limit)
        seen += [c["seq"] for c in page["changes"]]
        while page["has_more"]:
            page = await changes(reader, limit=limit, cursor=page["next_cursor"])
            seen += [c["seq"] for c in page["changes"]]
        assert seen == list(range(1, 11)), limit


async def test_the_feed_as_ndjson_is_a_line_a_change(service: Any, editor: httpx.AsyncClient) -> None:
    for name in ("一", "二", "三"):
        await enterprise(editor, name)
    reader = await service.caller("reader", "aa")
    answer = await reader.get("/changes?limit=2", headers={"Accept": "application/x-ndjson"})
    page = await changes(reader, limit=2)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in answer.text.splitlines()] == page["changes"]
    assert answer.headers["x-next-cursor"] == page["next_cursor"]
    assert (answer.headers["x-has-more"], answer.headers["x-head-seq"]) == ("true", "3")
    assert 'rel="next"' in answer.headers["link"]


async def test_waiting_ends_with_the_next_change(service: Any, editor: httpx.AsyncClient) -> None:
    await enterprise(editor)
    reader = await service.caller("reader", "aa")
    cursor = (await changes(reader))["next_cursor"]
    begun = asyncio.get_running_loop().time()
    waiting = asyncio.create_task(changes(reader, cursor=cursor, wait=20))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await enterprise(editor, "二")
    page = await asyncio.wait_for(waiting, 5)
    assert [change["seq"] for change in page["changes"]] == [2]
    assert asyncio.get_running_loop().time() - begun < 5
    page = await changes(reader, cursor=page["next_cursor"], wait=0.3)
    assert (page["changes"], page["has_more"]) == ([], False)


async def test_whoever_waits_is_let_go_when_the_service_stops_and_told_when_the_key_is_revoked(
    service: Any, editor: httpx.AsyncClient
) -> None:
    admin, reader = await service.caller("admin"), await service.caller("reader", "aa", "guest")
    cursor = (await changes(reader))["next_cursor"]
    waiting = asyncio.create_task(reader.get("/changes", params={"cursor": cursor, "wait": 20}))
    await asyncio.sleep(0.2)
    (key,) = [key for key in (await admin.get("/keys")).json()["items"] if key["name"] == "guest"]
    assert (await admin.delete(f"/keys/{key['id']}")).status_code == 204
    await enterprise(editor)
    assert (await asyncio.wait_for(waiting, 5)).status_code == 401
    cursor = (await changes(admin))["next_cursor"]
    waiting = asyncio.create_task(admin.get("/changes", params={"cursor": cursor, "wait": 20}))
    await asyncio.sleep(0.2)
    service.app.state.feed.sequencer.release()
    assert (await asyncio.wait_for(waiting, 5)).json()["changes"] == []


async def test_the_writing_system_is_kept_so_that_it_knows_its_own_changes(
    service: Any, editor: httpx.AsyncClient
) -> None:
    path = f"/cities/aa/enterprises/{USCC}"
    assert (await editor.put(path, json=BODY, headers={"X-Sync-Origin": "province-99"})).status_code == 201
    (change,) = (await changes(await service.caller("reader", "aa")))["changes"]
    assert change["origin"] == "province-99"
    for wrong in ("plugin", "import", "A b", "x" * 65):
        answer = await editor.put(path, json=BODY, headers={"X-Sync-Origin": wrong})
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:gongjian:problem:bad-request")


async def test_a_city_known_to_another_version_of_the_service_is_not_passed_over(service: Any) -> None:
    """During a rollout an older server answers, too; it must not let a cursor pass what it does not know."""
    await repository.register(service.database, {"ee": repository.Known("990500")})
    async with service.database.transaction(("ee",), actor="newer server") as transaction:
        await transaction.execute(
            "insert into enterprises (city, uscc, document) values ('ee', 'X', $1::text::json)",
            json.dumps({**BODY, "status": "operating", "above_scale": [], "certifications": [], "compliance": [],
                        "lists": []}),
        )  # fmt: skip
    for scope, seen in (("*", ["ee"]), ("99", ["ee"]), ("9905", ["ee"]), ("98", []), ("aa", [])):
        page = await changes(await service.caller("reader", scope))
        assert [change["city"] for change in page["changes"]] == seen, scope
