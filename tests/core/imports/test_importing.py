"""Imports over HTTP: rows become records, each is answered for, and wrong ones say where and why."""

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.core.conftest import USCC, Service
from tests.core.imports.conftest import CSV, NDJSON, OTHER_USCC, enterprise, lines, tally, told

from gongjian_core.imports import running

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio

HEADER = "统一社会信用代码,企业名称,行政区划代码,行业代码\n"


@pytest.mark.parametrize(("role", "scope", "status"), [
    ("", "*", 401), ("reader", "*", 403), ("approver", "*", 403), ("editor", "bb", 404),
])  # fmt: skip
async def test_nobody_imports_without_the_right(service: Service, role: str, scope: str, status: int) -> None:
    caller = await service.caller(role, scope)
    response = await caller.post("/cities/aa/imports?type=enterprises", content=lines(enterprise()), headers=NDJSON)
    assert response.status_code == status
    other = await service.caller("reader", "*")
    assert (await other.get("/cities/aa/enterprises")).json()["items"] == []


async def test_lines_create_update_and_leave_alone(send: "Sender", editor: httpx.AsyncClient) -> None:
    first = await send(lines(enterprise(), enterprise(OTHER_USCC, name="乙矿")))
    assert tally(first) == ("done", 2, 0, 0, 0, 0)
    assert (first["rows"], first["done"], first["errors"], first["error"]) == (2, 2, [], None)
    second = await send(lines(enterprise(), enterprise(OTHER_USCC, name="乙矿业")))
    assert tally(second) == ("done", 0, 1, 1, 0, 0)
    found = (await editor.get(f"/cities/aa/enterprises/{OTHER_USCC}")).json()
    assert (found["name"], found["revision"], found["recorded_by"]) == ("乙矿业", 2, "key:editor of aa")
    rows = (await editor.get(f"/cities/aa/imports/{second['id']}/rows")).json()
    assert rows["items"] == [
        {"row": 1, "key": USCC, "outcome": "unchanged", "revision": 1, "errors": []},
        {"row": 2, "key": OTHER_USCC, "outcome": "updated", "revision": 2, "errors": []},
    ]


