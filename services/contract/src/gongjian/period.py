"""Periods of statistics and of plans, compared by the days they span.

Forms: `2024`, `2024-H1`, `2024-Q2`, `2024-06`, `2024-06-D2` (second ten-day period, 旬), `2024-01..06` (months of one
year, also year to date) and `2022..2024` (years). The shortest form of a span is its text: `2024-01..06` is `2024-H1`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from .errors import ContractError

_FORMS: Final = re.compile(
    r"(?P<year>[12]\d{3})(?:"
    r"-H(?P<half>[12])|-Q(?P<quarter>[1-4])|\.\.(?P<last_year>[12]\d{3})"
    r"|-(?P<month>0[1-9]|1[0-2])(?:-D(?P<ten>[1-3])|\.\.(?P<last_month>0[1-9]|1[0-2]))?)?",
    re.ASCII,
)
_ACCEPTED: Final = "2024, 2024-H1, 2024-Q2, 2024-06, 2024-06-D2, 2024-01..06 or 2022..2024"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole ten-day periods, months or years, first and last day included."""

    first: date
    last: date

    @staticmethod
    def parse(text: str) -> Period:
        """Read one of the forms; ContractError says which forms exist."""
        match = _FORMS.fullmatch(text)
        if match is None:
            raise ContractError(f"{text!r} is not a period; write {_ACCEPTED}")
        year = int(match["year"])
        if match["half"]:
            start = 1 if match["half"] == "1" else 7
            return Period.months(year, start, start + 5)
        if match["quarter"]:
            start = 3 * int(match["quarter"]) - 2
            return Period.months(year, start, start + 2)
        if match["last_year"]:
            return Period.years(year, int(match["last_year"]))
        if match["month"] is None:
            return Period.years(year, year)
        month = int(match["month"])
        if match["ten"]:
            return Period.ten_days(year, month, int(match["ten"]))
        return Period.months(year, month, int(match["last_month"] or month))

    @staticmethod
    def years(first: int, last: int) -> Period:
        """Whole years, both included."""
        if last < first:
            raise ContractError(f"a period ends before it starts: {first}..{last}")
        return Period(date(first, 1, 1), date(last, 12, 31))

    @staticmethod
    def months(year: int, first: int, last: int) -> Period:
        """Whole months of one year, both included."""
        if last < first:
            raise ContractError(f"a period ends before it starts: {year}-{first:02}..{last:02}")
        return Period(date(year, first, 1), _last_day(year, last))

    @staticmethod
    def ten_days(year: int, month: int, number: int) -> Period:
        """The first, second or third ten-day period (旬) of a month; the third runs to its last day."""
        start = 10 * number - 9
        end = _last_day(year, month) if number == 3 else date(year, month, start + 9)
        return Period(date(year, month, start), end)

    @staticmethod
    def of(first: date, last: date) -> Period:
        """The period of that very span; ContractError when the span has no form."""
        period = Period(first, last)
        if period.text is None:
            raise ContractError(f"{first}..{last} is not a span of whole ten-day periods, months or years")
        return period

    @property
    def text(self) -> str | None:
        """The shortest form, or None when the span has none."""
        return _form(self.first, self.last)

    def __str__(self) -> str:
        return self.text or f"{self.first}..{self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def year(self) -> int | None:
        """The calendar year of a span inside one year, else None."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def is_year(self) -> bool:
        """Whether the span is exactly one calendar year."""
        return self.year is not None and self == Period.years(self.first.year, self.first.year)

    @property
    def is_quarter(self) -> bool:
        """Whether the span is exactly one calendar quarter."""
        return self.year is not None and self.text == f"{self.first.year}-Q{(self.first.month + 2) // 3}"

    @property
    def is_year_to_date(self) -> bool:
        """Whether the span starts on 1 January and stays inside that year."""
        return self.year is not None and (self.first.month, self.first.day) == (1, 1)

    def years_back(self, number: int) -> Period:
        """The same months `number` years earlier (29 February becomes the end of February)."""
        first = _shift(self.first, -number)
        last = _shift(self.last, -number)
        if self.last + timedelta(days=1) == date(self.last.year, 3, 1):
            last = _last_day(last.year, 2)
        return Period(first, last)

    def each_year(self) -> tuple[Period, ...]:
        """The calendar years that the span touches, in order."""
        return tuple(Period.years(y, y) for y in range(self.first.year, self.last.year + 1))


def _shift(day: date, by_years: int) -> date:
    year = day.year + by_years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def add_years(day: date, number: int) -> date:
    """The same day `number` years later; 29 February falls on 28 February of a common year."""
    return _shift(day, number)


@lru_cache(maxsize=4096)
def _form(first: date, last: date) -> str | None:
    """A settlement prints the same few periods thousands of times."""
    if last < first:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}..{last.year}"
    if first.year != last.year:
        return None
    if first.day == 1 and last == _last_day(last.year, last.month):
        return _months_text(first.year, first.month, last.month)
    for number in (1, 2, 3):
        if Period.ten_days(first.year, first.month, number) == Period(first, last):
            return f"{first.year}-{first.month:02}-D{number}"
    return None


def _months_text(year: int, first: int, last: int) -> str:
    if first == last:
        return f"{year}-{first:02}"
    if last - first == 5 and first in (1, 7):
        return f"{year}-H{1 if first == 1 else 2}"
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
    return f"{year}-{first:02}..{last:02}"
