"""Figures divided by figures, and growth over several years."""

from decimal import Decimal

import pytest

from gongjian import (
    Baseline,
    Compare,
    FactValue,
    Growth,
    Period,
    Quotient,
    Sum,
    check,
    fact,
    param,
    quantity,
    rows,
)
from gongjian.conformance import check_city
from gongjian.conformance.clauses import normal

from .mini_city import with_target

YEAR = Period.parse("2024")
PER_MU = Quotient(fact("tax_paid"), fact("land_mu"))
BELOW = Compare(PER_MU, "lt", param("tax-per-mu", quantity(3, "万元/亩")))
OUTPUT = Sum(fact("gross_output"), rows("enterprise"))
OVER_TWO_YEARS = Baseline(Period.parse("2022"), None, "change_percent")


def facts(tax: str | None, land: str | None) -> dict[str, FactValue]:
    given = {"tax_paid": tax, "land_mu": land}
    return {name: FactValue(Decimal(value)) for name, value in given.items() if value is not None}


@pytest.mark.parametrize(
    ("tax", "land", "outcome", "found"),
    [
        ("299999", "10", "pass", "29999.9元/亩"),
        ("300000", "10", "fail", "30000元/亩"),
        ("300001", "10", "fail", "30000.1元/亩"),
        ("209999.99", "7", "pass", "≈29999.998571元/亩"),
        ("210000", "7", "fail", "30000元/亩"),
        ("0", "7", "pass", "0元/亩"),
        ("1", "0", "fail", "无"),
    ],
)
def test_a_quotient_is_compared_exactly_and_none_without_a_positive_divisor(
    tax: str, land: str, outcome: str, found: str
) -> None:
    said = check(BELOW, facts(tax, land), YEAR)
    assert (said.outcome, said.found or "无") == (outcome, found)


@pytest.mark.parametrize(("tax", "land", "missing"), [(None, "10", "tax_paid"), ("1", None, "land_mu")])
def test_a_quotient_of_something_unknown_is_unknown_and_names_it(
    tax: str | None, land: str | None, missing: str
) -> None:
    said = check(BELOW, facts(tax, land), YEAR)
    assert (said.outcome, said.missing) == ("unknown", (missing,))


def test_a_quotient_is_described_by_both_figures() -> None:
    said = check(BELOW, {}, YEAR)
    assert (said.condition, said.wanted) == ("税收 ÷ 用地面积 < 3万元/亩", "< 3万元/亩")


@pytest.mark.parametrize(
    ("printed", "declared"),
    [("3万元", "3万元/亩"), ("百亿元", "100亿元"), ("千亿元", "1000亿元"), ("亿元", "1亿元"), ("万亿元", "1万亿元")],
)
def test_two_ways_to_write_a_figure_are_one(printed: str, declared: str) -> None:
    assert normal(printed) == normal(declared)


def test_growth_is_a_year_back_unless_it_says_more() -> None:
    assert (Growth(OUTPUT).years, Growth(OUTPUT, years=3).years) == (1, 3)


def test_a_change_may_be_measured_as_growth_but_not_as_a_level() -> None:
    growing = with_target("growth", baseline=OVER_TWO_YEARS, measure=Growth(OUTPUT, years=2))
    assert check_city(growing) == ()
    level = with_target("growth", baseline=OVER_TWO_YEARS, measure=OUTPUT)
    assert [problem.what for problem in check_city(level)] == ["growth is in %, but its measure yields money"]