async def test_one_wrong_row_and_an_atomic_import_stores_nothing(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = HEADER + f"{USCC},甲茶厂,990121,C1530\n{OTHER_USCC},乙矿,123456,C\n"
    answer = await send(text, CSV)
    assert tally(answer) == ("failed", 0, 0, 0, 0, 1)
    assert answer["rows"] == answer["done"] == 2
    assert told(answer) == [(3, "行政区划代码", "/division_code")]
    assert "no division" in answer["errors"][0]["detail"]
    assert (await editor.get("/cities/aa/enterprises")).json()["items"] == []


async def test_row_by_row_the_right_ones_are_stored(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = HEADER + f"{USCC},甲茶厂,990121,C1530\n\n,无码,990121,C\n{OTHER_USCC},,990121,C\nX,丁,990121,C\n"
    answer = await send(text, CSV, mode="per_row")
    assert tally(answer) == ("done", 1, 0, 0, 0, 3)
    assert told(answer) == [
        (4, "统一社会信用代码", "/uscc"), (5, "企业名称", "/name"), (6, "统一社会信用代码", "/uscc"),
    ]  # fmt: skip
    assert [fault["detail"] for fault in answer["errors"]][:2] == ["is required", "is required"]
    assert [item["uscc"] for item in (await editor.get("/cities/aa/enterprises")).json()["items"]] == [USCC]


@pytest.mark.parametrize("mode", ["atomic", "per_row"])
async def test_a_dry_run_says_what_would_become_of_each_row_and_stores_nothing(
    send: "Sender", editor: httpx.AsyncClient, mode: str
) -> None:
    await send(lines(enterprise()))
    content = lines(enterprise(name="改"), enterprise(OTHER_USCC))
    tried = await send(content, dry_run="true", mode=mode)
    assert tally(tried) == ("done", 1, 1, 0, 0, 0)
    assert tried["dry_run"]
    assert (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()["name"] == "甲茶厂"
    assert (await editor.get(f"/cities/aa/enterprises/{OTHER_USCC}")).status_code == 404
    assert tally(await send(content, mode=mode)) == tally(tried)


async def test_lines_that_are_no_records_are_told_by_their_number(send: "Sender", editor: httpx.AsyncClient) -> None:
    content = b'{"uscc":\n\n[1]\n' + lines(enterprise(land_mu=5), enterprise(unknown=1), enterprise(source_version="2"))
    answer = await send(content, mode="per_row")
    assert tally(answer) == ("done", 0, 0, 0, 0, 5)
    assert told(answer) == [
        (1, None, ""), (3, None, ""), (4, None, "/land_mu"), (5, None, "/unknown"), (6, None, "/source_version"),
    ]  # fmt: skip


async def test_the_same_record_twice_is_told_where_it_stands_first(send: "Sender", editor: httpx.AsyncClient) -> None:
    content = lines(enterprise(name="一"), enterprise(OTHER_USCC), enterprise(name="二"))
    answer = await send(content)
    assert tally(answer) == ("failed", 0, 0, 0, 0, 1)
    assert answer["errors"][0]["row"] == 3
    assert "row 1" in answer["errors"][0]["detail"]
    assert tally(await send(content, mode="per_row")) == ("done", 2, 0, 0, 0, 1)
    assert (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()["name"] == "一"


async def test_read_only_fields_are_ignored_as_in_put(send: "Sender", editor: httpx.AsyncClient) -> None:
    await send(lines(enterprise()))
    text = (await editor.get("/cities/aa/enterprises", headers={"Accept": "application/x-ndjson"})).content
    assert tally(await send(text)) == ("done", 0, 0, 1, 0, 0)


async def test_projects_of_an_unknown_owner_are_refused(send: "Sender", editor: httpx.AsyncClient) -> None:
    await send(lines(enterprise()))
    project = {"name": "茶园", "division_code": "990121", "industry_code": "C", "kind": "new_build"}
    content = lines(
        {"code": "P-1", "enterprise": USCC} | project,
        {"code": "P-2", "enterprise": OTHER_USCC} | project,
        {"code": "P-3"} | project,
    )
    for dry_run in ("true", "false"):
        answer = await send(content, type="projects", mode="per_row", dry_run=dry_run)
        assert tally(answer) == ("done", 2, 0, 0, 0, 1)
        assert told(answer) == [(2, None, "/enterprise")]


async def test_an_import_of_another_city_is_not_there(
    service: Service, send: "Sender", editor: httpx.AsyncClient
) -> None:
    answer = await send(lines(enterprise()))
    for scope, status in (("bb", 404), ("aa", 200)):
        caller = await service.caller("reader", scope)
        for path in ("", "/rows"):
            response = await caller.get(f"/cities/{scope}/imports/{answer['id']}{path}")
            assert response.status_code == status
    assert (await editor.get("/cities/aa/imports/none")).status_code == 404


async def test_rows_are_listed_by_outcome_and_by_page_in_every_format(
    send: "Sender", editor: httpx.AsyncClient
) -> None:
    answer = await send(lines(enterprise(), {"uscc": USCC}, enterprise(), enterprise(OTHER_USCC)), mode="per_row")
    path = f"/cities/aa/imports/{answer['id']}/rows"
    first = (await editor.get(f"{path}?limit=3&count=true")).json()
    assert (first["total"], [item["outcome"] for item in first["items"]]) == (4, ["created", "rejected", "rejected"])
    rest = (await editor.get(path, params={"limit": 3, "cursor": first["next"]})).json()
    assert ([item["row"] for item in rest["items"]], rest["next"]) == ([4], None)
    wrong = (await editor.get(f"{path}?outcome=rejected")).json()["items"]
    assert [fault for item in wrong for fault in item["errors"]] == answer["errors"]
    assert {item["revision"] for item in wrong} == {None}
    table = (await editor.get(f"{path}?fields=row,key,outcome", headers={"Accept": "text/csv"})).text
    assert table.splitlines()[:2] == ["row,key,outcome", f"1,{USCC},created"]
    assert (await editor.get(f"{path}?outcome=unreadable")).status_code == 422


async def test_a_file_that_is_wrong_throughout_is_given_up(
    send: "Sender", editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "MOST_WRONG", 1000)
    content = lines(enterprise()) + b"{}\n" * 5000
    answer = await send(content, mode="per_row")
    assert tally(answer)[:4] == ("failed", 0, 0, 0)
    assert answer["rows"] < 2000
    assert [fault["detail"] for fault in answer["errors"]].count("is required") > 900
    last = (await editor.get(f"/cities/aa/imports/{answer['id']}/rows?outcome=rejected&sort=-row&limit=1")).json()
    assert last["items"][0]["row"] == answer["rows"] - 1
    assert (await editor.get("/cities/aa/enterprises")).json()["items"] == []


async def test_twenty_files_of_a_city_wait_at_most(service: Service, editor: httpx.AsyncClient) -> None:
    async with service.database.transaction(("aa",)) as transaction:
        await transaction.execute(
            """with made as (insert into imports (city, type, mode, dry_run, origin, form)
                             select 'aa', 'enterprises', 'atomic', true, 'import', 'ndjson' from generate_series(1, 20)
                             returning id)
               insert into jobs (city, id, kind, request, heartbeat_at)
               select 'aa', id, 'import', '{}', clock_timestamp() + interval '1 hour' from made"""
        )
    large = lines(*(enterprise(name="甲" * 90) for _ in range(1_000)))
    refused = await editor.post("/cities/aa/imports?type=enterprises&dry_run=true", content=large, headers=NDJSON)
    assert (refused.status_code, refused.json()["type"]) == (429, "urn:gongjian:problem:too-many")
    small = await editor.post("/cities/aa/imports?type=enterprises&dry_run=true", content=lines(enterprise()),
                              headers=NDJSON)  # fmt: skip
    assert small.status_code == 201
