"""Measures of other cities that are tests on records: each lists those that it applies to, with reasons."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.core.conftest import served
from tests.credit_codes import code

from gongjian_core import catalogue

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(urls: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Answer an admin of all installed cities."""
    async with served(urls.app, catalogue.load()) as service:
        yield await service.caller("admin")


async def record(admin: httpx.AsyncClient, city: str, number: int, **said: Any) -> None:
    division = (await admin.get(f"/cities/{city}")).json()["division_code"]
    body = {"name": f"企业{number}", "division_code": division, "industry_code": "C31", **said}
    answer = await admin.put(f"/cities/{city}/enterprises/{code(number)}", json=body)
    assert answer.status_code == 201, answer.text


async def listed(admin: httpx.AsyncClient, city: str, incentive: str, query: str) -> list[Any]:
    answer = await admin.get(f"/cities/{city}/incentives/{incentive}/subjects?{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_linyi_names_above_scale_enterprises_with_tax_below_30000_a_mu(admin: httpx.AsyncClient) -> None:
    above = [{"from": "2020-01-01", "entry": "upgrade"}]
    for number, tax in ((1, "299999.99"), (2, "300000.00"), (3, None), (4, "1")):
        scale = [] if number == 4 else above
        await record(admin, "linyi", number, land_mu="10", above_scale=scale)
        if tax is not None:
            item = {
                "subject": f"enterprise:{code(number)}", "indicator": "tax_paid", "period": "2022", "value": tax,
                "unit": "元",
            }  # fmt: skip
            assert (await admin.put("/cities/linyi/observations", json={"items": [item]})).status_code == 200
    (low,) = await listed(admin, "linyi", "low-tax-elimination", "period=2022")
    assert low["name"] == "企业1"
    assert (low["reasons"][-1]["found"], low["reasons"][-1]["wanted"]) == ("29999.999元/亩", "< 3万元/亩")
    assert [
        one["name"] for one in await listed(admin, "linyi", "low-tax-elimination", "period=2022&outcome=unknown")
    ] == ["企业3"]


async def test_shizuishan_names_the_long_stopped_and_those_in_arrears(admin: httpx.AsyncClient) -> None:
    for number, since in ((1, "2021-12-31"), (2, "2022-01-01"), (3, "2020-05-01")):
        await record(
            admin, "shizuishan", number, status="suspended", suspended_on=since, land_use_tax_arrears_since=since
        )
    await record(admin, "shizuishan", 4)
    for incentive in ("long-suspended", "land-use-tax-arrears"):
        found = await listed(admin, "shizuishan", incentive, "period=2023")
        assert [one["name"] for one in found] == ["企业1", "企业3"], incentive


async def test_shizuishan_names_the_two_high_projects_that_lose_preferences(admin: httpx.AsyncClient) -> None:
    division = (await admin.get("/cities/shizuishan")).json()["division_code"]
    for project, lists in (("P1", ["two-high-projects"]), ("P2", [])):
        body = {
            "name": project, "division_code": division, "industry_code": "C31", "kind": "new_build", "lists": lists,
        }  # fmt: skip
        answer = await admin.put(f"/cities/shizuishan/projects/{project}", json=body)
        assert answer.status_code == 201, answer.text
    (found,) = await listed(admin, "shizuishan", "preferences-withdrawn", "period=2023")
    assert (found["subject"], found["reasons"][0]["outcome"]) == ("project:P1", "pass")


async def test_measures_are_listed_by_beneficiary_and_polarity_in_every_city(admin: httpx.AsyncClient) -> None:
    for city in catalogue.load().cities.values():
        declared = city.declarations.incentives
        for item in declared[:3]:
            query = f"subject={item.subject}&polarity={item.polarity}&limit=500"
            found = (await admin.get(f"/cities/{city.key}/incentives?{query}")).json()["items"]
            assert [one["id"] for one in found] == [
                other.id for other in declared if (other.subject, other.polarity) == (item.subject, item.polarity)
            ]


async def test_a_city_without_money_has_nothing_to_settle(admin: httpx.AsyncClient) -> None:
    answer = await admin.post("/cities/linyi/settlements", json={"period": "2023-Q1"})
    assert answer.status_code == 422
    assert "no incentive in force in 2023-Q1 that pays money" in answer.json()["errors"][0]["detail"]
