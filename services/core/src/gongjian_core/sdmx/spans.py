"""Periods in SDMX: the frequency and time label of a span, and what `startPeriod` and `endPeriod` mean. Pure.

Spans of a year, half-year, quarter or month have labels of their own; every other span is a time range, which names
its first day and how long it is. A year-to-date figure stands under the month that it runs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from gongjian import Period
from gongjian.errors import ContractError

BEIJING: Final = timezone(timedelta(hours=8))
_REPORTING: Final = re.compile(
    r"(\d{4})-(?:A1|S([12])|T([1-3])|Q([1-4])|M(0[1-9]|1[0-2])|W(0[1-9]|[1-4]\d|5[0-3])|D(\d{3}))", re.ASCII
)


@dataclass(frozen=True)
class Label:
    """How a span is written: FREQ, ACCUMULATION where the flow has it, TIME_PERIOD, and the days it stands for."""

    freq: str
    accumulation: str
    time: str
    days: Period


@lru_cache(maxsize=4096)
def labelled(period: Period, accumulation: str = "period") -> Label:
    """The label of a span of an indicator that accumulates like that (`period`, `year_to_date`, `stock`)."""
    if accumulation == "year_to_date" and _runs_through_months(period):
        month = Period.months(period.last.year, period.last.month, period.last.month)
        return Label("M", "YEAR_TO_DATE", str(month), month)
    freq, time = _plain(period)
    return Label(freq, "STOCK" if accumulation == "stock" else "PERIOD", time, period)


def _runs_through_months(period: Period) -> bool:
    text = period.text
    return period.is_year_to_date and not period.is_year and text is not None and "-D" not in text


def _plain(period: Period) -> tuple[str, str]:
    text = period.text or ""
    year = period.first.year
    if period.is_year:
        return "A", text
    if "-H" in text:
        return "S", f"{year}-S{text[-1]}"
    if "-Q" in text:
        return "Q", text
    if "-D" in text:
        return "D10", f"{period.first}/P{period.days}D"
    if text and ".." not in text:
        return "M", text
    return "_O", f"{period.first}/P{_duration(period)}"


def _duration(period: Period) -> str:
    after = period.last + timedelta(days=1)
    months = (after.year - period.first.year) * 12 + after.month - period.first.month
    if period.first.day != 1 or after.day != 1:
        return f"{period.days}D"
    return f"{months // 12}Y" if months % 12 == 0 else f"{months}M"


def days_of(text: str) -> Period:
    """The days that a value of `startPeriod` or `endPeriod` stands for; ValueError when it is none."""
    try:
        if match := _REPORTING.fullmatch(text):
            return _reported(match)
        if len(text) == 10 and text[7] == "-":
            day = date.fromisoformat(text)
            return Period(day, day)
        if "T" in text:
            moment = datetime.fromisoformat(text)
            day = (moment if moment.tzinfo is None else moment.astimezone(BEIJING)).date()
            return Period(day, day)
        return Period.parse(text)
    except (ContractError, ValueError, OverflowError) as error:
        raise ValueError("must be a period such as 2024, 2024-S1, 2024-Q2, 2024-06 or 2024-06-30") from error


def _reported(match: re.Match[str]) -> Period:
    year, half, third, quarter, month, week, day = (int(part) if part else 0 for part in match.groups())
    if half:
        return Period.months(year, 6 * half - 5, 6 * half)
    if third:
        return Period.months(year, 4 * third - 3, 4 * third)
    if quarter:
        return Period.months(year, 3 * quarter - 2, 3 * quarter)
    if month:
        return Period.months(year, month, month)
    if week:
        monday = date.fromisocalendar(year, week, 1)
        return Period(monday, monday + timedelta(days=6))
    if day:
        found = date(year, 1, 1) + timedelta(days=day - 1)
        if found.year != year:
            raise ValueError(f"{year} has no day {day}")
        return Period(found, found)
    return Period.years(year, year)


def moment_of(text: str) -> datetime:
    """The time that `updatedAfter` names; without an offset that of the service (UTC+8). ValueError when it is none."""
    written = text.replace(" ", "+") if "T" in text else text
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("must be a time such as 2024-06-30T18:00:00+08:00") from None
