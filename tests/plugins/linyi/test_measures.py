"""What counts for Linyi's targets: thresholds below, at and above; titles by level, validity and year."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import (
    Count,
    Difference,
    FactValue,
    Growth,
    Period,
    Share,
    Sum,
    Target,
    check,
)
from gongjian.expression import Condition
from gongjian_linyi.document import PLAN
from gongjian_linyi.plugin import PLUGIN

SAID: dict[str, Target] = {target.id: target for target in PLUGIN.register_targets()}
Y2022, Y2024, Y2026 = Period.parse("2022"), Period.parse("2024"), Period.parse("2026")
Given = dict[str, FactValue]


def given(**facts: bool | str | Decimal | date | frozenset[str] | None) -> Given:
    return {name: FactValue(value) for name, value in facts.items()}


def counted(id: str) -> Condition:
    measure = SAID[id].measure
    assert isinstance(measure, Count)
    return measure.rows.where


def outcome(where: Condition, facts: Given, period: Period = Y2026) -> str:
    return check(where, facts, period).outcome


def title(kind: str, level: str | None, granted: str, expires: str | None = None, **more: Decimal) -> Given:
    return given(
        title_kind=kind,
        title_level=level,
        granted_on=date.fromisoformat(granted),
        expires_on=date.fromisoformat(expires) if expires else None,
        **more,
    )


@pytest.mark.parametrize(
    ("id", "floor"), [("chain-leaders-over-10bn", "10000000000"), ("chain-leaders-over-5bn", "5000000000")]
)
def test_a_chain_leader_counts_only_over_the_threshold(id: str, floor: str) -> None:
    exact, fen = Decimal(floor), Decimal("0.01")
    found = [
        outcome(counted(id), title("chain_leader", "city", "2021-03-01", gross_output=output))
        for output in (exact - fen, exact, exact + fen)
    ]
    assert found == ["fail", "fail", "pass"]
    assert outcome(counted(id), title("chain_leader", "city", "2021-03-01")) == "unknown"
    assert outcome(counted(id), title("champion", "city", "2021-03-01", gross_output=exact * 2)) == "fail"


@pytest.mark.parametrize(("id", "floor"), [("quality-over-3bn", "3000000000"), ("quality-over-5bn", "5000000000")])
def test_a_quality_enterprise_counts_only_over_the_threshold(id: str, floor: str) -> None:
    exact, fen, listed = Decimal(floor), Decimal("0.01"), frozenset({"quality-enterprises"})
    found = [
        outcome(counted(id), given(lists=listed, gross_output=output)) for output in (exact - fen, exact, exact + fen)
    ]
    assert found == ["fail", "fail", "pass"]
    assert outcome(counted(id), given(lists=frozenset({"listing-pool"}), gross_output=exact * 2)) == "fail"


def test_all_of_the_fifty_must_be_over_one_billion() -> None:
    measure = SAID["quality-all-over-1bn"].measure
    assert isinstance(measure, Share)
    exact, fen, listed = Decimal(1_000_000_000), Decimal("0.01"), frozenset({"quality-enterprises"})
    for output, wanted in ((exact - fen, "fail"), (exact, "fail"), (exact + fen, "pass")):
        facts = given(lists=listed, gross_output=output)
        assert isinstance(measure.part, Count)
        assert outcome(measure.part.rows.where, facts) == wanted
        assert outcome(measure.whole.rows.where, facts) == "pass"


@pytest.mark.parametrize(("id", "years"), [("quality-growth-2023", 2), ("quality-growth-2026", 3)])
def test_growth_of_the_fifty_looks_back_to_the_stated_year(id: str, years: int) -> None:
    said = SAID[id]
    assert isinstance(said.measure, Growth)
    assert said.baseline is not None
    assert said.period.to is not None
    assert said.measure.years == years == said.period.to.year - said.baseline.period.first.year


@pytest.mark.parametrize("id", ["quality-output-2023", "quality-output-2026"])
def test_output_of_the_fifty_is_the_sum_over_their_list(id: str) -> None:
    measure = SAID[id].measure
    assert isinstance(measure, Sum)
    assert measure.of.name == "gross_output"
    assert outcome(measure.rows.where, given(lists=frozenset({"quality-enterprises"}))) == "pass"
    assert outcome(measure.rows.where, given(lists=frozenset())) == "fail"


@pytest.mark.parametrize(
    ("id", "kinds", "levels"),
    [
        ("srdi-enterprises", "srdi_sme little_giant gazelle champion unicorn", "provincial national"),
        ("green-factories", "green_factory", "city provincial national"),
        ("champions-2022", "champion", "provincial national"),
    ],
)
def test_a_stock_of_titles_is_those_valid_on_the_day(id: str, kinds: str, levels: str) -> None:
    where = counted(id)
    for kind in kinds.split():
        for level in ("city", "provincial", "national"):
            wanted = "pass" if level in levels.split() else "fail"
            assert outcome(where, title(kind, level, "2019-01-01"), Y2022) == wanted
        assert outcome(where, title(kind, None, "2019-01-01"), Y2022) == "fail"
    kind = kinds.split()[0]
    assert outcome(where, title(kind, "national", "2022-12-31"), Y2022) == "pass"
    assert outcome(where, title(kind, "national", "2023-01-01"), Y2022) == "fail"
    assert outcome(where, title(kind, "national", "2019-12-31", "2022-12-30"), Y2022) == "fail"
    assert outcome(where, title(kind, "national", "2019-12-31", "2022-12-31"), Y2022) == "pass"
    assert outcome(where, title(kind, "national", "2019-12-31", "2023-01-01"), Y2022) == "pass"
    assert outcome(where, title("tech_sme", "national", "2019-01-01"), Y2022) == "fail"


@pytest.mark.parametrize(
    ("id", "kinds", "levels"),
    [
        ("new-little-giants", "little_giant", "national"),
        ("new-titles-yearly", "srdi_sme gazelle champion", "provincial national"),
        ("new-srdi-2022", "srdi_sme", "provincial national"),
        ("new-gazelles-2022", "gazelle", "provincial national"),
        ("tech-smes", "tech_sme", "city provincial national"),
        ("new-listed-companies", "listed", "city provincial national"),
    ],
)
def test_a_new_title_counts_in_the_period_it_is_granted(id: str, kinds: str, levels: str) -> None:
    where = counted(id)
    for kind in kinds.split():
        for level in ("city", "provincial", "national"):
            wanted = "pass" if level in levels.split() else "fail"
            assert outcome(where, title(kind, level, "2022-06-30"), Y2022) == wanted
        days = ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")
        found = [outcome(where, title(kind, "national", day), Y2022) for day in days]
        assert found == ["fail", "pass", "pass", "fail"]
    assert outcome(where, title("unicorn", "national", "2022-06-30"), Y2022) == "fail"


def test_high_tech_enterprises_grow_by_those_granted_less_those_lapsed() -> None:
    measure = SAID["high-tech-net-increase"].measure
    assert isinstance(measure, Difference)
    renewed = title("high_tech", "national", "2021-11-01", "2024-11-01")
    assert outcome(measure.minus.rows.where, renewed, Y2024) == "pass"
    assert outcome(measure.plus.rows.where, renewed, Y2024) == "fail"
    assert outcome(measure.plus.rows.where, title("high_tech", "national", "2024-12-31"), Y2024) == "pass"
    assert outcome(measure.minus.rows.where, title("high_tech", "national", "2024-12-31"), Y2024) == "fail"


def test_an_upgrade_counts_in_the_year_it_is_started_if_it_is_industrial() -> None:
    where = counted("upgrade-projects")
    facts = given(industry_code="C2011", kind="technical_upgrade", started_on=date(2024, 1, 1))
    assert outcome(where, facts, Y2024) == "pass"
    assert outcome(where, facts, Y2022) == "fail"
    assert outcome(where, facts | given(kind="new_build"), Y2024) == "fail"
    assert outcome(where, facts | given(industry_code="F51"), Y2024) == "fail"


@pytest.mark.parametrize("id", ["key-upgrade-projects", "benchmark-upgrades", "provincial-key-projects"])
def test_yearly_lists_count_for_their_own_year(id: str) -> None:
    listed = id if id != "benchmark-upgrades" else "benchmark-upgrade-projects"
    facts = given(lists=frozenset({f"{listed}-2024"}))
    assert [outcome(counted(id), facts, year) for year in (Y2022, Y2024)] == ["fail", "pass"]


def test_the_first_batch_counts_when_it_is_struck_off_in_2022() -> None:
    where = counted("first-batch-cleared")
    facts = given(list="low-efficiency-first-batch", list_completed_on=date(2022, 12, 31))
    assert outcome(where, facts, Y2022) == "pass"
    assert outcome(where, facts | given(list_completed_on=date(2023, 1, 1)), Y2022) == "fail"
    assert outcome(where, facts | given(list="low-tax-above-scale"), Y2022) == "fail"


@pytest.mark.parametrize("id", ["low-tax-cleared-2022", "low-tax-cleared-2026"])
def test_the_share_cleared_is_of_those_listed_or_cleared(id: str) -> None:
    measure = SAID[id].measure
    assert isinstance(measure, Share)
    part, whole = measure.part.rows.where, measure.whole.rows.where
    base = given(list="low-tax-above-scale", listed_from=date(2022, 2, 1))
    removed, cleared = given(listed_to=date(2022, 9, 1)), given(list_completed_on=date(2022, 9, 1))
    assert (outcome(part, base, Y2022), outcome(whole, base, Y2022)) == ("fail", "pass")
    assert (outcome(part, base | removed, Y2022), outcome(whole, base | removed, Y2022)) == ("fail", "fail")
    both = base | removed | cleared
    assert (outcome(part, both, Y2022), outcome(whole, both, Y2022)) == ("pass", "pass")
    later = base | given(listed_from=date(2023, 1, 1))
    assert (outcome(part, later, Y2022), outcome(whole, later, Y2022)) == ("fail", "fail")


def test_measures_name_only_lists_of_the_plan() -> None:
    known = {listed.id for listed in PLAN.lists}
    assert {"low-efficiency-first-batch", "low-tax-above-scale"} <= known


def test_twenty_seven_targets_follow_from_records_and_each_has_a_figure() -> None:
    measured = {said.id for said in SAID.values() if said.measure is not None}
    assert len(measured) == 27
    assert all(SAID[id].value is not None for id in measured)
