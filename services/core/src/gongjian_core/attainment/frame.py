"""Over which days a target is judged on a given day. Pure.

A yearly target is judged over the year of that day; a level, share or ratio promised "by 2026" over one year at a
time, 2026 deciding in the end; counts and increments over their whole span.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongjian import Indicator, Period, Target

from .reasons import Reason, ReasonCode

_MONTHS = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}
_ONE_YEAR_KINDS = frozenset({"level", "share", "ratio", "rank"})


@dataclass(frozen=True)
class Frame:
    """`period`: the days that time is counted over; `figures`: those that events and observations are taken from.

    `interim`: an earlier year stands in for the one that decides; `averaged`: an average over the years is meant.
    """

    period: Period
    figures: Period
    on: date
    interim: bool = False
    averaged: bool = False

    @property
    def day(self) -> date:
        """The last day that counts: `on`, or the period's end when that has passed."""
        return min(self.on, self.figures.last)

    @property
    def seen(self) -> Period:
        """The part of it that has passed on the day."""
        return Period(self.figures.first, self.day)

    @property
    def final(self) -> bool:
        """Whether the period is over, so that only corrections can change the figure."""
        return self.on >= self.period.last and not self.interim


def span_of(target: Target) -> Period | None:
    """The target's period, or None when the document leaves an end open."""
    first, last = target.period.from_, target.period.to
    return None if first is None or last is None else Period(first, last)


def frame_of(target: Target, indicator: Indicator, on: date) -> Frame | Reason:
    """The frame of a target on a day, or why there is none."""
    span = span_of(target)
    if span is None:
        return Reason(ReasonCode.UNDATED)
    if target.recurrence in _MONTHS:
        turn = _turn(_MONTHS[target.recurrence], on)
        if turn.last < span.first or turn.first > span.last:
            return Reason(ReasonCode.OUTSIDE_PLAN)
        part = Period(max(turn.first, span.first), min(turn.last, span.last))
        return Frame(part, part, on)
    if on < span.first:
        return Reason(ReasonCode.NOT_BEGUN)
    if span.year is not None:
        return Frame(span, span, on)
    if target.kind == "growth":
        return Frame(span, span, on, averaged=True)
    if takes_one_year(target, indicator):
        day = min(on, span.last)
        year = Period(max(date(day.year, 1, 1), span.first), min(date(day.year, 12, 31), span.last))
        over_all_years = target.baseline is not None or is_stock(target, indicator)
        return Frame(span if over_all_years else year, year, on, interim=day.year != span.last.year)
    return Frame(span, span, on)


def turns_of(span: Period, recurrence: str | None) -> tuple[Period, ...]:
    """The periods that a target is judged over, one after the other: the turns of a recurring one, else its span."""
    if recurrence not in _MONTHS:
        return (span,)
    turns = [_turn(_MONTHS[recurrence], span.first)]
    while turns[-1].last < span.last:
        turns.append(_turn(_MONTHS[recurrence], turns[-1].last + timedelta(days=1)))
    return tuple(turns)


def takes_one_year(target: Target, indicator: Indicator) -> bool:
    """Whether a target over several years is judged by one year's figure, and not by their total."""
    return target.kind in _ONE_YEAR_KINDS or target.baseline is not None or is_stock(target, indicator)


def is_stock(target: Target, indicator: Indicator) -> bool:
    """Whether the figure stands on a day and does not accumulate."""
    return indicator.accumulation == "stock" and target.kind in ("level", "count")


def _turn(months: int, on: date) -> Period:
    start = (on.month - 1) // months * months + 1
    return Period.months(on.year, start, start + months - 1)
