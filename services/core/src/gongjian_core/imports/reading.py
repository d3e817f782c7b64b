"""Rows as they stand in a file, one by one and never all at once: lines of NDJSON here, tables in `tabular`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final, Protocol

from pydantic_core import from_json

from ..errors import Fault

LONGEST: Final = 1024 * 1024
"""Bytes that a line may have."""
_LARGEST_VERSION: Final = 2**63 - 1
VERSION_FAULT: Final = Fault("/source_version", "must be a whole number from 0, larger for what is newer")


@dataclass(frozen=True)
class Row:
    """A row: the record's fields (of a table only the columns it has), the version its source gives it, its faults,
    and about how long it is.
    """

    number: int
    values: Mapping[str, Any]
    version: int | None = None
    faults: tuple[Fault, ...] = ()
    size: int = 0


class Refused(str):
    """Stands for a cell that is refused, whatever its column; the text says why."""

    __slots__ = ()


class Unreadable(Exception):
    """From this row on the file can't be read; nothing of it is stored."""

    def __init__(self, row: int, detail: str, column: str | None = None) -> None:
        super().__init__(detail)
        self.row = row
        self.detail = detail
        self.column = column


class Source(Protocol):
    """A file that is read row by row."""

    @property
    def partial(self) -> bool:
        """Whether a field that is absent leaves what is recorded as it is."""
        ...

    def rows(self) -> Iterator[Row]:
        """The rows; Unreadable where they end too early."""
        ...

    def column(self, pointer: str) -> str | None:
        """The header of the column that a pointer leads to."""
        ...


@dataclass(frozen=True)
class Lines:
    """NDJSON: each line the whole record as PUT takes it, with `source_version` beside its fields if wanted."""

    file: IO[bytes]
    partial: bool = False

    def rows(self) -> Iterator[Row]:
        """The lines that are not blank."""
        number = 0
        while line := self.file.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST and not line.endswith(b"\n"):
                self._skip()
                yield Row(number, {}, faults=(Fault("", f"has more than {LONGEST} bytes"),))
            elif line.strip():
                yield _row(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)

    def _skip(self) -> None:
        while (rest := self.file.readline(LONGEST)) and not rest.endswith(b"\n"):
            pass

    def column(self, pointer: str) -> None:
        """Lines have no columns."""


def _row(number: int, line: bytes) -> Row:
    try:
        values = from_json(line, allow_inf_nan=False)
    except ValueError:
        return Row(number, {}, faults=(Fault("", "is not valid JSON (RFC 8259, UTF-8)"),))
    if not isinstance(values, dict):
        return Row(number, {}, faults=(Fault("", "must be a JSON object: one record on each line"),))
    version = values.pop("source_version", None)
    if version is None:
        return Row(number, values, size=len(line))
    if not is_version(version):
        return Row(number, values, faults=(VERSION_FAULT,), size=len(line))
    return Row(number, values, version, size=len(line))


def is_version(value: Any) -> bool:
    """Whether it may number the versions of a record at its source."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_VERSION
