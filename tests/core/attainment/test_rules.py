"""Met, ratio, expected by now, light and forecast at and around every boundary."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.attainment.declared_city import INDICATORS, make

from gongjian import (
    Baseline,
    Indicator,
    Period,
    Target,
    about,
    at_least,
    at_most,
    between,
    exactly,
    indicator,
    less_than,
    more_than,
    no_figure,
    percent,
    quantity,
    rank_within,
    yi,
)
from gongjian_core.attainment.entity import Attainment
from gongjian_core.attainment.frame import Frame, frame_of
from gongjian_core.attainment.reasons import TEXTS, Reason, ReasonCode
from gongjian_core.attainment.rules import Actual, attain

ON = date(2024, 6, 30)
END = date(2024, 12, 31)
FLOW = INDICATORS["gdp"]
RATE = INDICATORS["gdp_growth"]
STEP = Decimal("0.000001")
figures = st.decimals("-1000", "1000", places=6)


def judge(
    target: Target,
    value: Any,
    on: date = ON,
    about_it: Indicator = FLOW,
    start: Any = None,
    through: date | None = None,
) -> Attainment:
    frame = frame_of(target, about_it, on)
    number = None if value is None else Decimal(value)
    begin = None if start is None else Decimal(start)
    return attain(target, about_it, frame, Actual(number, through, begin), on)


def _says(comparator: Any, value: Decimal) -> Target:
    return make("t", comparator(yi(value)), kind="level", indicator="gdp")


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [
        (at_least, False, True, True),
        (more_than, False, False, True),
        (at_most, True, True, False),
        (less_than, True, False, False),
        (exactly, False, True, False),
        (about, None, True, True),
    ],
)
@given(value=figures)
def test_each_comparator_holds_below_at_and_above(
    comparator: Any, below: bool | None, at: bool, above: bool, value: Decimal
) -> None:
    target = _says(comparator, value)
    assert [judge(target, value + step).met for step in (-STEP, Decimal(0), STEP)] == [below, at, above]


def test_about_has_no_tolerance_and_says_so() -> None:
    assert judge(_says(about, Decimal(100)), "99.9").reasons == [ReasonCode.ABOUT_WITHOUT_TOLERANCE]


def test_a_range_is_met_from_its_lower_end_and_for_counts_beyond_its_upper_end() -> None:
    counted = make("t", between(quantity(1, "个"), quantity(2, "个")))
    assert [judge(counted, value).met for value in ("0", "1", "2", "3")] == [False, True, True, True]
    assert judge(counted, "3").reasons == [ReasonCode.ABOVE_RANGE]
    share = make("t", between(percent(10), percent(20)), kind="share", indicator="gdp_growth")
    assert [judge(share, value, about_it=RATE).met for value in ("9", "10", "20", "21")] == [False, True, True, False]
    assert judge(share, "15", about_it=RATE).ratio is None


@given(actual=figures, value=figures.filter(bool))
def test_the_ratio_of_a_rising_figure_is_actual_over_target_half_up(actual: Decimal, value: Decimal) -> None:
    ratio = judge(_says(at_least, value), actual).ratio
    assert ratio is not None
    assert Decimal(ratio) == (actual / value).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def test_a_target_of_zero_has_no_ratio_but_a_light() -> None:
    accidents = make("t", at_most(quantity(0, "个")), kind="count")
    assert judge(accidents, "0", start=0).ratio is None
    assert ReasonCode.ZERO_TARGET in judge(accidents, "0", start=0).reasons
    assert judge(accidents, "0").light == "green"
    assert judge(accidents, "1").light == "red"


def test_a_falling_figure_counts_the_way_from_its_baseline() -> None:
    fall = make(
        "t", at_most(percent(-6)), kind="level", indicator="gdp_growth",
        baseline=Baseline(Period.parse("2023"), None, "change_percent"),
    )  # fmt: skip
    found = judge(fall, "-3", END, RATE, start=0)
    assert (found.ratio, found.met, found.expected_by_now, found.light) == ("0.5", False, "-6", "red")
    assert judge(fall, "-6", END, RATE, start=0).met is True
    assert judge(fall, "-5", END, RATE, start=0).light == "yellow"  # short by 1 of 6
    assert judge(fall, "-3", END, RATE).reasons == [ReasonCode.NO_BASELINE]


def test_a_doubling_runs_from_one_to_two() -> None:
    double = make(
        "t", at_least(quantity(2, "倍")), kind="level", baseline=Baseline(Period.parse("2021"), Decimal(10), "multiple")
    )
    found = judge(double, "1.5", END, start=1)
    assert (found.ratio, found.expected_by_now, found.gap) == ("0.5", "2", "0.5")


@given(day=st.dates(date(2024, 1, 1), END), value=st.decimals("0.01", "100000", places=2))
def test_what_accumulates_is_expected_by_days(day: date, value: Decimal) -> None:
    found = judge(_says(at_least, value), "0", END, through=day)
    days = (day - date(2024, 1, 1)).days + 1
    assert found.expected_by_now is not None
    assert Decimal(found.expected_by_now) == (value * days / 366).quantize(Decimal("0.0001"), ROUND_HALF_UP)


@pytest.mark.parametrize("kind", ["growth", "share", "ratio"])
@given(on=st.dates(date(2024, 1, 1), END))
def test_what_does_not_accumulate_is_expected_whole_on_any_day(kind: str, on: date) -> None:
    target = make("t", at_least(percent(12)), kind=kind, indicator="gdp_growth")
    assert judge(target, "1", on, RATE).expected_by_now == "12"
    assert judge(target, "12", on, RATE).forecast is None


def test_a_stock_needs_a_baseline_to_know_what_is_expected() -> None:
    stock = make("t", at_least(quantity(1550, "个")), kind="level", indicator="base_stations_5g")
    found = judge(stock, "1550", ON, INDICATORS["base_stations_5g"])
    assert (found.met, found.ratio, found.expected_by_now, found.light) == (True, "1", None, "grey")
    assert found.reasons == [ReasonCode.NO_BASELINE]


@pytest.mark.parametrize(
    ("actual", "light"),
    [("100", "green"), ("101", "green"), ("99.999999", "yellow"), ("80", "yellow"), ("79.999999", "red"), ("0", "red")],
)
def test_lights_change_at_no_shortfall_and_at_a_fifth_of_the_target(actual: str, light: str) -> None:
    assert judge(_says(at_least, Decimal(100)), actual, END).light == light
    turned = str(200 - Decimal(actual))
    assert judge(_says(at_most, Decimal(100)), turned, END).light == light


def test_ranks_and_milestones_are_grey_until_due() -> None:
    rank = make("t", rank_within(quantity(3, "位")), kind="rank", indicator="rank")
    standing = indicator("rank", "位次", "Rank", "位", "share")
    assert [judge(rank, "3", on, standing).light for on in (ON, END)] == ["grey", "green"]
    assert judge(rank, "4", END, standing).light == "red"
    assert judge(rank, "3", END, standing).ratio is None
    word = make("t", no_figure(), kind="qualitative")
    found = judge(word, None, END)
    assert (found.met, found.light, found.reasons) == (None, "grey", [ReasonCode.NO_FIGURE])


def test_nothing_known_is_null_and_grey_and_never_zero() -> None:
    found = judge(_says(at_least, Decimal(100)), None)
    assert (found.actual, found.met, found.ratio, found.gap, found.light) == (None, None, None, None, "grey")
    assert found.expected_by_now == "49.7268"


def test_a_forecast_continues_the_pace_once_a_month_has_passed_and_until_the_end() -> None:
    target = _says(at_least, Decimal(366))
    assert judge(target, "31", date(2024, 1, 30)).forecast is None
    found = judge(target, "31", date(2024, 1, 31)).forecast
    assert found is not None
    assert found.value == "366"
    assert judge(target, "31", END).forecast is None


def test_final_is_the_last_day_of_the_period() -> None:
    target = _says(at_least, Decimal(1))
    assert [judge(target, "1", day).final for day in (END - timedelta(days=1), END)] == [False, True]


def test_a_yearly_target_is_judged_in_the_year_of_the_day_and_only_inside_the_plan() -> None:
    yearly = make("t", at_least(quantity(5, "个")), recurrence="yearly", period="2022..2024")
    frame = frame_of(yearly, FLOW, date(2023, 3, 1))
    assert isinstance(frame, Frame)
    assert frame.period == Period.parse("2023")
    assert frame_of(yearly, FLOW, date(2025, 1, 1)) == Reason(ReasonCode.OUTSIDE_PLAN)


def test_every_reason_has_a_text_in_both_languages() -> None:
    assert set(TEXTS) == set(ReasonCode)
    assert all(chinese and english for chinese, english in TEXTS.values())
