"""Figures of enterprises and projects over a window, as joins: the latest year-to-date value, and years before it.

A flow is read from the figure that began on 1 January and ends last inside the window; over several years their
figures add up. The figure of an earlier year is that of the same months. What stands on a day is read last.
"""

from __future__ import annotations

from datetime import date

from .parameters import Window
from .sources import Source


def figure(source: Source, indicator: str, window: Window, years_back: int) -> str:
    """SQL of an indicator's value in base units, or null; `years_back` reads the same months earlier."""
    alias = _latest(source, indicator, window, whole_span=years_back == 0)
    if years_back == 0:
        return f"{alias}.base"
    return f"{_before(source, indicator, window, years_back, alias)}.base"


def _latest(source: Source, indicator: str, window: Window, *, whole_span: bool) -> str:
    add = source.parameters.add
    known = source.indicator(indicator)
    first, day = window.figures.first, window.day
    stock = known.accumulation == "stock"
    if not whole_span or stock or known.aggregation != "sum":
        first = max(first, date(day.year, 1, 1))
    ends = f"o.period_to between {add(first, 'date')} and {add(day, 'date')}"
    on = f"{{alias}}.subject_key = b.{source.key}"
    if stock:
        rows = source.observations(indicator, "true", ends)
        return source.joined("stock", on, _last_of(rows, "o.subject_key"))
    starts = tuple(date(year, 1, 1) for year in range(first.year, day.year + 1))
    if len(starts) == 1:
        rows = source.observations(indicator, f"o.period_from = {add(starts[0], 'date')}", ends)
        return source.joined("latest", on, _last_of(rows, "o.subject_key"))
    rows = source.observations(indicator, f"o.period_from = any({add(starts, 'date[]')})", ends)
    yearly = _last_of(rows, "o.subject_key, o.period_from")
    total = (
        "select y.subject_key, sum(y.base) as base, max(y.period_to) as period_to"
        f" from ({yearly}) y group by y.subject_key"
    )
    return source.joined("years", on, total)


def _last_of(rows: str, of_each: str) -> str:
    return (
        f"select distinct on ({of_each}) o.subject_key, o.base, o.period_to"
        f" from ({rows}) o order by {of_each}, o.period_to desc, o.period_from"
    )


def _before(source: Source, indicator: str, window: Window, years_back: int, now: str) -> str:
    add = source.parameters.add
    year = window.day.year - years_back
    first, last = add(date(year, 1, 1), "date"), add(date(year, 12, 31), "date")
    stock = source.indicator(indicator).accumulation == "stock"
    opening = "true" if stock else f"o.period_from = {first}"
    rows = source.observations(indicator, opening, f"o.period_to between {first} and {last}")
    back = add(years_back, "integer")
    same_months = f"({now}.period_to + 1 - make_interval(years => {back}))::date - 1"
    on = f"{{alias}}.subject_key = b.{source.key} and {{alias}}.period_to = {same_months}"
    return source.joined("before", on, _last_of(rows, "o.subject_key, o.period_to"))
