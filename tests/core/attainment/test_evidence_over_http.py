"""The records behind a figure are the records that were counted, now and then."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.core.attainment.callers import ON, attained, evidence, observe, put_enterprise, put_project

pytestmark = pytest.mark.anyio


async def test_a_project_moves_its_target_and_stands_in_the_evidence(editor: httpx.AsyncClient) -> None:
    nothing = await attained(editor, "started")
    assert (nothing["actual"], nothing["light"], nothing["reasons"]) == (None, "grey", ["no_records"])
    await put_project(editor, "other", milestones={"signed_on": "2024-02-01"})
    nothing = await attained(editor, "started")
    assert (nothing["actual"], nothing["light"], nothing["reasons"]) == ("0", "red", [])
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
