"""Each check of spans and dates, violated alone."""

from datetime import date
from typing import Any

import pytest

from gongjian import Declarations, Span
from gongjian.conformance import check_city

from .mini_city import FIRST, LAST, PLAN, mini_city, with_dated, with_incentive, with_target

EARLIER, LATER = date(2023, 12, 31), date(2026, 1, 1)
PHASES = mini_city().phases


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (with_target("growth", period=Span(LAST, FIRST)), "growth has no proper period"),
        (with_target("growth", period=Span(FIRST, None)), "growth has no proper period"),
        (with_target("growth", period=Span(EARLIER, LAST)), "growth leaves the span of mini-2024"),
        (with_target("growth", period=Span(FIRST, LATER)), "growth leaves the span of mini-2024"),
        (with_target("growth", due=LATER), "growth is due outside the span of mini-2024"),
        (with_target("growth", due=EARLIER), "growth is due outside the span of mini-2024"),
        (with_dated("phases", "start", to=date(2023, 1, 1)), "start ends before it starts"),
        (with_dated("phases", "end", to=LATER), "end leaves the span of mini-2024"),
        (with_dated("phases", "start", from_=EARLIER), "start leaves the span of mini-2024"),
        (with_dated("duties", "study", from_=LAST, to=FIRST), "study ends before it starts"),
        (with_dated("duties", "study", to=LATER), "study leaves the span of mini-2024"),
        (mini_city(phases=PHASES[::-1]), "the phases of mini-2024 are not in order"),
        (with_incentive("output", valid=Span(LAST, FIRST)), "output ends before it starts"),
        (with_dated("funds", "fund-2024", year=2023), "fund-2024 is of 2023, outside mini-2024"),
        (with_dated("funds", "fund-2024", year=2026), "fund-2024 is of 2026, outside mini-2024"),
    ],
)
def test_a_date_outside_its_span_is_one_problem(said: Declarations, problem: str) -> None:
    (found,) = check_city(said)
    assert problem in str(found)


@pytest.mark.parametrize("changes", [{"period": Span(EARLIER, LATER)}, {"due": LATER}])
def test_a_period_that_the_document_states_may_leave_the_plan(changes: dict[str, Any]) -> None:
    assert check_city(with_target("growth", due_stated=True, **changes)) == ()


@pytest.mark.parametrize(
    "said",
    [
        with_target("growth", due=FIRST),
        with_target("growth", due=LAST, period=Span(LAST, LAST)),
        with_incentive("output", valid=Span(FIRST, FIRST)),
        with_incentive("output", valid=Span(None, None)),
        with_dated("phases", "start", to=FIRST),
        with_dated("duties", "study", from_=LAST),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_span_and_a_single_day_is_one(said: Declarations) -> None:
    assert check_city(said) == ()


def test_a_target_without_a_due_date_is_allowed() -> None:
    assert check_city(with_target("growth", due=None)) == ()


def test_a_plan_ends_after_it_starts() -> None:
    turned = mini_city(plans=(PLAN.__class__(**{**vars(PLAN), "from_": LAST, "to": FIRST}),))
    assert "plan mini-2024 ends before it starts" in [problem.what for problem in check_city(turned)]


@pytest.mark.parametrize(
    ("frequency", "rule", "problem"),
    [
        ("monthly", None, "study recurs without a recurrence rule"),
        ("once", "FREQ=YEARLY", "study is once and has a recurrence rule"),
        ("as_needed", "FREQ=YEARLY", "study is as_needed and has a recurrence rule"),
        ("monthly", "BYMONTHDAY=-1;FREQ=MONTHLY", "which does not begin with FREQ"),
        ("monthly", "FREQ=HOURLY", "which does not begin with FREQ"),
        ("monthly", "FREQ=MONTHLY;FREQ=MONTHLY", "names a part twice"),
        ("monthly", "FREQ=MONTHLY;BYMONTHDAY=32", "study has BYMONTHDAY=32"),
        ("monthly", "FREQ=MONTHLY;BYMONTHDAY=0", "study has BYMONTHDAY=0"),
        ("yearly", "FREQ=YEARLY;BYMONTH=13", "study has BYMONTH=13"),
        ("monthly", "FREQ=MONTHLY;UNTIL=20241231", "study has UNTIL=20241231"),
        ("monthly", "FREQ=MONTHLY;BYDAY=1XX", "study has BYDAY=1XX"),
        ("monthly", "FREQ=MONTHLY;", "study has ="),
    ],
)
def test_a_rule_that_calendars_cannot_read_is_one_problem(frequency: str, rule: str | None, problem: str) -> None:
    (found,) = check_city(with_dated("duties", "study", frequency=frequency, rrule=rule))
    assert problem in str(found)


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=-1FR"]
)
def test_a_rule_that_calendars_read_is_allowed(rule: str) -> None:
    assert check_city(with_dated("duties", "study", rrule=rule)) == ()
