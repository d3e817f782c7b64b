"""An import from file to outcome, in one transaction and a bounded part of memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final

from ..database import Transaction
from ..declared import Catalogue, City
from ..errors import Fault
from ..vocabulary import storable
from .entity import Mode, Type
from .preparing import KINDS, Prepared, filled
from .reading import Lines, Row, Source, Unreadable
from .stage import Refusal, Stage
from .tabular import Table, csv_rows
from .workbook import workbook_rows

AT_ONCE: Final = 500
SIZE_AT_ONCE: Final = 4 * 1024 * 1024
MOST_WRONG: Final = 100_000
"""Wrong rows after which a file is given up: it is another one than was meant."""
MOST_FAULTS: Final = 20
"""Told of one row; whoever mends these sees the others next."""
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Errand:
    """What is to be imported, and how. `form` is the form of the file: `ndjson`, `xlsx`, or `csv` and its encoding."""

    type: Type
    mode: Mode
    dry_run: bool
    origin: str
    form: str


@dataclass(frozen=True)
class Ending:
    """How an import ended: nothing is stored when it failed. `broken` says where the file could not be read."""

    failed: bool
    rows: int
    tally: Mapping[str, int] = field(default_factory=dict)
    broken: Unreadable | None = None


def source_of(errand: Errand, file: IO[bytes], catalogue: Catalogue, city: City) -> Source:
    """The file, to be read row by row."""
    form, _, encoding = errand.form.partition(" ")
    if form == "ndjson":
        return Lines(file)
    rows = workbook_rows(file) if form == "xlsx" else csv_rows(file, encoding)
    return Table(errand.type, rows, _by_name(catalogue, city))


def _by_name(catalogue: Catalogue, city: City) -> dict[str, str]:
    """Keys of the city's indicators by their Chinese names, where a name means one of them only."""
    names: dict[str, list[str]] = {}
    for key, indicator in catalogue.indicators.items():
        if city.indicator(key) is not None:
            names.setdefault(indicator.name, []).append(key)
    return {name: keys[0] for name, keys in names.items() if len(keys) == 1}


async def run(tx: Transaction, city: City, id: str, errand: Errand, source: Source, progress: Progress) -> Ending:
    """Read, check and write; what became of the rows is kept under the import's id."""
    stage = Stage(tx, city.key, errand.type, errand.origin)
    await stage.begin()
    rows, read, wrong = source.rows(), 0, 0
    while True:
        taken, broken = await asyncio.to_thread(_take, rows)
        if broken is not None:
            return Ending(True, read + len(taken), broken=broken)
        if not taken:
            break
        recorded = await _recorded(stage, errand, source, taken)
        prepared, refused = await asyncio.to_thread(_sort, city, errand.type, source, taken, recorded)
        await stage.give(prepared, refused)
        read += len(taken)
        wrong += len(refused)
        if wrong > MOST_WRONG:
            given_up = Unreadable(taken[-1].number, f"more than {MOST_WRONG} rows are wrong; nothing was stored")
            return Ending(True, read, await stage.keep(id, failed=True), given_up)
        progress(0, read)
    await stage.check(source.column, lock=not errand.dry_run)
    rejected = await stage.rejected()
    failed = errand.mode == "atomic" and rejected > 0
    if not failed and errand.dry_run:
        await stage.compare()
    elif not failed:
        await stage.write(lambda done: progress(rejected + done, read))
    return Ending(failed, read, await stage.keep(id, failed=failed))


def _take(rows: Iterator[Row]) -> tuple[list[Row], Unreadable | None]:
    taken: list[Row] = []
    size = 0
    try:
        for row in rows:
            taken.append(row)
            size += row.size
            if len(taken) >= AT_ONCE or size >= SIZE_AT_ONCE:
                break
    except Unreadable as broken:
        return taken, broken
    return taken, None


def _key(errand_type: Type, row: Row) -> str | None:
    """The key as the row gives it, for whoever reads the answer."""
    if errand_type == "observations":
        return None
    key = row.values.get("uscc" if errand_type == "enterprises" else "code")
    try:
        return storable(key)[:100] if isinstance(key, str) else None
    except ValueError:
        return None


async def _recorded(stage: Stage, errand: Errand, source: Source, rows: Sequence[Row]) -> Mapping[str, str]:
    """The records that these rows change in part."""
    if not source.partial or errand.type == "observations":
        return {}
    keys = {key for row in rows if (key := _key(errand.type, row)) is not None}
    return await stage.recorded(sorted(keys), lock=not errand.dry_run)


def _sort(
    city: City, type_: Type, source: Source, rows: Sequence[Row], recorded: Mapping[str, str]
) -> tuple[list[Prepared], list[Refusal]]:
    """The rows that are right by themselves, and the others with what is wrong with them."""
    kind = KINDS[type_]
    prepared: list[Prepared] = []
    refused: list[Refusal] = []
    for row in rows:
        key = _key(type_, row)
        found: Prepared | tuple[Fault, ...] = row.faults
        if not row.faults:
            values = filled(type_, row.values, recorded.get(key or "")) if source.partial else row.values
            found = kind.prepare(city, row, values)
        if isinstance(found, Prepared):
            prepared.append(found)
        else:
            refused.append((row.number, key, [_shown(source, fault) for fault in found[:MOST_FAULTS]]))
    return prepared, refused


def _shown(source: Source, fault: Fault) -> dict[str, Any]:
    return {"column": source.column(fault.pointer), "pointer": fault.pointer, "detail": fault.detail}
