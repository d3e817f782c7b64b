"""Observations and indicators over HTTP: all or nothing, revisions, units, subjects, and the tier they carry."""

from typing import Any

import httpx
import pytest

from gongjian_core.indicators.entity import Observation

pytestmark = pytest.mark.anyio

USCC = "91530900MA6K5X2W1W"
ENTERPRISE = f"/cities/aa/enterprises/{USCC}"
PATH = "/cities/aa/observations"


def figure(**changes: Any) -> dict[str, Any]:
    """A figure of the city, with changes."""
    return {
        "subject": "city",
        "indicator": "gross_output",
        "period": "2024-01..06",
        "value": "93.10",
        "unit": "亿元",
        **changes,
    }


async def put(client: httpx.AsyncClient, *figures: dict[str, Any]) -> list[tuple[str, int]]:
    """Record figures; what became of each."""
    answer = await client.put(PATH, json={"items": list(figures)})
    assert answer.status_code == 200, answer.text
    return [(item["outcome"], item["revision"]) for item in answer.json()["items"]]


async def register(client: httpx.AsyncClient) -> None:
    """Record the enterprise that figures are about."""
    body = {"name": "甲", "division_code": "990121", "industry_code": "C15"}
    assert (await client.put(ENTERPRISE, json=body)).status_code == 201


async def test_nobody_without_the_right_gets_in(service: Any, editor: httpx.AsyncClient) -> None:
    await put(editor, figure())
    for role, scope, read, write in (
        ("", "*", 401, 401),
        ("admin", "bb", 404, 404),
        ("reader", "aa", 200, 403),
        ("approver", "aa", 200, 403),
    ):
        client = await service.caller(role, scope)
        assert (await client.get(PATH)).status_code == read
        assert (await client.put(PATH, json={"items": [figure()]})).status_code == write


async def test_a_second_value_is_a_revision_and_nothing_is_overwritten(editor: httpx.AsyncClient) -> None:
    division = figure(subject="division:990121", value="5")
    assert await put(editor, figure(), division) == [("created", 1), ("created", 1)]
    assert await put(editor, division, figure(period="2024-H1", value="94")) == [("unchanged", 1), ("revised", 2)]
    present = (await editor.get(f"{PATH}?subject=city")).json()["items"]
    assert [(item["value"], item["revision"], item["period"]) for item in present] == [("94", 2, "2024-H1")]
    both = (await editor.get(f"{PATH}?subject=city&include_history=true")).json()["items"]
    assert [(item["value"], item["revision"]) for item in both] == [("93.1", 1), ("94", 2)]
    then = (await editor.get(f"{PATH}?subject=city&as_of={both[0]['recorded_at']}")).json()["items"]
    assert [item["value"] for item in then] == ["93.1"]


async def test_the_served_text_equals_the_model(editor: httpx.AsyncClient) -> None:
    await put(editor, figure(source='年鉴 "2024"', note="一\n二"))
    item = (await editor.get(PATH)).json()["items"][0]
    observation = Observation.model_validate(item)
    assert observation.model_dump(mode="json", exclude={"recorded_at"}) == {
        name: value for name, value in item.items() if name != "recorded_at"
    }


async def test_null_with_a_note_withdraws(editor: httpx.AsyncClient) -> None:
    await put(editor, figure())
    refused = await editor.put(PATH, json={"items": [figure(value=None)]})
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/items/0/note"]
    assert await put(editor, figure(value=None, note="口径有误")) == [("revised", 2)]
    assert (await editor.get(PATH)).json()["items"][0]["value"] is None


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"indicator": "happiness"}, "/items/1/indicator"),
        ({"unit": "户"}, "/items/1/unit"),
        ({"unit": "斤"}, "/items/1/unit"),
        ({"value": 5}, "/items/1/value"),
        ({"value": "Infinity"}, "/items/1/value"),
        ({"value": "1.1234567"}, "/items/1/value"),
        ({"period": "2024-06-30"}, "/items/1/period"),
        ({"period": "2024-Q5"}, "/items/1/period"),
        ({"subject": "division:990202"}, "/items/1/subject"),
        ({"subject": "chain:steel"}, "/items/1/subject"),
        ({"subject": f"enterprise:{USCC}"}, "/items/1/subject"),
        ({"subject": "enterprise"}, "/items/1/subject"),
        ({"subject": "planet:earth"}, "/items/1/subject"),
        ({"scope": "galaxy"}, "/items/1/scope"),
        ({"status": "maybe"}, "/items/1/status"),
        ({"revision_note": "x"}, "/items/1/revision_note"),
        ({"indicator": "employees", "unit": "人"}, "/items/1/subject"),
        ({"subject": "city"}, "/items/1"),
    ],
)
async def test_one_wrong_item_stores_nothing(editor: httpx.AsyncClient, change: dict[str, Any], pointer: str) -> None:
    wrong = figure(subject="division:990121", **change) if "subject" not in change else figure(**change)
    answer = await editor.put(PATH, json={"items": [figure(), wrong]})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await editor.get(PATH)).json()["items"] == []


async def test_one_to_a_thousand_items_are_taken(editor: httpx.AsyncClient) -> None:
    months = [f"20{year:02}-{month:02}" for year in range(84) for month in range(1, 13)]
    items = [figure(period=month, value=str(at)) for at, month in enumerate(months)]
    assert (await editor.put(PATH, json={"items": items})).status_code == 422
    assert (await editor.put(PATH, json={"items": []})).status_code == 422
    assert await put(editor, *items[:1000]) == [("created", 1)] * 1000
    assert (await editor.get(f"{PATH}?limit=1&count=true")).json()["total"] == 1000


