"""Attainment and evidence as callers meet them."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.core.attainment.generated import code_of
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio
ON = {"on": "2024-06-30"}
PATHS = ("attainment", "targets/started/attainment", "targets/started/evidence")


async def put_project(client: httpx.AsyncClient, code: str, **changes: Any) -> None:
    milestones = changes.pop("milestones", {"started_on": "2024-03-01"})
    body = {
        "name": f"项目{code}", "division_code": "990102", "industry_code": "C15", "kind": "new_build",
        "origin": "investment_promotion", "planned_investment": "50000000.00", "milestones": milestones,
    } | changes  # fmt: skip
    answer = await client.put(f"/cities/aa/projects/{code}", json=body)
    assert answer.status_code in (200, 201), answer.text


async def put_enterprise(client: httpx.AsyncClient, number: int, **changes: Any) -> str:
    body = {"name": f"企业{number}", "division_code": "990121", "industry_code": "C15"} | changes
    answer = await client.put(f"/cities/aa/enterprises/{code_of(number)}", json=body)
    assert answer.status_code in (200, 201), answer.text
    return code_of(number)


async def observe(client: httpx.AsyncClient, *items: tuple[str, str, str, str, str]) -> None:
    names = ("subject", "indicator", "period", "value", "unit")
    body = {"items": [dict(zip(names, item, strict=True)) | {"status": "final"} for item in items]}
    answer = await client.put("/cities/aa/observations", json=body)
    assert answer.status_code == 200, answer.text


async def attained(client: httpx.AsyncClient, target: str, **asked: str) -> dict[str, Any]:
    answer = await client.get(f"/cities/aa/targets/{target}/attainment", params=ON | asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def evidence(client: httpx.AsyncClient, target: str, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/cities/aa/targets/{target}/evidence", params=ON | asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_without_a_right_gets_in(service: Service, path: str) -> None:
    stranger, neighbour = await service.caller(), await service.caller("admin", "bb")
    assert (await stranger.get(f"/cities/aa/{path}")).status_code == 401
    assert (await neighbour.get(f"/cities/aa/{path}")).status_code == 404
    assert (await (await service.caller("reader", "aa")).get(f"/cities/aa/{path}")).status_code == 200


async def test_a_project_moves_its_target_and_stands_in_the_evidence(editor: httpx.AsyncClient) -> None:
    assert (await attained(editor, "started"))["actual"] == "0"
    await put_project(editor, "A")
    await put_project(editor, "small", planned_investment="49999999.99")
    await put_project(editor, "later", milestones={"started_on": "2024-07-01"})
    await put_project(editor, "unknown", planned_investment=None)
    found = await attained(editor, "started")
    assert (found["actual"], found["met"], found["ratio"], found["gap"]) == ("1", False, "0.05", "19")
    assert found["expected_by_now"] == "9.9454"  # 20 × 182 / 366
    assert (found["light"], found["final"], found["reasons"]) == ("red", False, ["unknown_facts"])
    assert found["reason_texts"][0]["count"] == 1
    assert found["inputs"] == [{"kind": "aggregate", "id": "count", "revision": None, "value": "1", "unit": None}]
    (item,) = await evidence(editor, "started")
    assert item == {
        "kind": "project", "id": "A", "name": "项目A", "revision": 1, "role": "counted", "value": "1", "unit": None,
    }  # fmt: skip


async def test_as_of_answers_what_was_known_then(editor: httpx.AsyncClient) -> None:
    await put_project(editor, "A")
    before = datetime.now(UTC).isoformat()
    await put_project(editor, "A", planned_investment="1.00")
    await put_project(editor, "B")
    assert (await attained(editor, "started"))["actual"] == "1"
    assert (await attained(editor, "started", as_of=before))["actual"] == "1"
    assert [item["id"] for item in await evidence(editor, "started")] == ["B"]
    (item,) = await evidence(editor, "started", as_of=before)
    assert (item["id"], item["revision"]) == ("A", 1)


async def test_as_of_answers_with_the_revision_known_then_and_evidence_names_it(editor: httpx.AsyncClient) -> None:
    await observe(editor, ("city", "gdp", "2024-H1", "600", "亿元"))
    before = datetime.now(UTC).isoformat()
    await observe(editor, ("city", "gdp", "2024-H1", "610", "亿元"))
    assert (await attained(editor, "gdp"))["actual"] == "610"
    then = await attained(editor, "gdp", as_of=before)
    assert (then["actual"], then["inputs"][0]["revision"]) == ("600", 1)
    assert [item["revision"] for item in await evidence(editor, "gdp")] == [2]
    assert [item["value"] for item in await evidence(editor, "gdp", as_of=before)] == ["600"]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    ahead = await editor.get("/cities/aa/targets/gdp/attainment", params={"as_of": tomorrow})
    assert (ahead.status_code, ahead.json()["errors"][0]["pointer"]) == (422, "?as_of")


async def test_sums_are_in_the_targets_unit_and_name_who_lacks_a_figure(editor: httpx.AsyncClient) -> None:
    found = await attained(editor, "investment")
    assert (found["actual"], found["reasons"], found["light"]) == (None, ["missing_observation"], "grey")
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


async def test_a_net_increase_lists_who_entered_and_who_left(editor: httpx.AsyncClient) -> None:
    entered = await put_enterprise(editor, 1, above_scale=[{"from": "2024-02-01", "entry": "upgrade"}])
    left = await put_enterprise(editor, 2, above_scale=[{"from": "2020-01-01", "to": "2024-06-30", "entry": "upgrade"}])
    await put_enterprise(editor, 3, above_scale=[{"from": "2020-01-01", "to": "2024-07-01", "entry": "upgrade"}])
    found = await attained(editor, "net")
    assert (found["actual"], [(i["id"], i["value"]) for i in found["inputs"]]) == ("0", [("plus", "1"), ("minus", "1")])
    assert [(i["id"], i["role"]) for i in await evidence(editor, "net")] == [(entered, "entered"), (left, "left")]
    assert (await attained(editor, "net", on="2024-07-01"))["actual"] == "-1"


async def test_a_title_counts_once_per_enterprise_and_kind(editor: httpx.AsyncClient) -> None:
    titles = [
        {"kind": "little_giant", "level": "national", "granted_on": "2024-01-10"},
        {"kind": "little_giant", "level": "national", "granted_on": "2024-03-10", "first": False},
    ]
    await put_enterprise(editor, 1, certifications=titles)
    found = await attained(editor, "giants")
    assert (found["actual"], found["met"], found["light"]) == ("1", True, "green")
    assert len(await evidence(editor, "giants")) == 1


async def test_growth_is_over_those_that_have_both_figures(editor: httpx.AsyncClient) -> None:
    both, new = await put_enterprise(editor, 1), await put_enterprise(editor, 2)
    await observe(
        editor,
        (f"enterprise:{both}", "gross_output", "2024-H1", "112", "元"),
        (f"enterprise:{both}", "gross_output", "2023-H1", "100", "元"),
        (f"enterprise:{both}", "gross_output", "2023", "500", "元"),
        (f"enterprise:{new}", "gross_output", "2024-H1", "1000", "元"),
    )
    found = await attained(editor, "output-growth")
    assert (found["actual"], found["met"], found["expected_by_now"]) == ("12", True, "12")
    assert found["reasons"] == ["partial"]
    assert [(i["role"], i["value"]) for i in await evidence(editor, "output-growth")] == [
        ("numerator", "112.00"),
        ("denominator", "100.00"),
    ]


async def test_a_share_of_nothing_is_null_and_a_quotient_is_in_its_unit(editor: httpx.AsyncClient) -> None:
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


async def test_evidence_pages_meet_without_gap_or_overlap(editor: httpx.AsyncClient) -> None:
    for number in range(7):
        await put_project(editor, f"P{number}")
    seen, cursor = [], None
    while True:
        asked = ON | {"limit": "3"} | ({"cursor": cursor} if cursor else {})
        page = (await editor.get("/cities/aa/targets/started/evidence", params=asked)).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"P{number}" for number in range(7)]


async def test_a_day_outside_the_plan_is_told(editor: httpx.AsyncClient) -> None:
    found = await attained(editor, "started", on="2023-12-31")
    assert (found["actual"], found["light"], found["reasons"]) == (None, "grey", ["not_begun"])
    found = await attained(editor, "started", on="2026-11-25")
    assert (found["actual"], found["final"]) == ("0", True)
