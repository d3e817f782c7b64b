"""Attainment as callers meet it."""

import csv
import io
from datetime import UTC, datetime

import httpx
import pytest
from tests.core.attainment.callers import ON, attained, evidence, observe, put_enterprise, put_project
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio
PATHS = ("attainment", "targets/started/attainment", "targets/started/evidence")


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_without_a_right_gets_in(service: Service, path: str) -> None:
    stranger, neighbour = await service.caller(), await service.caller("admin", "bb")
    assert (await stranger.get(f"/cities/aa/{path}")).status_code == 401
    assert (await neighbour.get(f"/cities/aa/{path}")).status_code == 404
    assert (await (await service.caller("reader", "aa")).get(f"/cities/aa/{path}")).status_code == 200


async def test_sums_are_in_the_targets_unit_and_name_who_lacks_a_figure(editor: httpx.AsyncClient) -> None:
    found = await attained(editor, "investment")
    assert (found["actual"], found["reasons"], found["light"]) == (None, ["no_records"], "grey")
    for code in ("A", "B", "C"):
        await put_project(editor, code)
    await observe(
        editor,
        ("project:A", "completed_investment", "2024-01..05", "4000", "万元"),
        ("project:A", "completed_investment", "2024-H1", "5000", "万元"),
        ("project:B", "completed_investment", "2024-H1", "25000000", "元"),
        ("project:C", "completed_investment", "2024-01..07", "99", "亿元"),
    )
    found = await attained(editor, "investment")
    assert (found["actual"], found["reasons"], found["unit"]) == ("0.75", ["partial"], "亿元")
    assert found["reason_texts"][0]["count"] == 1
    assert [(i["id"], i["value"], i["unit"], i["role"]) for i in await evidence(editor, "investment")] == [
        ("A", "50000000.00", "元", "summed"),
        ("B", "25000000.00", "元", "summed"),
    ]


async def test_a_share_of_nothing_is_null_and_a_quotient_is_in_its_unit(editor: httpx.AsyncClient) -> None:
    await put_project(editor, "other", milestones={"started_on": "2024-03-01"})
    found = await attained(editor, "started-share")
    assert (found["actual"], found["met"], found["reasons"]) == (None, None, ["zero_denominator"])
    await put_project(editor, "A", milestones={"signed_on": "2024-01-05", "started_on": "2024-03-01"})
    await put_project(editor, "B", milestones={"signed_on": "2024-01-05"})
    await put_project(editor, "C", milestones={"signed_on": "2024-01-05"})
    found = await attained(editor, "started-share")
    assert (found["actual"], found["ratio"]) == ("33.333333", "0.6667")
    uscc = await put_enterprise(editor, 1, park="east-zone", land_mu="10")
    await observe(editor, (f"enterprise:{uscc}", "tax_paid", "2024-H1", "20", "万元"))
    found = await attained(editor, "tax-per-mu")
    assert (found["actual"], found["unit"], found["met"]) == ("2", "万元/亩", True)


async def test_a_target_of_each_county_takes_the_lowest(editor: httpx.AsyncClient) -> None:
    await put_project(editor, "A", division_code="990102")
    found = await attained(editor, "each-county")
    assert (found["actual"], found["met"], found["reasons"]) == ("0", False, ["lowest_of_each"])
    await put_project(editor, "B", division_code="990121")
    assert (await attained(editor, "each-county"))["met"] is True


