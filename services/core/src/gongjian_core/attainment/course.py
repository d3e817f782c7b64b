"""What a target's value should be by a day (序时进度): how it comes about decides. Pure."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final, Literal

from gongjian import Growth, Indicator, Period, PerUnit, Share, Target
from gongjian.quantity import EXACT
from gongjian.quantity import unit as known_unit

from .frame import is_stock

Course = Literal["accumulates", "holds", "linear", "event"]
FOUR: Final = Decimal("0.0001")
_EVENTS: Final = frozenset({"rank", "milestone", "qualitative"})
_HOLDING: Final = frozenset({"growth", "share", "ratio"})


def course_of(target: Target, indicator: Indicator) -> Course:
    """`accumulates` from zero, `holds` at any date, goes `linear` from a baseline, or is an `event`."""
    if target.kind in _EVENTS or target.comparator in ("rank_le", "none"):
        return "event"
    if target.baseline is not None:
        return "linear"
    if target.kind in _HOLDING or isinstance(target.measure, (Share, Growth, PerUnit)):
        return "holds"
    if target.kind == "increment":
        return "accumulates"
    if known_unit(indicator.unit).dimension in ("ratio", "points"):
        return "holds"
    return "linear" if is_stock(target, indicator) else "accumulates"


def expected(course: Course, value: Decimal, start: Decimal | None, period: Period, day: date) -> Decimal | None:
    """What should be reached by the day; None for events and where the start is unknown."""
    if course == "event" or (course == "linear" and start is None):
        return None
    if course == "holds":
        return value
    begin = start if course == "linear" and start is not None else Decimal(0)
    with localcontext(EXACT):
        reached = begin + (value - begin) * Decimal(Period(period.first, min(day, period.last)).days) / period.days
        return (begin if day < period.first else reached).quantize(FOUR, ROUND_HALF_UP)


def continued(actual: Decimal, period: Period, day: date) -> Decimal | None:
    """Where what accumulates ends at the pace so far; None once the period is over or before a month of it passed."""
    if day >= period.last or day < period.first or not _a_month_has_passed(period.first, day):
        return None
    with localcontext(EXACT):
        return (actual * period.days / Period(period.first, day).days).quantize(FOUR, ROUND_HALF_UP)


def _a_month_has_passed(first: date, day: date) -> bool:
    month, year = first.month % 12 + 1, first.year + first.month // 12
    return day.toordinal() >= date(year, month, 1).toordinal() + first.day - 2
