"""Rows of a spreadsheet, cell by cell as they would stand in a CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Context, Decimal
from typing import IO, Final, TypeVar

from gongjian.quantity import shortest

from .book import Style, Styles, Texts, first_sheet, told
from .reading import Refused
from .sheet import rows_of
from .unpacking import opened

T = TypeVar("T")
_LARGEST: Final = 10**15
_LEAST: Final = -308
_AS_KEPT: Final = Context(prec=15)
_LAST_DAY: Final = (date(9999, 12, 31) - date(1900, 1, 1)).days
_MIDNIGHT: Final = datetime(1, 1, 1)  # noqa: DTZ001 -- spreadsheets know no time zones
_BEFORE_1900, _BEFORE_MARCH_1900, _BEFORE_1904 = (
    _MIDNIGHT.replace(1899, 12, 30),
    _MIDNIGHT.replace(1899, 12, 31),
    _MIDNIGHT.replace(1904),
)
_NOT_READ: Final = "cannot be read; correct it or leave it empty"


def workbook_rows(file: IO[bytes]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the first sheet that is shown, with their numbers; Unreadable when there is none to be had."""
    with opened(file) as parts:
        name, from_1904 = first_sheet(parts)
        texts = told(parts, "xl/sharedStrings.xml", Texts())
        styles = told(parts, "xl/styles.xml", Styles())
        yield from rows_of(parts, name, _Cells(texts, styles, from_1904).text)


@dataclass(frozen=True)
class _Cells:
    texts: Sequence[str]
    styles: Sequence[Style]
    from_1904: bool

    def text(self, type_: str, style: str, said: str, row: int, column: int) -> str:
        """A cell as it would stand in a CSV; refused with a reason that names it where it cannot."""
        if type_ == "e":
            return Refused(f"cell {_letters(column)}{row} holds a formula that failed; correct it or leave it empty")
        if isinstance(said, Refused):
            return Refused(f"cell {_letters(column)}{row} {said}")
        if type_ in ("str", "inlineStr"):
            return said
        found: str | None
        if type_ == "s":
            found = _at(self.texts, said)
            if isinstance(found, Refused):
                return Refused(f"cell {_letters(column)}{row} {found}")
        elif type_ == "b":
            found = {"1": "true", "0": "false"}.get(said)
        elif type_ == "d":
            found = said.removesuffix("T00:00:00")
        else:
            found = self._number(said, _at(self.styles, style) or "number", row, column)
        return Refused(f"cell {_letters(column)}{row} {_NOT_READ}") if found is None else found

    def _number(self, said: str, style: Style, row: int, column: int) -> str | None:
        """A number is taken as spreadsheets show it, to 15 digits: they keep no more."""
        try:
            number = _AS_KEPT.create_decimal(said.strip())
        except ArithmeticError:
            return None
        if not number.is_finite() or abs(number) >= _LARGEST:
            return Refused(
                f"the number in cell {_letters(column)}{row} has more than 15 digits, which spreadsheets do not keep; "
                "format codes as text and enter them again"
            )
        if number.adjusted() < _LEAST:
            number = Decimal(0)
        if style == "date" and 0 <= number <= _LAST_DAY:
            return self._moment(number)
        if style == "time":
            return str(timedelta(seconds=round(number * 86_400))) if abs(number) <= _LAST_DAY else None
        return shortest(number) if style != "percent" else f"{shortest(number * 100)}%"

    def _moment(self, number: Decimal) -> str | None:
        days, part = divmod(number, 1)
        rest = timedelta(seconds=round(part * 86_400))
        if number < 1:
            return (_MIDNIGHT + rest).time().isoformat()
        # Spreadsheets hold 1900 for a leap year: their day 60 does not exist.
        before = _BEFORE_1904 if self.from_1904 else _BEFORE_1900 if days >= 60 else _BEFORE_MARCH_1900
        try:
            moment = before + timedelta(days=int(days)) + rest
        except OverflowError:
            return None
        return moment.date().isoformat() if moment.time() == clock() else moment.isoformat()


def _at(items: Sequence[T], number: str) -> T | None:
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
    return items[at] if 0 <= at < len(items) else None


def _letters(column: int) -> str:
    """1 is A, 26 Z, 27 AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
