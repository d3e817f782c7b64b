"""The rows of a sheet as its XML tells them, one after the other: nothing is kept but the row that is being read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .book import joined
from .reading import Unreadable
from .unpacking import Parts

_MOST_CELLS: Final = 2_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_OUT_OF_ORDER: Final = "the cells of the workbook are not in order; save it again"
Value = Callable[[str, str, str, int, int], str]
"""A cell's text by its type, its style, what stands in it, its row and its column."""


class Sheet:
    """Collects rows: their numbers, and their cells as texts up to the last one that is not empty."""

    def __init__(self, value: Value) -> None:
        self.rows: list[tuple[int, Sequence[str]]] = []
        self._value = value
        self._cells: list[str] = []
        self._row = self._column = self._spanned = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._taking = self._hint = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what stands in one: a value `v`, or pieces `t` of a text."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t":
            self._taking = self._cell is not None and not self._hint
        elif name == "row":
            self._row = self._numbered(attributes.get("r"))
            self._column = 0
            self._cells = []
        elif name == "rPh":
            self._hint = True

    def end(self, name: str) -> None:
        """A cell or a row is complete."""
        if name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "v" or name == "t":
            self._taking = False
        elif name == "row":
            self.rows.append((self._row, self._cells))
            self._spanned += len(self._cells) + 1
            if self._spanned > _MOST_CELLS:
                raise Unreadable(
                    self._row, f"the sheet spans more than {_MOST_CELLS} cells; send it as CSV, or clear what is unused"
                )
        elif name == "rPh":
            self._hint = False

    def text(self, text: str) -> None:
        """A piece of what stands in a cell."""
        if self._taking:
            self._pieces.append(text)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        column = self._column + 1
        if place is not None:
            found = _PLACE.fullmatch(place)
            if found is None or int(found[2]) != self._row:
                raise Unreadable(max(self._row, 1), _OUT_OF_ORDER)
            column = _index(found[1])
        if not self._column < column <= _LAST_COLUMN or self._row == 0:
            raise Unreadable(max(self._row, 1), _OUT_OF_ORDER)
        self._column = column
        self._cell = attributes
        self._pieces = []

    def _end_cell(self, attributes: dict[str, str]) -> None:
        self._taking = False
        type_ = attributes.get("t", "n")
        if not self._pieces and type_ != "e":
            return
        text = self._value(type_, attributes.get("s", ""), joined(self._pieces), self._row, self._column)
        if text:
            self._cells.extend([""] * (self._column - len(self._cells) - 1))
            self._cells.append(text)

    def _numbered(self, said: str | None) -> int:
        if said is None:
            number = self._row + 1
        else:
            number = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
        if not self._row < number <= _LAST_ROW:
            raise Unreadable(max(self._row, 1), _OUT_OF_ORDER)
        return number


def rows_of(parts: Parts, name: str, value: Value) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the sheet in a part."""
    sheet = Sheet(value)
    for _ in parts.parse(name, sheet):
        rows, sheet.rows = sheet.rows, []
        yield from rows


def _index(letters: str) -> int:
    """A is 1, Z 26, AA 27."""
    index = 0
    for letter in letters.upper():
        index = 26 * index + ord(letter) - 64
    return index
