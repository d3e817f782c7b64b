"""What counts in each measure of chapter 三: each bound below, at and above."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import Count, FactValue, Period, Rows, Share, Sum, check
from gongjian.reader import FactContent
from gongjian_shizuishan.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
YEAR, SPAN = Period.parse("2023"), Period.parse("2022..2024")
YI = Decimal(100_000_000)
Facts = dict[str, FactContent]


def counts(rows: Rows, period: Period, facts: Facts) -> str:
    return check(rows.where, {name: FactValue(value) for name, value in facts.items()}, period).outcome


def whole(id: str) -> Rows:
    measure = SAID[id].measure
    counted = measure.whole if isinstance(measure, Share) else measure
    assert isinstance(counted, (Count, Sum))
    return counted.rows


def part(id: str) -> Rows:
    measure = SAID[id].measure
    assert isinstance(measure, Share)
    assert isinstance(measure.part, Count)
    return measure.part.rows


LISTED: Facts = {"list": "remediation", "listed_from": date(2022, 5, 20)}


@pytest.mark.parametrize(
    ("changed", "in_list", "completed"),
    [
        ({}, "pass", "fail"),
        ({"list_completed_on": date(2023, 12, 31)}, "pass", "pass"),
        ({"list_completed_on": date(2024, 1, 1)}, "pass", "fail"),
        ({"list_completed_on": date(2023, 6, 1), "listed_to": date(2023, 6, 1)}, "pass", "pass"),
        ({"listed_to": date(2023, 6, 1)}, "fail", "fail"),
        ({"listed_to": date(2024, 1, 1)}, "pass", "fail"),
        ({"listed_from": date(2023, 12, 31)}, "pass", "fail"),
        ({"listed_from": date(2024, 1, 1)}, "fail", "fail"),
        ({"list": "long-suspended"}, "fail", "fail"),
    ],
)
def test_remediation_is_a_share_of_the_list_as_it_stands_at_the_end_of_the_year(
    changed: Facts, in_list: str, completed: str
) -> None:
    facts = {**LISTED, **changed}
    assert counts(whole("remediation-2023"), YEAR, facts) == in_list
    assert counts(part("remediation-2023"), YEAR, facts) == completed


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (None, "fail"),
        (date(2021, 12, 31), "fail"),
        (date(2022, 1, 1), "pass"),
        (date(2024, 12, 31), "pass"),
        (date(2025, 1, 1), "fail"),
    ],
)
def test_a_long_suspended_enterprise_counts_when_it_left_the_ledger_within_the_plan(
    day: date | None, outcome: str
) -> None:
    rows = whole("long-suspended-cleared")
    assert counts(rows, SPAN, {"list": "long-suspended", "list_completed_on": day}) == outcome
    assert counts(rows, SPAN, {"list": "remediation", "list_completed_on": day}) == "fail"


@pytest.mark.parametrize(("spent", "outcome"), [(None, "fail"), ("0", "fail"), ("0.01", "pass"), ("1000000", "pass")])
def test_any_expense_on_research_counts(spent: str | None, outcome: str) -> None:
    facts: Facts = {"industry_code": "C2614", "above_scale": True, "rd_expense": Decimal(spent) if spent else None}
    assert counts(whole("rd-active-share"), YEAR, facts) == "pass"
    assert counts(part("rd-active-share"), YEAR, facts) == outcome


def test_an_expense_that_nobody_reported_is_unknown_and_not_zero() -> None:
    facts: Facts = {"industry_code": "C2614", "above_scale": True}
    assert counts(part("rd-active-share"), YEAR, facts) == "unknown"
    assert counts(whole("rd-active-share"), YEAR, {**facts, "above_scale": False}) == "fail"


@pytest.mark.parametrize(
    ("output", "class_of"),
    [
        ("9.99", None),
        ("10", "growers-of-1bn"),
        ("49.99", "growers-of-1bn"),
        ("50", "leaders-of-5bn"),
        ("99.99", "leaders-of-5bn"),
        ("100", None),
    ],
)
def test_an_enterprise_counts_in_one_class_of_size(output: str, class_of: str | None) -> None:
    facts: Facts = {"industry_code": "C3011", "gross_output": Decimal(output) * YI}
    found = [id for id in ("leaders-of-5bn", "growers-of-1bn") if counts(whole(id), YEAR, facts) == "pass"]
    assert found == ([class_of] if class_of else [])


@pytest.mark.parametrize(
    ("listed", "started", "outcome"),
    [
        ("four-transformations-2023", date(2023, 12, 31), "pass"),
        ("four-transformations-2023", date(2022, 8, 1), "pass"),
        ("four-transformations-2023", date(2024, 1, 1), "fail"),
        ("four-transformations-2023", None, "fail"),
        ("four-transformations-2022", date(2022, 8, 1), "fail"),
    ],
)
def test_a_project_of_the_four_transformations_is_on_the_years_list_and_started(
    listed: str, started: date | None, outcome: str
) -> None:
    facts: Facts = {"lists": frozenset({listed}), "started_on": started}
    assert counts(whole("four-transformations"), YEAR, facts) == outcome


@pytest.mark.parametrize(
    ("id", "kind", "period"),
    [
        ("new-srdi-enterprises", "srdi_sme", YEAR),
        ("new-high-tech-enterprises", "high_tech", YEAR),
        ("new-tech-smes", "tech_sme", YEAR),
        ("new-green-factories", "green_factory", SPAN),
        ("smart-factories", "smart_factory", SPAN),
        ("digital-workshops", "digital_workshop", SPAN),
    ],
)
def test_a_title_counts_in_the_period_in_which_it_was_granted(id: str, kind: str, period: Period) -> None:
    facts: Facts = {"title_kind": kind, "title_level": "city"}
    assert counts(whole(id), period, {**facts, "granted_on": period.first}) == "pass"
    assert counts(whole(id), period, {**facts, "granted_on": period.last}) == "pass"
    assert counts(whole(id), period, {**facts, "granted_on": date(2021, 12, 31)}) == "fail"
    assert counts(whole(id), period, {**facts, "granted_on": date(2025, 1, 1)}) == "fail"
    assert counts(whole(id), period, {**facts, "title_kind": "gazelle", "granted_on": period.last}) == "fail"


@pytest.mark.parametrize("id", ["new-green-factories", "smart-factories", "digital-workshops"])
def test_the_city_is_the_lowest_level_that_counts(id: str) -> None:
    kind = {"new-green-factories": "green_factory"}.get(id, id.replace("-", "_").replace("ies", "y").rstrip("s"))
    facts: Facts = {"title_kind": kind, "granted_on": date(2023, 3, 1)}
    outcomes = [
        counts(whole(id), SPAN, {**facts, "title_level": level}) for level in ("national", "provincial", "city")
    ]
    assert outcomes == ["pass", "pass", "pass"]
    assert counts(whole(id), SPAN, facts) == "fail"


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "pass"),
        ({"expires_on": date(2024, 1, 1)}, "pass"),
        ({"expires_on": date(2023, 12, 1)}, "fail"),
        ({"granted_on": date(2024, 1, 1)}, "fail"),
        ({"chain": "steel"}, "fail"),
    ],
)
def test_a_chain_leader_counts_while_its_title_is_valid(changed: Facts, outcome: str) -> None:
    facts: Facts = {"title_kind": "chain_leader", "chain": "six-new", "granted_on": date(2022, 3, 1), **changed}
    assert counts(whole("chain-leaders"), YEAR, facts) == outcome


@pytest.mark.parametrize(
    ("id", "park"),
    [
        ("economic-zone-output", "shizuishan-economic-zone"),
        ("pingluo-park-output", "pingluo-industrial-park"),
        ("high-tech-zone-output", "shizuishan-high-tech-zone"),
    ],
)
def test_a_parks_output_is_that_of_its_industrial_enterprises(id: str, park: str) -> None:
    assert counts(whole(id), YEAR, {"industry_code": "C3011", "park": park}) == "pass"
    assert counts(whole(id), YEAR, {"industry_code": "C3011", "park": "elsewhere"}) == "fail"
    assert counts(whole(id), YEAR, {"industry_code": "G5400", "park": park}) == "fail"


def test_what_cannot_follow_from_records_has_no_measure() -> None:
    computed = {id for id, said in SAID.items() if said.measure is not None and said.clause.startswith("三")}
    assert computed == {
        *("remediation-2022", "remediation-2023", "remediation-2024", "long-suspended-cleared"),
        *("rd-active-share", "new-srdi-enterprises", "new-high-tech-enterprises", "new-tech-smes"),
        *("leaders-of-5bn", "growers-of-1bn", "four-transformations", "new-green-factories", "chain-leaders"),
        *("economic-zone-output", "pingluo-park-output", "high-tech-zone-output"),
        *("smart-factories", "digital-workshops"),
    }
