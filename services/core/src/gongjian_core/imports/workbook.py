"""Rows of a spreadsheet. A workbook is read whole, so what it unpacks to is measured first: a few kilobytes may
unpack to gigabytes, and two cells may span billions.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ..vocabulary import plain
from .reading import Unreadable

MOST_UNPACKED: Final = 192 * 1024 * 1024
MOST_CELLS: Final = 2_000_000
_BLOCK: Final = 1024 * 1024
_LONGEST: Final = 16 * _BLOCK
_ATTRIBUTES: Final = rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)"
_CELL: Final = re.compile(rb"<(?:\w+:)?c(?=[\s/>])" + _ATTRIBUTES)
_ROW: Final = re.compile(rb"<(?:\w+:)?row(?=[\s/>])" + _ATTRIBUTES)
_NUMBER: Final = re.compile(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_FAILED: Final = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet(?=\s)" + _ATTRIBUTES)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship(?=\s)" + _ATTRIBUTES)
_LARGEST: Final = 10**15


def workbook_rows(file: IO[bytes]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the first sheet that is shown, with their numbers; Unreadable when there is none to be had."""
    _measure(file)
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
        rows = book.get_sheet_by_name(shown[0]).iter_rows()
        for number, cells in enumerate(rows, 1):
            yield number, [_text(number, at, cell) for at, cell in enumerate(cells)]
    except (CalamineError, OSError) as error:
        raise Unreadable(1, f"is no readable XLSX workbook ({error}); save it again, without a password") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(1, "is no readable XLSX workbook; save it again") from None


def _text(row: int, at: int, cell: Any) -> str:
    """A cell as it would stand in a CSV. A number is taken as spreadsheets show it, to 15 digits: they keep no more."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        if not abs(cell) < _LARGEST:
            raise Unreadable(
                row,
                f"the number in cell {at + 1} has more than 15 digits, which spreadsheets do not keep; "
                "format codes as text and enter them again",
            )
        return plain(Decimal(f"{cell:.15g}"))
    if isinstance(cell, datetime) and cell.time() == clock():
        return cell.date().isoformat()
    if isinstance(cell, date | clock):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _measure(file: IO[bytes]) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(1, "the workbook is too large; send it as CSV")
            first = _first_sheet(archive)
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    # Every part: where a sheet lies is the workbook's own say.
                    _measure_part(part, is_read=entry.filename == first)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(1, f"is no readable XLSX workbook ({error}); save it again, without a password") from None


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The part that holds the first sheet shown, or nothing where the workbook does not say."""
    try:
        book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return ""
    shown = next(
        (said for said in _SHEET.findall(book) if b"hidden" not in (_said(said, b"state") or b"").lower()), b""
    )
    wanted = _said(shown, rb"\w+:id")
    for relation in _RELATION.findall(relations):
        if _said(relation, b"Id") == wanted:
            target = (_said(relation, b"Target") or b"").decode("utf-8", "replace").lstrip("/")
            return target if target.startswith("xl/") else f"xl/{target}"
    return ""


def _said(attributes: bytes, name: bytes) -> bytes | None:
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", attributes)
    return found[1] if found else None


def _measure_part(part: IO[bytes], *, is_read: bool) -> None:
    """Unreadable when the part spans too many cells, or holds a formula that failed: it would count as empty."""
    rows, columns, cells = 1, 1, 0
    for text in _whole_tags(part):
        for attributes in _ROW.findall(text):
            if number := _NUMBER.search(attributes):
                rows = max(rows, int(number[1]))
        for attributes in _CELL.findall(text):
            cells += 1
            place = _PLACE.search(attributes)
            if place:
                columns, rows = max(columns, _index(place[1])), max(rows, int(place[2]))
            if is_read and _FAILED.search(attributes):
                where = f"cell {(place[1] + place[2]).decode()}" if place else "a cell"
                raise Unreadable(
                    int(place[2]) if place else 1, f"{where} holds a formula that failed; correct it or leave it empty"
                )
        if rows * columns > MOST_CELLS or cells > MOST_CELLS:
            raise Unreadable(1, f"a sheet spans more than {MOST_CELLS} cells; send it as CSV, or clear what is unused")


def _whole_tags(part: IO[bytes]) -> Iterator[bytes]:
    """The part in blocks that break before a tag, never inside one."""
    left = b""
    while block := part.read(_BLOCK):
        text = left + block
        cut = max(text.rfind(b"<"), 0)
        if len(text) - cut > _LONGEST:
            raise Unreadable(1, "the workbook is too large; send it as CSV")
        left = text[cut:]
        yield text[:cut]
    yield left


def _index(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    index = 0
    for letter in letters.upper():
        index = 26 * index + letter - 64
    return index