async def test_observations_answer_what_no_record_can(editor: httpx.AsyncClient) -> None:
    await observe(
        editor,
        ("city", "gdp", "2024-Q1", "250", "亿元"),
        ("city", "gdp", "2024-H1", "6000000", "万元"),
        ("city", "industrial_value_added_growth", "2024-01..05", "11.9", "%"),
        ("city", "industry_share_of_gdp", "2023", "14", "%"),
        ("city", "industry_share_of_gdp", "2024-06", "15.5", "%"),
        ("city", "base_stations_5g", "2024-05", "1000", "个"),
    )
    gdp = await attained(editor, "gdp")
    assert (gdp["actual"], gdp["ratio"], gdp["expected_by_now"], gdp["light"]) == ("600", "0.5", "596.7213", "green")
    assert gdp["forecast"] == {"value": "1206.5934", "method": "linear_continuation"}
    (read,) = await evidence(editor, "gdp")
    assert (read["id"], read["role"], read["value"], read["unit"]) == ("city||gdp|2024-H1", "read", "6000000", "万元")
    growth = await attained(editor, "value-added")
    assert (growth["actual"], growth["met"], growth["expected_by_now"], growth["light"]) == (
        "11.9", False, "12", "yellow",
    )  # fmt: skip
    share = await attained(editor, "industry-share")
    assert (share["actual"], share["gap"], len(share["inputs"])) == ("1.5", "0.5", 2)
    stock = await attained(editor, "stations")
    assert (stock["actual"], stock["expected_by_now"], stock["reasons"], stock["light"]) == (
        "1000", None, ["no_baseline"], "grey",
    )  # fmt: skip


async def test_all_targets_come_in_order_and_filters_hold(editor: httpx.AsyncClient) -> None:
    found = (await editor.get("/cities/aa/attainment", params=ON)).json()
    assert len(found["items"]) == 14
    assert found["next"] is None
    some = (await editor.get("/cities/aa/attainment", params={"department": "市统计局"} | ON)).json()["items"]
    assert [item["target"] for item in some] == ["started"]
    unknown = await editor.get("/cities/aa/attainment", params={"colour": "red"})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "?colour")
    assert (await editor.get("/cities/aa/targets/nothing/attainment")).status_code == 404
    assert (await editor.get("/cities/aa/attainment", params={"on": "soon"})).status_code == 422


async def test_the_list_is_a_table_too_and_negative_figures_stay_numbers(editor: httpx.AsyncClient) -> None:
    await put_enterprise(editor, 1, above_scale=[{"from": "2020-01-01", "to": "2024-06-30", "entry": "upgrade"}])
    asked = ON | {"fields": "target,period,actual"}
    table = (await editor.get("/cities/aa/attainment", params=asked, headers={"Accept": "text/csv"})).text
    line = next(line for line in csv.DictReader(io.StringIO(table)) if line["target"] == "net")
    assert line == {"target": "net", "period": '{"from": "2024-01-01", "to": "2024-12-31"}', "actual": "-1"}


async def test_a_day_outside_the_plan_is_told(editor: httpx.AsyncClient) -> None:
    found = await attained(editor, "started", on="2023-12-31")
    assert (found["actual"], found["light"], found["reasons"]) == (None, "grey", ["not_begun"])
    await put_project(editor, "later", milestones={"started_on": "2025-07-01"})
    found = await attained(editor, "started", on="2026-11-25")
    assert (found["actual"], found["final"]) == ("0", True)


async def test_while_nothing_is_recorded_a_published_figure_is_read_and_records_take_over(
    editor: httpx.AsyncClient,
) -> None:
    await observe(editor, ("city", "new_above_scale_enterprises", "2024-H1", "23", "户"))
    before = datetime.now(UTC).isoformat()
    found = await attained(editor, "entered")
    assert (found["actual"], found["met"], found["reasons"]) == ("23", True, ["no_records"])
    assert [item["kind"] for item in found["inputs"]] == ["observation"]
    assert [(item["role"], item["value"]) for item in await evidence(editor, "entered")] == [("read", "23")]
    await put_enterprise(editor, 1, above_scale=[{"from": "2024-02-01", "entry": "upgrade"}])
    found = await attained(editor, "entered")
    assert (found["actual"], found["met"], found["reasons"]) == ("1", False, [])
    assert (await attained(editor, "entered", as_of=before))["actual"] == "23"
    assert [item["kind"] for item in await evidence(editor, "entered", as_of=before)] == ["observation"]
