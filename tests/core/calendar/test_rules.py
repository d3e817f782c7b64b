"""Occurrences and states, on the days around every edge."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calendar.declared_city import DUTIES, PHASES, PLAN

from gongjian import Duty
from gongjian_core.calendar.rules import (
    Occurrence,
    between,
    due_days,
    fulfilled,
    fulfilment_fault,
    occurrences,
    of_duty,
    period_around,
    series_of,
    state_of,
    uid_of,
)

BY_ID = {duty.id: duty for duty in DUTIES}
TODAY = date(2026, 11, 25)


def day(text: str) -> date:
    return date.fromisoformat(text)


def state(occurrence: Occurrence, done: list[str], on: str) -> str:
    return state_of(occurrence, fulfilled(occurrence, [day(text) for text in done], day(on)), day(on))


@pytest.mark.parametrize(
    ("id", "first", "last", "number"),
    [
        ("ten-days", "2024-02-10", "2024-12-31", 33),
        ("meeting", "2024-01-31", "2024-12-31", 12),
        ("quarterly", "2024-03-31", "2024-12-31", 4),
        ("half-yearly", "2024-06-30", "2024-12-31", 2),
        ("list", "2024-01-31", "2024-01-31", 1),
        ("twice", "2024-01-05", "2024-12-20", 24),
        ("plan", "2024-03-15", "2024-03-15", 1),
    ],
)
def test_a_duty_falls_due_on_the_days_of_its_rule_inside_its_span(id: str, first: str, last: str, number: int) -> None:
    days = due_days(BY_ID[id])
    assert (days[0], days[-1], len(days)) == (day(first), day(last), number)


def test_what_is_done_as_needed_is_due_on_no_day() -> None:
    assert due_days(BY_ID["needed"]) == []
    assert list(of_duty(BY_ID["needed"])) == []


def test_the_last_day_of_february_is_the_twenty_ninth_in_a_leap_year() -> None:
    assert day("2024-02-29") in due_days(BY_ID["meeting"])
    assert day("2024-02-29") in due_days(BY_ID["ten-days"])


@given(st.sampled_from([duty for duty in DUTIES if duty.frequency not in ("once", "as_needed")]), st.dates())
def test_a_day_lies_in_the_period_around_it(duty: Duty, when: date) -> None:
    period = period_around(duty, when)
    assert period is not None
    assert when in period
    assert period.text is not None
    assert period_around(duty, period.first) == period == period_around(duty, period.last)


def test_several_days_of_one_period_share_the_times() -> None:
    first, second = list(of_duty(BY_ID["twice"]))[:2]
    assert (first.times, second.times, first.period) == (2, 3, second.period)


@pytest.mark.parametrize(
    ("done", "on", "expected"),
    [
        ([], "2024-05-31", "open"),
        ([], "2024-06-01", "due"),
        ([], "2024-06-30", "due"),
        ([], "2024-07-01", "overdue"),
        (["2024-06-01"], "2024-07-01", "overdue"),
        (["2024-06-01", "2024-06-30"], "2024-06-30", "fulfilled"),
        (["2024-06-01", "2024-06-30"], "2024-06-29", "due"),
        (["2024-05-31", "2024-06-01"], "2024-07-01", "overdue"),
        (["2024-06-02", "2024-07-01"], "2024-07-02", "overdue"),
        (["2024-06-01", "2024-06-01", "2024-06-02"], "2024-06-03", "fulfilled"),
    ],
)
def test_fulfilments_count_for_the_period_that_their_day_lies_in(done: list[str], on: str, expected: str) -> None:
    june = next(one for one in of_duty(BY_ID["meeting"]) if one.first == day("2024-06-30"))
    assert state(june, done, on) == expected


@pytest.mark.parametrize(
    ("done", "on", "expected"),
    [
        ([], "2024-02-29", "open"),
        ([], "2024-03-01", "due"),
        ([], "2024-03-15", "due"),
        ([], "2024-03-16", "overdue"),
        (["2024-01-20"], "2024-02-01", "fulfilled"),
        (["2024-04-02"], "2024-04-01", "overdue"),
        (["2024-04-02"], "2024-04-02", "fulfilled"),
    ],
)
def test_what_is_due_once_is_fulfilled_by_any_day(done: list[str], on: str, expected: str) -> None:
    (only,) = of_duty(BY_ID["plan"])
    assert state(only, done, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2023-12-31", "ahead"), ("2024-01-01", "running"), ("2024-03-31", "running"), ("2024-04-01", "over")],
)
def test_a_phase_runs_from_its_first_day_to_its_last(on: str, expected: str) -> None:
    assert state(occurrences(PHASES, ())[0], [], on) == expected


def test_a_span_takes_what_touches_it() -> None:
    found = occurrences(PHASES, DUTIES)
    march = between(found, day("2024-03-31"), day("2024-03-31"))
    assert [one.declared.id for one in march] == ["start", "year", "ten-days", "meeting", "quarterly"]
    assert [one.declared.id for one in between(found, day("2025-01-01"), None)] == []
    assert [one.declared.id for one in between(found, None, day("2023-12-31"))] == []
    assert between(found, None, None) == found


def test_uids_are_unique_and_name_their_series() -> None:
    found = occurrences(PHASES, DUTIES)
    uids = [uid_of("aa", one) for one in found]
    assert len(set(uids)) == len(uids)
    assert uid_of("aa", next(of_duty(BY_ID["meeting"]))) == "aa.duty.meeting.2024-01-31@gongjian"
    assert uid_of("aa", next(of_duty(BY_ID["plan"]))) == series_of("aa", BY_ID["plan"]) == "aa.duty.plan@gongjian"
    assert uid_of("aa", found[0]) == "aa.phase.start@gongjian"


@pytest.mark.parametrize(
    ("id", "when", "wrong"),
    [
        ("meeting", "2024-01-01", False),
        ("meeting", "2023-12-31", True),
        ("meeting", "2025-01-01", True),
        ("ten-days", "2024-02-01", False),
        ("ten-days", "2024-01-31", True),
        ("plan", "2024-01-01", False),
        ("plan", "2025-06-01", False),
        ("plan", "2023-12-31", True),
        ("needed", "2024-12-31", False),
        ("needed", "2025-01-01", True),
    ],
)
def test_a_fulfilment_counts_for_some_period_or_is_refused(id: str, when: str, wrong: bool) -> None:
    assert (fulfilment_fault(BY_ID[id], PLAN, day(when), TODAY) is not None) == wrong


def test_a_fulfilment_does_not_lie_in_the_future() -> None:
    meeting = BY_ID["meeting"]
    assert fulfilment_fault(meeting, PLAN, day("2024-06-02"), day("2024-06-02")) is None
    assert "future" in (fulfilment_fault(meeting, PLAN, day("2024-06-03"), day("2024-06-02")) or "")


def test_periods_do_not_overlap() -> None:
    for duty in DUTIES:
        periods = sorted({one.period for one in of_duty(duty) if one.period})
        assert all(a.last + timedelta(days=1) <= b.first for a, b in pairwise(periods))
