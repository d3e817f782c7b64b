"""The same indicator side by side, over HTTP."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service
from tests.core.scorecard.test_scorecard import observe

pytestmark = pytest.mark.anyio
GDP = {"indicator": "gdp", "year": "2024"}


async def sides(client: httpx.AsyncClient, **asked: str) -> dict[str, dict[str, Any]]:
    answer = await client.get("/compare", params=GDP | asked)
    assert answer.status_code == 200, answer.text
    return {item["city"]: item for item in answer.json()["items"]}


async def test_nobody_without_a_right_gets_in(service: Service) -> None:
    assert (await (await service.caller()).get("/compare", params=GDP)).status_code == 401
    assert (await (await service.caller("relay")).get("/compare", params=GDP)).status_code == 403


async def test_targets_and_actuals_stand_side_by_side(service: Service) -> None:
    editor = await service.caller("editor", "99")
    await observe(editor, "aa", ("gdp", "1300", "亿元"))
    await observe(editor, "bb", ("gdp", "9000000", "万元"))
    answer = (await editor.get("/compare", params=GDP)).json()
    assert (answer["indicator"]["key"], answer["year"], answer["on"]) == ("gdp", 2024, "2024-12-31")
    assert answer["never_added"] == [{"parent": "aa", "child": "ab"}]
    found = await sides(editor)
    assert list(found) == ["aa", "ab", "bb", "cc"]
    assert [(t["id"], t["comparator"], t["value"], t["unit"], t["scope_title"]) for t in found["aa"]["targets"]] == [
        ("gdp", "ge", "1200", "亿元", ""), ("zones", "ge", "40", "亿元", "开发区"),
    ]  # fmt: skip
    assert [t["attainment"]["met"] for t in found["aa"]["targets"]] == [True, None]
    assert [found[city]["targets"][0]["attainment"]["actual"] for city in ("aa", "ab", "bb")] == ["1300", None, "900"]
    assert found["bb"]["figure"] == {
        "value": "900", "unit": "亿元", "period": "2024", "id": "city||gdp|2024", "revision": 1,
    }  # fmt: skip
    assert (found["ab"]["parent"], found["ab"]["figure"], found["ab"]["present"]) == ("aa", None, True)


async def test_a_city_without_the_indicator_is_absent_with_a_reason(service: Service) -> None:
    reader = await service.caller("reader", "99")
    gone = (await sides(reader))["cc"]
    assert (gone["present"], gone["absence"]) == (False, "nothing_declared_or_recorded")
    assert gone["absence_text"]
    own = await sides(reader, indicator="aa_tax_per_mu", year="2025")
    assert [(city, side["present"], side["absence"]) for city, side in own.items()] == [
        ("aa", True, None),
        ("ab", False, "not_its_indicator"),
        ("bb", False, "not_its_indicator"),
        ("cc", False, "not_its_indicator"),
    ]
    assert not any(side["present"] for side in (await sides(reader, year="2019")).values())
    editor = await service.caller("editor", "cc")
    await observe(editor, "cc", ("gdp", "7", "亿元"))
    assert (await sides(reader))["cc"]["figure"]["value"] == "7"


async def test_actual_figures_take_the_keys_scope_and_targets_do_not(service: Service) -> None:
    editor = await service.caller("editor", "99")
    for city in ("aa", "cc"):
        await observe(editor, city, ("gdp", "1300", "亿元"))
    neighbour = await service.caller("reader", "bb")
    assert list(await sides(neighbour)) == ["bb"]
    found = await sides(neighbour, cities="aa,bb,cc")
    assert [(t["id"], t["attainment"]) for t in found["aa"]["targets"]] == [("gdp", None), ("zones", None)]
    assert (found["aa"]["in_scope"], found["aa"]["figure"], found["bb"]["in_scope"]) == (False, None, True)
    assert (found["cc"]["absence"], found["cc"]["figure"]) == ("nothing_declared", None)
    assert "1300" not in (await neighbour.get("/compare", params=GDP | {"cities": "aa,cc"})).text


async def test_a_comparison_as_of_a_time_shows_what_was_known(service: Service) -> None:
    editor = await service.caller("editor", "bb")
    await observe(editor, "bb", ("gdp", "800", "亿元"))
    before = datetime.now(UTC).isoformat()
    await observe(editor, "bb", ("gdp", "900", "亿元"))
    assert (await sides(editor, as_of=before))["bb"]["figure"]["value"] == "800"
    assert (await sides(editor))["bb"]["figure"]["revision"] == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 422),
        ({"indicator": "nothing"}, 422),
        ({"indicator": "gdp", "year": "next"}, 422),
        ({"indicator": "gdp", "cities": "zz"}, 404),
        ({"indicator": "gdp", "colour": "red"}, 422),
        ({"indicator": "gdp", "cursor": "x"}, 400),
    ],
)
async def test_what_is_not_understood_is_refused(service: Service, asked: dict[str, str], status: int) -> None:
    answer = await (await service.caller("reader", "99")).get("/compare", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
