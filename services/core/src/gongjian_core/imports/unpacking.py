"""What a workbook unpacks to, measured before it is read, and what its values alone do not tell: which cells hold a
formula that failed, and which are shown as percentages.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import IO, Final, Literal

from .reading import Unreadable

Mark = Literal["failed", "percent"]
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
_STYLE: Final = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet(?=\s)" + _ATTRIBUTES)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship(?=\s)" + _ATTRIBUTES)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt(?=\s)" + _ATTRIBUTES)
_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs(?=[\s>])(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLED: Final = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])" + _ATTRIBUTES)
_LITERAL: Final = re.compile(rb"\"[^\"]*\"|&quot;.*?&quot;|\\.", re.DOTALL)


class Marks:
    """Marked cells of the sheet that is read, by row."""

    def __init__(self) -> None:
        self._cells = array("q")

    def add(self, row: int, column: int, mark: Mark) -> None:
        """Mark a cell; both count from 1."""
        cell = row << 16 | column << 1 | (mark == "failed")
        if self._cells and cell < self._cells[-1]:
            raise Unreadable(row, "the cells of the workbook are not in order; save it again")
        self._cells.append(cell)

    def of_row(self, row: int) -> Mapping[int, Mark]:
        """The marks of a row by column."""
        cells = self._cells[bisect_left(self._cells, row << 16) : bisect_left(self._cells, (row + 1) << 16)]
        return {(cell & 0xFFFF) >> 1: "failed" if cell & 1 else "percent" for cell in cells}


def measured(file: IO[bytes]) -> Marks:
    """The marks of the first sheet shown; Unreadable when the workbook unpacks to too much."""
    marks = Marks()
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(1, "the workbook is too large; send it as CSV")
            first, percent = _first_sheet(archive), _percent_styles(archive)
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    # Every part: where a sheet lies is the workbook's own say.
                    _measure_part(part, marks if entry.filename == first else None, percent)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(1, f"is no readable XLSX workbook ({error}); save it again, without a password") from None
    return marks


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


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles that show a value as a percentage."""
    try:
        styles = archive.read("xl/styles.xml")
    except KeyError:
        return frozenset()
    formats = {b"9", b"10"} | {
        _said(one, b"numFmtId") for one in _FORMAT.findall(styles) if b"%" in _LITERAL.sub(b"", _code(one))
    }
    found = _STYLES.search(styles)
    each = _STYLED.findall(found[1]) if found else []
    return frozenset(str(at).encode() for at, one in enumerate(each) if _said(one, b"numFmtId") in formats)


def _code(attributes: bytes) -> bytes:
    found = re.search(rb"\bformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return (found[1] or found[2] or b"") if found else b""


def _said(attributes: bytes, name: bytes) -> bytes | None:
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", attributes)
    return found[1] if found else None


def _measure_part(part: IO[bytes], marks: Marks | None, percent: frozenset[bytes]) -> None:
    """Unreadable when the part spans too many cells."""
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
            if marks is not None and (mark := _mark_of(attributes, percent)):
                if place is None:
                    raise Unreadable(1, "the cells of the workbook do not say where they stand; save it again")
                marks.add(int(place[2]), _index(place[1]), mark)
        if rows * columns > MOST_CELLS or cells > MOST_CELLS:
            raise Unreadable(1, f"a sheet spans more than {MOST_CELLS} cells; send it as CSV, or clear what is unused")


def _mark_of(attributes: bytes, percent: frozenset[bytes]) -> Mark | None:
    if _FAILED.search(attributes):
        return "failed"
    style = _STYLE.search(attributes) if percent else None
    return "percent" if style and style[1] in percent else None


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
