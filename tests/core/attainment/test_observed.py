"""Which observation speaks for a target, and how several make one figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.core.attainment.declared_city import INDICATORS, make

from gongjian import Baseline, Period, Target, at_least, at_most, percent, points, quantity, yi
from gongjian.quantity import unit as known_unit
from gongjian_core.attainment.figures import Observed, Series
from gongjian_core.attainment.frame import Frame, frame_of
from gongjian_core.attainment.observed import read
from gongjian_core.attainment.reasons import ReasonCode
from gongjian_core.attainment.rules import Actual

END = date(2024, 12, 31)


def seen(period: str, value: str, unit: str) -> Observed:
    number = Decimal(value)
    return Observed(
        Series("x", "", "city", ""), Period.parse(period), number, number * known_unit(unit).factor, unit, 1
    )


def actual(target: Target, on: date, unit: str, **values: str) -> Actual:
    """The actual value; observations are given as `_2024_H1="250"`."""
    indicator = INDICATORS[target.indicator]
    frame = frame_of(target, indicator, on)
    assert isinstance(frame, Frame)
    found = [seen(name[1:].replace("_", "-").replace("to", ".."), value, unit) for name, value in values.items()]
    return read(target, indicator, frame, found)


def codes(found: Actual) -> list[ReasonCode]:
    return [reason.code for reason in found.reasons]


def level(**more: Any) -> Target:
    return make("t", at_least(yi(100)), kind="level", indicator="gdp", **more)


def test_the_latest_year_to_date_inside_the_period_and_not_later_than_the_day_is_read() -> None:
    known = {"_2024_Q1": "20", "_2024_H1": "45", "_2024_Q2": "25", "_2023": "90"}
    assert actual(level(), date(2024, 6, 29), "亿元", **known).value == 20
    assert actual(level(), date(2024, 6, 30), "亿元", **known).value == 45
    assert codes(actual(level(), date(2024, 2, 1), "亿元", **known)) == [ReasonCode.MISSING_OBSERVATION]


def test_a_year_that_is_over_but_not_closed_says_so() -> None:
    found = actual(level(), END, "亿元", _2024_01to11="92")
    assert (found.value, found.through, codes(found)) == (Decimal(92), date(2024, 11, 30), [ReasonCode.INTERIM])


def test_units_of_one_dimension_convert_and_others_do_not_compare() -> None:
    assert actual(level(), END, "万元", _2024="1000000").value == 100
    assert codes(actual(level(), END, "%", _2024="5")) == [ReasonCode.NOT_COMPARABLE]


def test_an_increment_over_years_adds_the_years_and_misses_none() -> None:
    target = make("t", at_least(yi(100)), kind="increment", indicator="gdp", period="2022..2024")
    found = actual(target, date(2024, 8, 1), "亿元", _2022="10", _2023="20", _2024_H1="7", _2023_H1="9")
    assert (found.value, found.through, len(found.inputs)) == (Decimal(37), date(2024, 6, 30), 3)
    assert codes(actual(target, END, "亿元", _2022="10", _2024="20")) == [ReasonCode.MISSING_PERIOD]
    assert codes(actual(target, END, "亿元", _2023="10", _2024="20")) == [ReasonCode.MISSING_OBSERVATION]
    assert actual(target, END, "亿元", _2022to2024="99", _2022="1").value == 99
    assert actual(target, date(2024, 1, 15), "亿元", _2022="10", _2023="20").value == 30


def test_rates_over_years_are_never_added() -> None:
    target = make("t", at_least(percent(10)), kind="increment", indicator="gdp_growth", period="2022..2024")
    assert actual(target, END, "%", _2021="3", _2024="5").value is None


def test_a_yearly_average_is_the_compound_average_to_date() -> None:
    target = make("t", at_least(percent(8)), kind="growth", indicator="gdp_growth", period="2022..2024")
    assert actual(target, END, "%", _2022="8", _2023="8", _2024="8").value == 8
    found = actual(target, date(2023, 12, 31), "%", _2022="10", _2023="21")
    assert found.value is not None
    assert abs(found.value / 100 + 1 - Decimal("1.331").sqrt()) < Decimal("1e-15")
    assert codes(actual(target, END, "%", _2022="8", _2024="8")) == [ReasonCode.MISSING_PERIOD]
    assert codes(actual(target, END, "%")) == [ReasonCode.MISSING_OBSERVATION]


def test_a_level_by_the_last_year_takes_that_years_figure_in_the_end() -> None:
    target = level(period="2022..2024")
    assert actual(target, date(2023, 12, 31), "亿元", _2023="80", _2024="90").value == 80
    assert actual(target, END, "亿元", _2023="120", _2024="90").value == 90
    frame = frame_of(target, INDICATORS["gdp"], date(2023, 12, 31))
    assert isinstance(frame, Frame)
    assert (frame.interim, frame.final, frame.period) == (True, False, Period.parse("2023"))


def test_a_stock_is_the_last_one_closed_by_the_day() -> None:
    target = make("t", at_least(quantity(10, "个")), kind="level", indicator="base_stations_5g")
    assert actual(target, date(2024, 7, 1), "个", _2024_05="7", _2024_06="8", _2024_07="9").value == 8
    assert actual(target, END, "个", _2024="11", _2024_11="9").value == 11


def test_an_increment_of_a_share_is_counted_from_the_year_before() -> None:
    target = make("t", at_least(points(2)), kind="increment", indicator="industry_share_of_gdp")
    found = actual(target, END, "%", _2023="14.2", _2024="16.3")
    assert (found.value, found.start) == (Decimal("2.1"), Decimal(0))
    assert actual(target, END, "%", _2023_12="14.2", _2024="16.3").value == Decimal("2.1")
    assert actual(target, END, "个百分点", _2024="1.5").value == Decimal("1.5")
    assert codes(actual(target, END, "%", _2024="16.3")) == [ReasonCode.NO_BASELINE]


def test_a_doubling_is_a_multiple_of_the_base_years_figure() -> None:
    base = Baseline(Period.parse("2021"), Decimal(50), "multiple")
    target = make("t", at_least(quantity(2, "倍")), kind="level", indicator="gdp", baseline=base, period="2022..2024")
    found = actual(target, END, "亿元", _2024="75")
    assert (found.value, found.start) == (Decimal("1.5"), Decimal(1))
    assert actual(target, date(2024, 6, 30), "亿元", _2024_H1="40", _2021_H1="20").value == 2


def test_a_fall_is_a_change_in_percent_of_the_baseline() -> None:
    base = Baseline(Period.parse("2023"), None, "change_percent")
    target = make("t", at_most(percent(-6)), kind="level", indicator="energy_use", baseline=base)
    assert actual(target, END, "万吨标准煤", _2023="200", _2024="188").value == -6
    assert codes(actual(target, END, "万吨标准煤", _2024="188")) == [ReasonCode.NO_BASELINE]


def test_a_change_from_a_baseline_that_nobody_knows_has_no_start() -> None:
    base = Baseline(Period.parse("2023"), None, "change_points")
    target = make("t", at_least(points(2)), kind="increment", indicator="industry_share_of_gdp", baseline=base)
    assert actual(target, END, "%").start is None
    assert actual(target, END, "%", _2023="14").start == 0
    assert codes(actual(target, END, "%", _2024="16")) == [ReasonCode.NO_BASELINE]


def test_growth_follows_from_two_levels_of_the_same_months() -> None:
    target = make("t", at_least(percent(12)), kind="growth", indicator="gross_output")
    assert actual(target, date(2024, 6, 30), "元", _2024_H1="112", _2023_H1="100", _2023="300").value == 12
    assert codes(actual(target, date(2024, 6, 30), "元", _2024_H1="112", _2023_H1="0")) == [ReasonCode.ZERO_DENOMINATOR]


@pytest.mark.parametrize(("on", "value"), [(date(2024, 4, 30), 3), (date(2024, 5, 31), 5)])
def test_a_monthly_target_reads_the_figure_of_the_month(on: date, value: int) -> None:
    target = make("t", at_least(quantity(1, "场")), recurrence="monthly", indicator="new_base_stations_5g")
    known = {"_2024_04": "3", "_2024_05": "5", "_2024_01to04": "9"}
    assert actual(target, on, "个", **known).value == value
