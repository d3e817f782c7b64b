"""Phases and duties as dated occurrences, and what fulfils them. Pure.

A duty falls due on the days of its recurrence rule inside its span. Fulfilments of the period that holds such a day
(the 旬, month, quarter, half-year or year of its frequency) count for it; what is due once is fulfilled by any. A duty
that is done as needed falls due on no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Final

from dateutil.rrule import rrulestr

from gongjian import Duty, Period, Phase, Plan

from .entity import Kind, State

_MONTHS: Final = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
DOMAIN: Final = "gongjian"


@dataclass(frozen=True)
class Occurrence:
    """A phase, or one day on which a duty is due; `period` and `times` say which fulfilments make it fulfilled."""

    declared: Phase | Duty
    first: date
    last: date
    period: Period | None = None
    times: int = 0

    @property
    def kind(self) -> Kind:
        """Phase or duty."""
        return "duty" if isinstance(self.declared, Duty) else "phase"


def series_of(city: str, declared: Phase | Duty) -> str:
    """The stable UID of a phase, or of all occurrences of a duty."""
    kind = "duty" if isinstance(declared, Duty) else "phase"
    return f"{city}.{kind}.{declared.id}@{DOMAIN}"


def uid_of(city: str, occurrence: Occurrence) -> str:
    """The stable UID of one occurrence."""
    declared = occurrence.declared
    if not isinstance(declared, Duty) or declared.frequency == "once":
        return series_of(city, declared)
    return f"{city}.duty.{declared.id}.{occurrence.first.isoformat()}@{DOMAIN}"


def due_days(duty: Duty) -> list[date]:
    """The days on which a duty is due, first to last; none when it is done as needed."""
    if duty.frequency == "once":
        return [duty.to]
    if duty.rrule is None:
        return []
    rule = rrulestr(duty.rrule, dtstart=datetime.combine(duty.from_, time()))
    found = rule.between(datetime.combine(duty.from_, time()), datetime.combine(duty.to, time()), inc=True)
    return [moment.date() for moment in found]


def period_around(duty: Duty, day: date) -> Period | None:
    """The period of the duty's frequency that holds a day; None where it has none (once, as needed)."""
    if duty.frequency == "ten_days":
        return Period.ten_days(day.year, day.month, min((day.day - 1) // 10 + 1, 3))
    months = _MONTHS.get(duty.frequency)
    if months is None:
        return None
    start = (day.month - 1) // months * months + 1
    return Period.months(day.year, start, start + months - 1)


def of_duty(duty: Duty) -> Iterator[Occurrence]:
    """Its occurrences. Where several days lie in one period they share the times that it asks for."""
    for period, group in groupby(due_days(duty), key=lambda day: period_around(duty, day)):
        days = list(group)
        for number, day in enumerate(days, 1):
            yield Occurrence(duty, day, day, period, -(-duty.times_per_period * number // len(days)))


def occurrences(phases: Iterable[Phase], duties: Iterable[Duty]) -> list[Occurrence]:
    """All of them by day; on one day phases before duties, each in the document's order."""
    found = [Occurrence(phase, phase.from_, phase.to) for phase in phases]
    found += [occurrence for duty in duties for occurrence in of_duty(duty)]
    return sorted(found, key=lambda occurrence: occurrence.first)


def between(found: Iterable[Occurrence], first: date | None, last: date | None) -> list[Occurrence]:
    """Those that touch a span; None leaves that end open."""
    return [one for one in found if (first is None or first <= one.last) and (last is None or one.first <= last)]


def fulfilled(occurrence: Occurrence, done: Sequence[date], on: date) -> int:
    """How many of the days on which a duty was done count for an occurrence of it, as seen on a day."""
    return sum(1 for day in done if day <= on and (occurrence.period is None or day in occurrence.period))


def state_of(occurrence: Occurrence, count: int, on: date) -> State:
    """How an occurrence stands on a day, after `count` fulfilments."""
    if occurrence.kind == "phase":
        return "ahead" if on < occurrence.first else "running" if on <= occurrence.last else "over"
    if count >= occurrence.times:
        return "fulfilled"
    if on > occurrence.last:
        return "overdue"
    opens = occurrence.period.first if occurrence.period else occurrence.first.replace(day=1)
    return "due" if opens <= on else "open"


def fulfilment_fault(duty: Duty, plan: Plan, day: date, today: date) -> str | None:
    """Why a duty cannot have been fulfilled on a day, or None."""
    if day > today:
        return "lies in the future; a fulfilment is recorded once the duty is done"
    if duty.frequency == "once":
        counts = day >= plan.from_
    elif duty.rrule is None:
        counts = duty.from_ <= day <= duty.to
    else:
        counts = any(one.period is not None and day in one.period for one in of_duty(duty))
    if counts:
        return None
    return f"lies in no period in which this duty is due; it runs from {duty.from_} to {duty.to}"
