"""Tables of records: a header in English or Chinese, then a row for each record.

A column that the table does not have leaves what is recorded as it is; an empty cell clears its field. A header may
name the unit of its figures in brackets, 计划总投资（万元）, which are then taken into the record's own unit.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any, Final

from ..errors import Fault
from .cells import cleaned, value_of
from .entity import Type
from .headings import KEYS, Heading, headings
from .labels import WHOLE
from .reading import LONGEST, VERSION_FAULT, Refused, Row, Unreadable, is_version

CLEARED: Final = object()
"""Stands for a cell that is empty."""
_FACTORS: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_UNIT = re.compile(r"(.+)[(（](元|万元|亿元|亩)[)）]")
_MOST_SHOWN: Final = 60


@dataclass(frozen=True)
class Column:
    """A column of this table: what it is, how its header is written, what its figures are multiplied by."""

    heading: Heading
    written: str
    factor: Decimal = Decimal(1)


@dataclass
class Table:
    """A table, given as its rows of cells with their numbers; the first one is the header."""

    type: Type
    cells: Iterator[tuple[int, Sequence[str]]]
    indicators: Mapping[str, str] = field(default_factory=dict)
    """Keys of indicators by their Chinese names."""
    partial: bool = True
    columns: list[Column | None] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The rows that are not empty."""
        for number, cells in self.cells:
            if not any(cell.strip() for cell in cells):
                continue
            if self.columns:
                yield self._row(number, cells)
            else:
                self.columns = columns_of(self.type, number, cells)
        if not self.columns:
            raise Unreadable(1, "there is no header; the first row names the columns")

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        values: dict[str, Any] = {}
        faults = []
        version = None
        if any(cell.strip() for cell in cells[len(self.columns) :]):
            faults.append(Fault("", f"has more cells than the header, which has {len(self.columns)}"))
        for at, column in enumerate(self.columns):
            if column is None:
                continue
            cell = cells[at] if at < len(cells) else ""
            text = cleaned(cell)
            name = column.heading.name
            if isinstance(cell, Refused):
                faults.append(Fault(_pointer(name), cell))
                continue
            if name == "source_version":
                version = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
                if text and not is_version(version):
                    faults.append(VERSION_FAULT)
                continue
            if name == "indicator":
                text = self.indicators.get(text, text)
            elif name == "scope" and text in WHOLE:
                text = ""
            try:
                values[name] = value_of(column.heading, text, column.factor) if text else CLEARED
            except ValueError as error:
                faults.append(Fault(_pointer(name), str(error)))
        if values.get("unit") == "%" and str(values.get("value")).endswith("%"):
            values["value"] = values["value"][:-1]
        return Row(number, values, version, tuple(faults), sum(map(len, cells)))

    def column(self, pointer: str) -> str | None:
        """The header of the column that a pointer leads to."""
        parts = pointer.removeprefix("/").split("/")
        for length in range(len(parts), 0, -1):
            name = ".".join(parts[:length])
            for column in self.columns:
                if column is not None and column.heading.name == name:
                    return column.written
        return None


def columns_of(type_: Type, number: int, header: Sequence[str]) -> list[Column | None]:
    """The columns that a header names; Unreadable with the first one that is unknown, doubled or missing."""
    known = {_folded(name): item for item in headings(type_) for name in (item.name, *item.labels)}
    known |= {_folded(item.name.partition(".")[2]): item for item in headings(type_) if "." in item.name}
    columns: list[Column | None] = []
    there: set[str] = set()
    for written in header:
        column = _column(number, written.strip(), known, type_)
        if column is not None:
            if column.heading.name in there:
                raise Unreadable(number, f"names {column.heading.name} a second time", column.written)
            there.add(column.heading.name)
        columns.append(column)
    for name in KEYS[type_]:
        if name not in there:
            label = next(item.labels[0] for item in headings(type_) if item.name == name)
            raise Unreadable(number, f"the column {name} ({label}) is missing; {type_} cannot do without it")
    return columns


def _column(number: int, written: str, known: dict[str, Heading], type_: Type) -> Column | None:
    if not written:
        return None
    found = known.get(_folded(written))
    factor = Decimal(1)
    if found is None and (match := _UNIT.fullmatch(written.rstrip("* "))):
        found = known.get(_folded(match[1]))
        if found is not None and (match[2] == "亩") != (found.name == "land_mu"):
            raise Unreadable(number, f"{found.name} is not given in {match[2]}", written)
        if found is not None and match[2] != "亩":
            if not found.money:
                raise Unreadable(number, f"{found.name} is no sum of money", written)
            factor = _FACTORS[match[2]]
    if found is None:
        names = ", ".join(item.labels[0] if item.labels else item.name for item in headings(type_) if not item.ignored)
        raise Unreadable(number, f"is no column of {type_}; known: {names}", written[:_MOST_SHOWN])
    return None if found.ignored else Column(found, written, factor)


def _pointer(name: str) -> str:
    return "/" + name.replace(".", "/")


def _folded(text: str) -> str:
    return "".join(text.split()).rstrip("*").casefold()


def csv_rows(file: IO[bytes], encoding: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a CSV with their numbers, blank ones included; Unreadable where it breaks."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(file, encoding), strict=True), 1):
            yield number, cells
    except UnicodeDecodeError:
        raise Unreadable(
            number + 1,
            f"is not {encoding.upper()}; save the file as CSV UTF-8, or send Content-Type: text/csv; charset=gb18030",
        ) from None
    except csv.Error as error:
        raise Unreadable(
            number + 1, f"is no valid CSV ({error}); quote cells that contain quotes, commas or line ends"
        ) from None


def _lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    first = True
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise csv.Error(f"a line has more than {LONGEST} bytes")
        yield line.removeprefix(BOM_UTF8 if first else b"").decode(encoding)
        first = False
