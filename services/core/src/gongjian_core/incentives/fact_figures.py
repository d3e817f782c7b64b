"""Figures of statistics for settlements, as joins: with the period and the revision that each came from.

Of a period that is over, a statistic is the year-to-date figure at its very end; nothing earlier speaks for it. While
a period runs (dry runs), and for what counts as not happened when it is not recorded, the latest figure of the year up
to the day does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongjian.facts import FactKind
from gongjian.period import add_years

from ..attainment.sources import Source


@dataclass(frozen=True)
class Closing:
    """The day that figures close with; `over`: the period ended with it."""

    day: date
    over: bool

    @property
    def first(self) -> date:
        """1 January of that year."""
        return date(self.day.year, 1, 1)


@dataclass(frozen=True)
class FigureColumns:
    """SQL of a figure in base units, and of where it came from; null where there is none."""

    base: str
    period_from: str
    period_to: str
    revision: str


def figure(kind: FactKind, source: Source, closing: Closing) -> FigureColumns:
    """The columns of a figure, joined to the source once."""
    if kind.indicator is None:
        raise ValueError(f"{kind.name} is no figure of an indicator")
    exact = closing.over and kind.absent == "unknown"
    alias = _now(kind.indicator, source, closing, exact=exact)
    if kind.years_back:
        alias = _before(kind.indicator, source, closing, kind.years_back, alias, exact=exact)
    return FigureColumns(*(f"{alias}.{name}" for name in ("base", "period_from", "period_to", "revision")))


def _now(indicator: str, source: Source, closing: Closing, *, exact: bool) -> str:
    add = source.parameters.add
    day = add(closing.day, "date")
    ends = f"o.period_to = {day}" if exact else f"o.period_to between {add(closing.first, 'date')} and {day}"
    rows = source.observations(indicator, _opening(indicator, source, closing.first), ends)
    return source.joined("figure", f"{{alias}}.subject_key = b.{source.key}", _last_of(rows, "o.subject_key"))


def _before(indicator: str, source: Source, closing: Closing, years: int, now: str, *, exact: bool) -> str:
    """The same months, years earlier: of the closing day itself, or of the figure found."""
    add = source.parameters.add
    first = date(closing.day.year - years, 1, 1)
    opening = _opening(indicator, source, first)
    if exact:
        rows = source.observations(indicator, opening, f"o.period_to = {add(add_years(closing.day, -years), 'date')}")
        return source.joined("earlier", f"{{alias}}.subject_key = b.{source.key}", _last_of(rows, "o.subject_key"))
    within = f"o.period_to between {add(first, 'date')} and {add(date(first.year, 12, 31), 'date')}"
    rows = source.observations(indicator, opening, within)
    same = f"({now}.period_to + 1 - make_interval(years => {add(years, 'integer')}))::date - 1"
    on = f"{{alias}}.subject_key = b.{source.key} and {{alias}}.period_to = {same}"
    return source.joined("earlier", on, _last_of(rows, "o.subject_key, o.period_to"))


def _opening(indicator: str, source: Source, first: date) -> str:
    if source.indicator(indicator).accumulation == "stock":
        return "true"
    return f"o.period_from = {source.parameters.add(first, 'date')}"


def _last_of(rows: str, of_each: str) -> str:
    return (
        f"select distinct on ({of_each}) o.subject_key, o.base, o.period_from, o.period_to, o.revision"
        f" from ({rows}) o order by {of_each}, o.period_to desc, o.period_from"
    )
