"""The scorecard over HTTP: only what the key covers, never a parent and its child together."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio
ON = {"on": "2024-12-31"}
PROJECT = {
    "name": "项目", "division_code": "990102", "park": "east-zone", "industry_code": "C15", "kind": "new_build",
    "milestones": {"started_on": "2024-03-01"},
}  # fmt: skip


async def observe(client: httpx.AsyncClient, city: str, *figures: tuple[str, str, str]) -> None:
    items = [
        {"subject": "city", "indicator": indicator, "period": "2024", "value": value, "unit": unit, "status": "final"}
        for indicator, value, unit in figures
    ]
    answer = await client.put(f"/cities/{city}/observations", json={"items": items})
    assert answer.status_code == 200, answer.text


async def card(client: httpx.AsyncClient, **asked: str) -> dict[str, Any]:
    answer = await client.get("/scorecard", params=ON | asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_nobody_without_a_right_gets_in(service: Service) -> None:
    assert (await (await service.caller()).get("/scorecard")).status_code == 401
    assert (await (await service.caller("relay")).get("/scorecard")).status_code == 403
    one = await service.caller("reader", "bb")
    assert [item["city"] for item in (await card(one))["items"]] == ["bb"]
    assert (await one.get("/scorecard", params={"cities": "aa,bb"})).status_code == 404
    assert (await one.get("/scorecard", params={"cities": "zz"})).status_code == 404


async def test_cities_are_counted_by_light_and_ranked(service: Service) -> None:
    editor = await service.caller("editor", "99")
    await observe(editor, "aa", ("gdp", "1300", "亿元"), ("industrial_value_added_growth", "11.9", "%"))
    await observe(editor, "ab", ("gdp", "1300", "亿元"))
    assert (await editor.put("/cities/aa/projects/A", json=PROJECT)).status_code == 201
    found = await card(editor)
    names = ("city", "rank", "green", "yellow", "red", "grey", "share")
    assert [tuple(item[name] for name in names) for item in found["items"]] == [
        ("ab", 1, 1, 0, 0, 0, "1.0000"),
        ("aa", 2, 2, 1, 2, 2, "0.4000"),
        ("bb", None, 0, 0, 0, 2, None),
    ]  # fmt: skip
    assert found["never_added"] == [{"parent": "aa", "child": "ab"}]
    assert [rule["code"] for rule in found["method"]] == [
        "share_of_green", "ties_share_a_rank", "grey_not_counted", "never_added",
    ]  # fmt: skip
    assert (found["by"], found["on"], found["next"]) == ("city", "2024-12-31", None)
    assert (await card(editor, cities="ab,bb"))["never_added"] == []


async def test_divisions_use_what_is_allocated_to_them(service: Service) -> None:
    editor = await service.caller("editor", "aa")
    assert (await editor.put("/cities/aa/projects/A", json=PROJECT)).status_code == 201

    async def rows(**asked: str) -> list[tuple[Any, ...]]:
        items = (await card(editor, by="division", **asked))["items"]
        return [(i["key"], i["rank"], i["green"], i["red"], i["name"]) for i in items]

    assert await rows() == [
        ("division:990102", 1, 1, 0, "东区"), ("park:east-zone", 1, 1, 0, "东部园区"),
        ("division:990121", 3, 0, 1, "西县"),
    ]  # fmt: skip
    before = datetime.now(UTC).isoformat()
    parts = {"items": [{"to": "division:990102", "value": "3"}, {"to": "division:990121", "value": "0"}]}
    assert (await editor.put("/cities/aa/targets/started/allocations", json=parts)).status_code == 201
    assert await rows() == [
        ("park:east-zone", 1, 1, 0, "东部园区"), ("division:990102", 2, 1, 1, "东区"),
        ("division:990121", 2, 1, 1, "西县"),
    ]  # fmt: skip
    assert len(await rows(as_of=before)) == 3
    assert (await rows(as_of=before))[0][:3] == ("division:990102", 1, 1)


async def test_departments_stand_with_what_they_lead(service: Service) -> None:
    editor = await service.caller("editor", "aa")
    assert (await editor.put("/cities/aa/projects/A", json=PROJECT)).status_code == 201
    found = await card(editor, by="department")
    assert [(i["key"], i["targets"], i["red"], i["grey"]) for i in found["items"]] == [
        ("市工业和信息化局", 6, 1, 4), ("市统计局", 2, 2, 0),
    ]  # fmt: skip


async def test_the_scorecard_is_also_a_table(service: Service) -> None:
    reader = await service.caller("reader", "aa")
    answer = await reader.get("/scorecard", params=ON | {"fields": "city,green,share"}, headers={"Accept": "text/csv"})
    assert answer.text.splitlines()[0] == "city,green,share"
    page = (await reader.get("/scorecard", params=ON | {"by": "department", "limit": "1"})).json()
    assert len(page["items"]) == 1
    rest = await card(reader, by="department", limit="1", cursor=page["next"])
    assert [item["key"] for item in rest["items"]] == ["市统计局"]
    for bad in ({"by": "village"}, {"on": "soon"}, {"colour": "red"}, {"as_of": "2999-01-01T00:00:00Z"}):
        assert (await reader.get("/scorecard", params=bad)).status_code == 422
