"""Chapter 二 of Shizuishan's plan, year by year, read again from the document."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Period, PerUnit, check
from gongjian.reader import FactContent
from gongjian_shizuishan.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}

# ladder: indicator, kind, unit, the rungs of 2022, 2023, 2024 as printed.
LADDERS = {
    "strategic-emerging-share": ("share", "%", "8", "10", "12"),
    "high-tech-manufacturing-share": ("share", "%", "4", "6", "8"),
    "rd-intensity": ("share", "%", "2.2", "2.3", "2.4"),
    "investment-per-mu": ("ratio", "万元/亩", "160", "175", "185"),
    "output-per-mu": ("ratio", "万元/亩", "120", "150", "175"),
    "tax-per-mu": ("ratio", "万元/亩", "4.5", "6", "8"),
}
CLAUSES = {"2022": "二①", "2023": "二②", "2024": "二③"}


@pytest.mark.parametrize("ladder", LADDERS)
@pytest.mark.parametrize(("year", "at"), [("2022", 0), ("2023", 1), ("2024", 2)])
def test_each_rung_of_a_ladder_stands_at_its_year(ladder: str, year: str, at: int) -> None:
    kind, unit, *values = LADDERS[ladder]
    said = SAID[f"{ladder}-{year}"]
    assert (said.clause, said.kind, str(said.value), said.unit) == (CLAUSES[year], kind, values[at], unit)
    assert (said.comparator, said.strength, said.series) == ("ge", "expected", ladder)
    assert (str(said.period.from_), str(said.due)) == (f"{year}-01-01", f"{year}-12-31")
    assert said.due_stated


@pytest.mark.parametrize("year", ["2022", "2023"])
def test_value_added_grows_by_eight_and_a_half_percent_in_2022_and_in_2023(year: str) -> None:
    said = SAID[f"value-added-growth-{year}"]
    assert (said.clause, str(said.value), said.unit, said.comparator) == (CLAUSES[year], "8.5", "%", "ge")
    assert (said.period.from_, said.period.to) == (date(int(year), 1, 1), date(int(year), 12, 31))


def test_by_2024_value_added_grows_by_that_much_on_average_over_the_three_years() -> None:
    said = SAID["value-added-growth-average"]
    assert (said.clause, str(said.value), said.unit, said.comparator) == ("二③", "8.5", "%", "ge")
    assert (said.kind, said.recurrence) == ("growth", None)
    assert (said.period.from_, said.period.to) == (date(2022, 1, 1), date(2024, 12, 31))
    assert said.series == SAID["value-added-growth-2022"].series == "value-added-growth"
    assert "复合年均" in said.readings[0].chosen


@pytest.mark.parametrize(
    ("id", "clause"),
    [
        ("energy-intensity-rank-2022", "二①"),
        ("energy-intensity-rank-2023", "二②"),
        ("energy-intensity-rank-2024", "二③"),
        ("rd-intensity-rank-2024", "二③"),
        ("industrial-transformation", "二③"),
    ],
)
def test_a_place_in_front_has_no_number(id: str, clause: str) -> None:
    said = SAID[id]
    assert (said.clause, said.kind, said.comparator, said.value) == (clause, "rank", "none", None)


def test_the_goals_name_no_unit() -> None:
    goals = [target for target in SAID.values() if target.clause.startswith("二")]
    assert len(goals) == 8 + 8 + 10
    assert {(target.lead, target.cooperating) for target in goals} == {((), ())}


IN_A_PARK: dict[str, FactContent] = {"industry_code": "C3011", "park": "pingluo-industrial-park"}


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "pass"),
        ({"park": "shizuishan-economic-zone"}, "pass"),
        ({"park": "shizuishan-high-tech-zone"}, "pass"),
        ({"park": None}, "fail"),
        ({"park": "lincang-border-zone"}, "fail"),
        ({"industry_code": "B0610"}, "pass"),
        ({"industry_code": "D4411"}, "pass"),
        ({"industry_code": "F5100"}, "fail"),
    ],
)
@pytest.mark.parametrize("id", ["output-per-mu-2022", "tax-per-mu-2024"])
def test_per_mu_counts_the_industrial_enterprises_of_the_three_parks(
    id: str, changed: dict[str, FactContent], outcome: str
) -> None:
    measure = SAID[id].measure
    assert isinstance(measure, PerUnit)
    facts = {name: FactValue(value) for name, value in {**IN_A_PARK, **changed}.items()}
    assert check(measure.size.rows.where, facts, Period.parse("2022")).outcome == outcome
    assert measure.amount.rows == measure.size.rows
    assert measure.size.of.name == "land_mu"
    assert measure.amount.of.name == ("gross_output" if id.startswith("output") else "tax_paid")


def test_investment_per_mu_is_read_and_not_computed() -> None:
    assert SAID["investment-per-mu-2023"].measure is None
    assert SAID["investment-per-mu-2023"].value == Decimal(175)
