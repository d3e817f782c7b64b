"""Lincang's targets follow the records that its bureau keeps: each threshold below, at and above."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service, served

from gongjian_core import catalogue

pytestmark = pytest.mark.anyio
ON = {"on": "2024-06-30"}


@pytest.fixture
async def service(urls: Any) -> AsyncIterator[Service]:
    """Answer the service on a fresh database, with the installed cities."""
    async with served(urls.app, catalogue.load()) as running:
        yield running


@pytest.fixture
async def bureau(service: Service) -> httpx.AsyncClient:
    """Answer an editor of Lincang."""
    return await service.caller("editor", "lincang", "bureau")


async def record(client: httpx.AsyncClient, code: str, size: str, **milestones: str) -> None:
    body = {
        "name": f"茶叶加工{code}", "division_code": "530921", "industry_code": "C15", "kind": "new_build",
        "origin": "investment_promotion", "planned_investment": size, "milestones": milestones,
    }  # fmt: skip
    answer = await client.put(f"/cities/lincang/projects/{code}", json=body)
    assert answer.status_code == 201, answer.text


async def actual(client: httpx.AsyncClient, target: str) -> str | None:
    answer = await client.get(f"/cities/lincang/targets/{target}/attainment", params=ON)
    assert answer.status_code == 200, answer.text
    found: str | None = answer.json()["actual"]
    return found


async def test_a_signed_project_counts_from_fifty_million_and_another_city_cannot_see_it(
    service: Service, bureau: httpx.AsyncClient
) -> None:
    await record(bureau, "below", "49999999.99", signed_on="2024-02-01", started_on="2024-03-01")
    assert await actual(bureau, "signed-manufacturing-projects") == "0"
    await record(bureau, "at", "50000000.00", signed_on="2024-02-01", started_on="2024-03-01")
    await record(bureau, "early", "90000000.00", signed_on="2023-12-31")
    await record(bureau, "late", "90000000.00", signed_on="2024-07-01")
    assert await actual(bureau, "signed-manufacturing-projects") == "1"
    assert await actual(bureau, "started-manufacturing-projects") == "1"
    path = "/cities/lincang/targets/signed-manufacturing-projects/evidence"
    items = (await bureau.get(path, params=ON)).json()["items"]
    assert [(item["id"], item["role"]) for item in items] == [("at", "counted")]
    neighbour = await service.caller("admin", "tongchuan")
    assert (await neighbour.get(path, params=ON)).status_code == 404


async def test_the_two_bands_of_reserved_projects_share_no_project(bureau: httpx.AsyncClient) -> None:
    for code, size in (("a", "50000000.00"), ("b", "99999999.99"), ("c", "100000000.00"), ("d", "49999999.99")):
        await record(bureau, code, size, reserved_on="2024-01-10")
    assert await actual(bureau, "reserved-projects-50m-to-100m") == "2"
    assert await actual(bureau, "reserved-projects-from-100m") == "1"


async def test_every_target_is_answered_at_once_and_never_with_a_zero_that_is_none(bureau: httpx.AsyncClient) -> None:
    found = (await bureau.get("/cities/lincang/attainment", params=ON)).json()
    declared = (await bureau.get("/cities/lincang/targets", params={"limit": 500})).json()["items"]
    assert [item["target"] for item in found["items"]] == [target["id"] for target in declared]
    measured = {target["id"] for target in declared if target["measure"] is not None}
    for item in found["items"]:
        assert item["actual"] is not None or item["reasons"], item
        assert item["actual"] is None or item["target"] in measured, item


async def test_the_share_of_industry_waits_for_its_baseline(bureau: httpx.AsyncClient) -> None:
    path = "/cities/lincang/targets/industry-share-of-gdp/attainment"
    before = (await bureau.get(path, params=ON)).json()
    assert (before["actual"], before["expected_by_now"], before["light"]) == (None, None, "grey")
    assert before["reasons"] == ["missing_observation", "no_baseline"]
    items = [
        {"subject": "city", "indicator": "industry_share_of_gdp", "period": period, "value": value, "unit": "%",
         "status": "final"}
        for period, value in (("2023", "14.0"), ("2024-06", "15.2"))
    ]  # fmt: skip
    assert (await bureau.put("/cities/lincang/observations", json={"items": items})).status_code == 200
    after = (await bureau.get(path, params=ON)).json()
    assert (after["actual"], after["met"], after["ratio"], after["light"]) == ("1.2", False, "0.6", "green")


async def test_the_share_of_industry_follows_from_published_value_added_and_gdp(bureau: httpx.AsyncClient) -> None:
    items = [
        {"subject": "city", "indicator": indicator, "period": period, "value": value, "unit": "亿元"}
        for indicator, period, value in (
            ("all_industry_value_added", "2024", "183.97"),
            ("gdp", "2024", "1150.19"),
            ("all_industry_value_added", "2023", "150"),
            ("gdp", "2023", "1000"),
        )
    ]
    assert (await bureau.put("/cities/lincang/observations", json={"items": items[:2]})).status_code == 200
    path, asked = "/cities/lincang/targets/industry-share-of-gdp", {"on": "2024-12-31"}
    found = (await bureau.get(f"{path}/attainment", params=asked)).json()
    assert (found["actual"], found["light"], found["reasons"]) == (None, "grey", ["no_baseline"])
    assert [(item["id"], item["value"]) for item in found["inputs"]] == [
        ("city||all_industry_value_added|2024", "183.97"),
        ("city||gdp|2024", "1150.19"),
    ]
    assert (await bureau.put("/cities/lincang/observations", json={"items": items[2:]})).status_code == 200
    found = (await bureau.get(f"{path}/attainment", params=asked)).json()
    assert (found["actual"], found["met"]) == ("0.994749", False)  # 183.97 / 1150.19 − 15 %
    evidence = (await bureau.get(f"{path}/evidence", params=asked)).json()["items"]
    assert [item["name"] for item in evidence] == ["全部工业增加值", "地区生产总值"] * 2
