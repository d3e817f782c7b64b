"""Declared things over HTTP: public, filtered, in the document's order. No database is touched."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from gongjian import installed, to_data
from gongjian_core.app import create_app
from gongjian_core.catalogue import InstalledCities, InstalledCity
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio
CITIES = installed()
LINCANG = next(said for said in CITIES if said.city.key == "lincang")


@pytest.fixture
def app() -> FastAPI:
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none")
    return create_app(settings, InstalledCities({said.city.key: InstalledCity(said) for said in CITIES}))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1") as client:
        yield client


async def every(client: httpx.AsyncClient, path: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = await client.get(path, params={"limit": 7} | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        cursor = answer.json()["next"]
    return items


@pytest.mark.parametrize(
    ("path", "declared"),
    [
        ("plans", LINCANG.plans),
        ("targets", LINCANG.targets),
        ("incentives", LINCANG.incentives),
        ("phases", LINCANG.phases),
        ("duties", LINCANG.duties),
        ("tasks", LINCANG.tasks),
        ("lists", LINCANG.lists),
        ("divisions", LINCANG.city.divisions),
        ("departments", LINCANG.city.departments),
        ("chains", LINCANG.city.chains),
    ],
)
async def test_every_declared_thing_is_answered_once_in_the_documents_order(
    client: httpx.AsyncClient, path: str, declared: tuple[object, ...]
) -> None:
    items = await every(client, f"/cities/lincang/{path}")
    for item in items:
        item.pop("scope_title", None)
    assert items == [to_data(item) for item in declared]


async def test_every_clause_says_what_became_of_it(client: httpx.AsyncClient) -> None:
    items = await every(client, "/cities/lincang/clauses")
    assert len(items) == len(LINCANG.plans[0].clauses)
    assert all(item["declared"] or item["not_declared"] for item in items)


async def test_a_city_names_its_plans_and_its_plugin(client: httpx.AsyncClient) -> None:
    answer = await client.get("/cities/lincang")
    assert answer.json() == {
        "key": "lincang",
        "name": "临沧市",
        "name_en": LINCANG.city.name_en,
        "division_code": "530900",
        "level": "prefecture",
        "parent": None,
        "province_code": "53",
        "plans": [plan.id for plan in LINCANG.plans],
        "plugin": {"distribution": "gongjian-lincang", "version": LINCANG.version},
    }
    again = await client.get("/cities/lincang", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_targets_are_found_by_clause_department_year_and_word(client: httpx.AsyncClient) -> None:
    async def ids(**filters: str) -> list[str]:
        answer = await client.get("/cities/lincang/targets", params={"limit": "500", **filters})
        return [item["id"] for item in answer.json()["items"]]

    everything = await ids()
    assert await ids(clause="二(四)") == [target.id for target in LINCANG.targets if target.clause.startswith("二(四)")]
    assert await ids(department="市商务局") == [
        t.id for t in LINCANG.targets if "市商务局" in (*t.lead, *t.cooperating)
    ]
    assert await ids(year="2024") == everything
    assert await ids(year="2023") == []
    assert await ids(strength="aspirational", kind="growth") == [
        t.id for t in LINCANG.targets if t.strength == "aspirational" and t.kind == "growth"
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("plans?q=攻坚", ["lincang-2024"]),
        ("plans?plan=other", []),
        ("plans?clause=二", []),
        ("divisions?q=凤庆", ["530921"]),
        ("divisions?q=fengqing", ["530921"]),
        ("divisions?plan=lincang-2024&q=凤庆", ["530921"]),
        ("divisions?plan=other", []),
        ("divisions?clause=二", []),
        ("departments?department=市商务局", ["市商务局"]),
        ("departments?q=商务", ["市商务局"]),
        ("chains?clause=二(一)1&q=茶", ["refined-tea"]),
        ("scopes?q=茶", ["refined-tea"]),
        ("scopes?clause=二", []),
    ],
)
async def test_every_list_takes_the_common_filters(client: httpx.AsyncClient, asked: str, found: list[str]) -> None:
    answer = await client.get(f"/cities/lincang/{asked}")
    assert answer.status_code == 200, answer.text
    assert [item.get("id") or item.get("code") or item["name"] for item in answer.json()["items"]] == found


async def test_what_names_no_unit_is_found_by_those_of_its_clause(client: httpx.AsyncClient) -> None:
    for path in ("clauses", "lists"):
        answer = await client.get(f"/cities/lincang/{path}", params={"department": "市商务局", "limit": "500"})
        said = {c.address for c in LINCANG.plans[0].clauses if "市商务局" in (*c.lead, *c.cooperating)}
        whole = (await client.get(f"/cities/lincang/{path}", params={"limit": "500"})).json()["items"]
        assert answer.json()["items"] == [item for item in whole if item["clause"] in said]
    assert said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cities/nowhere", 404),
        ("/cities/nowhere/targets", 404),
        ("/cities/lincang/targets/none", 404),
        ("/cities/lincang/incentives/none", 404),
        ("/cities/lincang/targets?colour=red", 422),
        ("/cities/lincang/targets?year=next", 422),
        ("/cities/lincang/targets?as_of=2024-01-01T00:00:00Z", 422),
        ("/cities/lincang/targets?cursor=abc", 400),
        ("/cities/lincang/incentives?polarity=love", 422),
    ],
)
async def test_what_is_not_there_or_not_understood_is_a_problem_document(
    client: httpx.AsyncClient, path: str, status: int
) -> None:
    answer = await client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


async def test_declared_lists_are_also_answered_as_csv_and_ndjson(client: httpx.AsyncClient) -> None:
    csv = await client.get("/cities/lincang/tasks", params={"fields": "id,lead"}, headers={"Accept": "text/csv"})
    assert csv.headers["content-type"].startswith("text/csv")
    assert csv.text.splitlines()[0] == "id,lead"
    lines = await client.get("/cities/lincang/divisions", headers={"Accept": "application/x-ndjson"})
    assert len(lines.text.splitlines()) == len(LINCANG.city.divisions)
