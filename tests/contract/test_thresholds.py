"""Comparisons at their bounds: exact for arbitrary Decimals, brackets inclusive below and exclusive above."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian import (
    Band,
    Bands,
    Compare,
    Condition,
    FactValue,
    Finding,
    GrowthOf,
    Minus,
    Period,
    Quotient,
    check,
    fact,
    param,
    percent,
    wan,
    yi,
    yuan,
)
from gongjian.expression import Test

YEAR = Period.parse("2024")
OUTPUT, BEFORE = fact("gross_output"), fact("gross_output_last_year")
GROWTH = GrowthOf(OUTPUT, BEFORE)
MONEY = st.decimals("0.01", "999999999999999.99", places=2)
RATES = st.decimals("-99.99", "999.99", places=2)
STEP = Decimal("0.000001")
PASSES: dict[Test, tuple[bool, bool, bool]] = {
    "ge": (False, True, True),
    "gt": (False, False, True),
    "le": (True, True, False),
    "lt": (True, False, False),
    "eq": (False, True, False),
}


def judged(condition: Condition, now: Decimal | None, before: Decimal | None = None) -> Finding:
    known = {"gross_output": now, "gross_output_last_year": before}
    return check(condition, {key: FactValue(value) for key, value in known.items() if value is not None}, YEAR)


@pytest.mark.parametrize("test", PASSES)
@given(bound=MONEY)
def test_each_comparison_word_below_at_and_above_its_bound(test: Test, bound: Decimal) -> None:
    condition = Compare(OUTPUT, test, param("bound", yuan(bound)))
    found = [judged(condition, bound + step).outcome == "pass" for step in (-STEP, Decimal(0), STEP)]
    assert tuple(found) == PASSES[test]


@pytest.mark.parametrize("test", PASSES)
@given(before=MONEY, rate=RATES)
def test_growth_by_exactly_the_rate_is_at_the_bound(test: Test, before: Decimal, rate: Decimal) -> None:
    condition = Compare(GROWTH, test, param("rate", percent(rate)))
    now = before * (100 + rate) / 100
    found = [judged(condition, now + step, before).outcome == "pass" for step in (-STEP, Decimal(0), STEP)]
    assert tuple(found) == PASSES[test]


@given(before=MONEY)
def test_an_increment_of_exactly_15_percent_passes_whatever_the_ambient_precision(before: Decimal) -> None:
    condition = Compare(GROWTH, "ge", param("rate", percent(15)))
    now = before * 115 / 100
    with localcontext(prec=5):
        assert judged(condition, now, before).outcome == "pass"
        with localcontext(prec=50):
            less = now - STEP
        assert judged(condition, less, before).outcome == "fail"


@given(left=MONEY, right=MONEY)
def test_more_than_last_year_is_strict(left: Decimal, right: Decimal) -> None:
    assert (judged(Compare(OUTPUT, "gt", BEFORE), left, right).outcome == "pass") == (left > right)


@given(now=MONEY, before=MONEY, bound=MONEY)
def test_a_difference_compares_exactly(now: Decimal, before: Decimal, bound: Decimal) -> None:
    condition = Compare(Minus(OUTPUT, BEFORE), "ge", param("bound", yuan(bound)))
    assert (judged(condition, now, before).outcome == "pass") == (now - before >= bound)


@given(tax=MONEY, rate=st.integers(1, 1_000_000))
def test_a_quotient_at_its_bound_passes(tax: Decimal, rate: int) -> None:
    per_mu = Compare(Quotient(OUTPUT, BEFORE), "ge", param("bound", yuan(rate)))
    assert judged(per_mu, tax * rate, tax).outcome == "pass"
    assert judged(per_mu, tax * rate - STEP, tax).outcome == "fail"


@pytest.mark.parametrize("before", ["0", "-1"])
@pytest.mark.parametrize("test", PASSES)
def test_without_a_positive_base_there_is_no_rate(before: str, test: Test) -> None:
    found = judged(Compare(GROWTH, test, param("rate", percent(-100))), Decimal(5), Decimal(before))
    assert (found.outcome, found.found, found.missing) == ("fail", None, ())
    assert (
        judged(Compare(Quotient(OUTPUT, BEFORE), test, param("x", yuan(1))), Decimal(5), Decimal(before)).outcome
        == "fail"
    )


def test_a_missing_figure_is_named_and_never_zero() -> None:
    condition = Compare(GROWTH, "lt", param("rate", percent(5)))
    assert judged(condition, Decimal(5)).missing == ("gross_output_last_year",)
    assert judged(condition, None).missing == ("gross_output", "gross_output_last_year")
    assert {judged(condition, Decimal(5)).outcome, judged(condition, None).outcome} == {"unknown"}


def test_a_figure_known_to_be_absent_meets_no_comparison() -> None:
    known = {"gross_output": FactValue(Decimal(5)), "gross_output_last_year": FactValue(None, "今年投产")}
    found = check(Compare(GROWTH, "ge", param("rate", percent(0))), known, YEAR)
    assert (found.outcome, found.source, found.missing) == ("fail", "今年投产", ())


def test_a_difference_names_the_sources_of_both_figures() -> None:
    known = {"gross_output": FactValue(Decimal(9), "月报"), "gross_output_last_year": FactValue(Decimal(5), "上年月报")}
    found = check(Compare(Minus(OUTPUT, BEFORE), "ge", param("x", yuan(4))), known, YEAR)
    assert (found.outcome, found.found, found.source) == ("pass", "4元", "月报; 上年月报")


def test_a_text_where_a_figure_belongs_is_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError, match="fact gross_output is str, a Decimal is needed"):
        check(Compare(OUTPUT, "ge", param("x", yuan(1))), {"gross_output": FactValue("5")}, YEAR)


BANDS = Bands(
    OUTPUT,
    GROWTH,
    "ge",
    (
        Band(param("a", wan(2_000)), param("growth-a", percent(25))),
        Band(param("b", wan(5_000)), param("growth-b", percent(20))),
        Band(param("c", yi(1)), param("growth-c", percent(15))),
        Band(param("d", yi(5)), param("growth-d", percent(10))),
    ),
)
DEMANDS = {20_000_000: 25, 50_000_000: 20, 100_000_000: 15, 500_000_000: 10}


def demanded(output: Decimal) -> int | None:
    return next((rate for bound, rate in sorted(DEMANDS.items(), reverse=True) if output >= bound), None)


@pytest.mark.parametrize("bound", DEMANDS)
@pytest.mark.parametrize("step", ["-0.01", "0", "0.01"])
def test_a_bracket_takes_its_lower_bound_and_leaves_its_upper(bound: int, step: str) -> None:
    output = bound + Decimal(step)
    rate = demanded(output)
    for growth in (9, 10, 14, 15, 19, 20, 24, 25, 26):
        # The growth is made exactly, so that the output stays at the bound.
        condition = Bands(OUTPUT, Minus(BEFORE, param("zero", percent(0))), "ge", BANDS.bands)
        found = judged(condition, output, Decimal(growth) / 100)
        assert (found.outcome == "pass") == (rate is not None and growth >= rate)


@given(output=st.decimals("0.01", "2000000000", places=2), growth=st.decimals("-50", "60", places=1))
def test_exactly_one_bracket_decides(output: Decimal, growth: Decimal) -> None:
    with localcontext(prec=60):
        before = output * 100 / (100 + growth)
        assume(before * (100 + growth) == output * 100)
    rate = demanded(output)
    assert (judged(BANDS, output, before).outcome == "pass") == (rate is not None and growth >= rate)


def test_below_the_lowest_bracket_the_lowest_bound_is_what_was_wanted() -> None:
    found = judged(BANDS, Decimal("19999999.99"), Decimal(1))
    assert (found.outcome, found.wanted, found.found) == ("fail", "≥ 2000万元", "19999999.99元")


def test_a_bracket_says_which_one_decided_and_where_its_figures_came_from() -> None:
    known = {
        "gross_output": FactValue(Decimal(120_000_000), "月报"),
        "gross_output_last_year": FactValue(Decimal(100_000_000), "上年月报"),
    }
    found = check(BANDS, known, YEAR)
    assert found.wanted == "≥ 15% (工业总产值 120000000元 ≥ 1亿元)"
    assert (found.outcome, found.found, found.source) == ("pass", "20%", "月报; 月报; 上年月报")


def test_an_unknown_output_makes_the_bracket_unknown_and_names_all_that_lacks() -> None:
    assert judged(BANDS, None, Decimal(5)).missing == ("gross_output",)
    assert judged(BANDS, None).missing == ("gross_output", "gross_output_last_year")
    assert judged(BANDS, Decimal(30_000_000)).missing == ("gross_output_last_year",)


def test_an_output_known_to_be_absent_is_in_no_bracket() -> None:
    assert check(BANDS, {"gross_output": FactValue(None)}, YEAR).outcome == "fail"