async def test_a_stock_stands_under_the_month_that_it_closes(editor: httpx.AsyncClient) -> None:
    await register(editor)
    employees = {"subject": f"enterprise:{USCC}", "indicator": "employees", "value": "12", "unit": "人"}
    assert await put(editor, {**employees, "period": "2023"}) == [("created", 1)]
    assert await put(editor, {**employees, "period": "2023-12"}) == [("unchanged", 1)]
    for period in ("2023", "2023-12"):
        items = (await editor.get(f"{PATH}?indicator=employees&period={period}")).json()["items"]
        assert [item["period"] for item in items] == ["2023-12"]


async def test_filters_narrow_the_list(editor: httpx.AsyncClient) -> None:
    await put(editor, figure(), figure(period="2023"), figure(subject="division:990121", scope="zones"))
    for query, expected in (
        ("subject=city", 2),
        ("indicator=revenue", 0),
        ("period=2024-H1", 2),
        ("period=2023-01..12", 1),
        ("from=2024-01-01", 2),
        ("to=2023", 1),
        ("scope=", 2),
        ("scope=zones", 1),
    ):
        assert len((await editor.get(f"{PATH}?{query}")).json()["items"]) == expected, query
    for query in ("period=2024-13", "from=yesterday", "subject=planet", "sort=value", "scope=%00"):
        assert (await editor.get(f"{PATH}?{query}")).status_code == 422, query
    pages = (await editor.get(f"{PATH}?limit=2&sort=-period")).json()
    rest = (await editor.get(f"{PATH}?limit=2&sort=-period&cursor={pages['next']}")).json()
    assert [len(pages["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


@pytest.mark.parametrize(
    ("value", "unit", "tier"),
    [("9999.999999", "万元", "below_scale"), ("10000", "万元", "hundred_million"), ("1.01", "亿元", "hundred_million")],
)
async def test_the_tier_follows_the_latest_full_years_output(
    editor: httpx.AsyncClient, value: str, unit: str, tier: str
) -> None:
    await register(editor)
    before = (await editor.get(ENTERPRISE)).headers["etag"]
    output = figure(subject=f"enterprise:{USCC}", value=value, unit=unit)
    await put(editor, {**output, "period": "2023-01..11", "value": "99999"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "below_scale"
    await put(editor, {**output, "period": "2023"})
    after = await editor.get(ENTERPRISE)
    assert (after.json()["tier"], after.json()["revision"]) == (tier, 1)
    assert (after.headers["etag"] == before) == (tier == "below_scale")
    seen = await editor.get(f"{ENTERPRISE}?as_of={after.json()['recorded_at']}")
    assert seen.json()["tier"] == "below_scale"
    await put(editor, {**output, "period": "2023", "value": None, "note": "撤回"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "below_scale"


async def test_deleting_an_enterprise_leaves_tombstones_of_its_figures(service: Any, editor: httpx.AsyncClient) -> None:
    await register(editor)
    output = figure(subject=f"enterprise:{USCC}", period="2023")
    await put(editor, output, {**output, "period": "2022"})
    await editor.delete(ENTERPRISE)
    assert (await editor.get(PATH)).json()["items"] == []
    async with service.database.transaction(("aa",)) as transaction:
        rows = await transaction.fetch(
            "select op, revision, recorded_by from changes where type = 'observation' order by id"
        )
    assert [tuple(row) for row in rows[2:]] == [("delete", 2, "key:editor of aa")] * 2
    await register(editor)
    assert await put(editor, output) == [("created", 3)]


async def test_indicators_are_public(service: Any) -> None:
    anyone = await service.caller()
    listed = (await anyone.get("/indicators")).json()["items"]
    assert [item["key"] for item in listed] == sorted(item["key"] for item in listed)
    one = (await anyone.get("/indicators/gross_output")).json()
    assert one in listed
    assert (one["unit"], one["accumulation"]) == ("元", "year_to_date")
    assert (await anyone.get("/indicators/happiness")).status_code == 404
    first = (await anyone.get("/indicators?limit=2")).json()
    second = (await anyone.get(f"/indicators?limit=2&cursor={first['next']}")).json()
    assert first["items"] + second["items"] == listed[:4]
    assert [item["key"] for item in (await anyone.get("/indicators?subject=project")).json()["items"]] == [
        "completed_investment"
    ]


async def test_the_largest_figures_are_kept_exactly(editor: httpx.AsyncClient) -> None:
    largest = "999999999999999999.999999"
    await put(editor, figure(value=largest, unit="万亿元"), figure(value=f"-{largest}", unit="元", period="2023"))
    items = (await editor.get(PATH)).json()["items"]
    assert [item["value"] for item in items] == [f"-{largest}", largest]


async def test_the_year_before_speaks_again_when_the_latest_is_withdrawn(editor: httpx.AsyncClient) -> None:
    await register(editor)
    output = figure(subject=f"enterprise:{USCC}", unit="亿元")
    await put(editor, {**output, "period": "2022", "value": "2"}, {**output, "period": "2023", "value": "0.5"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "below_scale"
    await put(editor, {**output, "period": "2021", "value": "9"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "below_scale"
    await put(editor, {**output, "period": "2023", "value": None, "note": "撤回"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "hundred_million"
    await put(editor, {**output, "period": "2023", "value": "0.9"})
    assert (await editor.get(ENTERPRISE)).json()["tier"] == "below_scale"
