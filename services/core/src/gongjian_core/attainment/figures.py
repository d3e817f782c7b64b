"""Which of the recorded observations speak for a period on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from gongjian import Indicator, Period
from gongjian.quantity import EXACT, shortest

from .entity import AttainmentInput


@dataclass(frozen=True, order=True)
class Series:
    """Whose figures of which indicator: the key of an observation without its period."""

    indicator: str
    scope: str
    subject_kind: str
    subject_key: str

    @property
    def subject(self) -> str:
        """The subject as observations write it: `city`, `division:530921`."""
        return self.subject_kind if self.subject_kind == "city" else f"{self.subject_kind}:{self.subject_key}"


@dataclass(frozen=True)
class Observed:
    """One observation: its value as given, and in base units; a share that follows from two others names them."""

    series: Series
    period: Period
    value: Decimal
    base: Decimal
    unit: str
    revision: int
    parts: tuple[Observed, ...] = ()

    @property
    def id(self) -> str:
        """Its natural key, as the change feed writes it."""
        return f"{self.series.subject}|{self.series.scope}|{self.series.indicator}|{self.period}"

    @property
    def inputs(self) -> tuple[AttainmentInput, ...]:
        """What was recorded of it: itself, or the figures that it follows from."""
        if self.parts:
            return tuple(item for part in self.parts for item in part.inputs)
        value = shortest(self.value)
        return (AttainmentInput(kind="observation", id=self.id, revision=self.revision, value=value, unit=self.unit),)


def inputs_of(figures: Iterable[Observed]) -> tuple[AttainmentInput, ...]:
    """What was recorded of several figures, in order."""
    return tuple(item for figure in figures for item in figure.inputs)


def shares(series: Series, parts: Sequence[Observed], wholes: Sequence[Observed]) -> list[Observed]:
    """The shares, in percent, that follow for each period that has both a part and a whole above zero."""
    found = {whole.period: whole for whole in wholes if whole.base > 0}
    derived = []
    for part in parts:
        if whole := found.get(part.period):
            with localcontext(EXACT):
                base = part.base / whole.base
                derived.append(Observed(series, part.period, base * 100, base, "%", part.revision, (part, whole)))
    return derived


def latest(found: Iterable[Observed], indicator: Indicator, within: Period, day: date) -> Observed | None:
    """The figure of a period up to a day.

    What stands on a day: the last one inside. What runs year to date: the last one inside that began with the
    period, or with its year when the period is longer than a quarter; others: the longest that began with the period.
    """
    return next(iter(candidates(found, indicator, within, day)), None)


def candidates(found: Iterable[Observed], indicator: Indicator, within: Period, day: date) -> list[Observed]:
    """The figures that may speak for a period up to a day, the best first."""
    openings = {within.first}
    if within.days > 100:
        openings.add(date(within.first.year, 1, 1))
    end = min(day, within.last)
    fit = [
        item
        for item in found
        if within.first <= item.period.last <= end
        and (indicator.accumulation == "stock" or item.period.first in openings)
        and item.period.year is not None
    ]
    return sorted(fit, key=lambda item: (item.period.last, item.period.first), reverse=True)


def of_span(found: Iterable[Observed], indicator: Indicator, span: Period) -> Observed | None:
    """The figure of exactly that span; a stock's is the one under the month or year that closes with it."""
    for item in found:
        if item.period == span or (indicator.accumulation == "stock" and item.period.last == span.last):
            return item
    return None


def consecutive(found: Sequence[Observed], first: date, day: date) -> list[Observed]:
    """Figures that follow one another without gap or overlap from a day on, each the longest available."""
    chain: list[Observed] = []
    while True:
        fit = [item for item in found if item.period.first == first and item.period.last <= day]
        if not fit:
            return chain
        chain.append(max(fit, key=lambda item: item.period.last))
        first = chain[-1].period.last + timedelta(days=1)


def lacks_a_year(chain: Sequence[Observed], period: Period, day: date) -> bool:
    """Whether a year inside the period that is over on the day is not covered."""
    if not chain:
        return True
    covered = chain[-1].period.last
    due = min(day, period.last)
    last_full = due if (due.month, due.day) == (12, 31) else date(due.year - 1, 12, 31)
    return covered < last_full and last_full >= period.first
