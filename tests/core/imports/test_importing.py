"""Imports over HTTP: rows become records, each is answered for, and wrong ones say where and why."""

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.core.conftest import USCC, Service
from tests.core.imports.conftest import CSV, NDJSON, OTHER_USCC, enterprise, lines, tally, told

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
