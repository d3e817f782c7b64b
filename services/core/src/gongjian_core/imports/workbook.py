"""Rows of a spreadsheet. A workbook is read whole, so what it unpacks to is measured first: a few kilobytes may
unpack to gigabytes, and two cells may span billions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ..vocabulary import plain
from .reading import Refused, Unreadable
from .unpacking import Mark, measured

_LARGEST: Final = 10**15


def workbook_rows(file: IO[bytes]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the first sheet that is shown, with their numbers; Unreadable when there is none to be had."""
    marks = measured(file)
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        shown = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        if not shown:
            raise Unreadable(1, "the workbook shows no sheet")
        sheet = book.get_sheet_by_name(shown[0])
        first = sheet.start[1] + 1 if sheet.start else 1
        for number, cells in enumerate(sheet.iter_rows(), 1):
            marked = marks.of_row(number)
            yield number, [_text(cell, marked.get(at), number, at) for at, cell in enumerate(cells, first)]
    except (CalamineError, OSError) as error:
        raise Unreadable(1, f"is no readable XLSX workbook ({error}); save it again, without a password") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(1, "is no readable XLSX workbook; save it again") from None


def _text(cell: Any, mark: Mark | None, row: int, column: int) -> str:
    """A cell as it would stand in a CSV. A number is taken as spreadsheets show it, to 15 digits: they keep no more."""
    if mark == "failed":
        return Refused(f"cell {_letters(column)}{row} holds a formula that failed; correct it or leave it empty")
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        if not abs(cell) < _LARGEST:
            return Refused(
                f"the number in cell {_letters(column)}{row} has more than 15 digits, which spreadsheets do not keep; "
                "format codes as text and enter them again"
            )
        value = Decimal(f"{cell:.15g}")
        return plain(value) if mark is None else f"{plain(value * 100)}%"
    if isinstance(cell, datetime) and cell.time() == clock():
        return cell.date().isoformat()
    if isinstance(cell, date | clock):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _letters(column: int) -> str:
    """1 is A, 26 Z, 27 AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
