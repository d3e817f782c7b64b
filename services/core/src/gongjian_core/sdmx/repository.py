"""Observations for the cube, read by a cursor in the order of their keys, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import asyncpg

from ..changelog import place_of
from ..database import Database, Transaction
from ..indicators.repository import KEY_COLUMNS

BATCH: Final = 2_000
_KEY: Final = ", ".join(f"o.{column}" for column in KEY_COLUMNS)
_COLUMNS: Final = f"{_KEY}, o.period, o.value, o.unit, o.status, o.source, o.note, o.revision, o.recorded_at"


@dataclass(frozen=True)
class Wanted:
    """Which observations of a city may be selected, as far as columns tell; None: any.

    `place`: as known at that place of the change sequence.
    """

    city: str
    kinds: Sequence[str] | None = None
    keys: Sequence[str] | None = None
    indicators: Sequence[str] | None = None
    scopes: Sequence[str] | None = None
    first: date | None = None
    last: date | None = None
    place: int | None = None


async def observations(tx: Transaction, wanted: Wanted) -> AsyncGenerator[Sequence[asyncpg.Record]]:
    """The figures that stand, or stood at the place, in the order of their keys; withdrawn ones are left out."""
    async for rows in _read(tx, "sdmx_observations", *_statement(wanted)):
        yield rows


async def changed_observations(
    tx: Transaction, cities: Sequence[str], since: int, place: int | None
) -> AsyncGenerator[Sequence[asyncpg.Record]]:
    """The last change of each figure after one place, up to another (None: now), ordered by city and key.

    It reads the changes alone, so what it costs grows with their number and not with that of the figures. Keys are in
    the order of their bytes, so that those of one series follow one another on any server.
    """
    values: list[Any] = [list(cities), since]
    known = "c.seq > $2 or c.seq is null"
    if place is not None:
        values.append(place)
        known = "c.seq > $2 and c.seq <= $3"
    sql = (
        'select distinct on (c.city, c.key collate "C") c.city, c.key, c.op, c.revision, c.written_at, c.document::text'
        f" from changes c where c.city = any($1) and c.type = 'observation' and ({known})"
        ' order by c.city, c.key collate "C", c.revision desc'
    )
    async for rows in _read(tx, "sdmx_changes", sql, values):
        yield rows


async def _read(
    tx: Transaction, cursor: str, sql: str, values: Sequence[Any]
) -> AsyncGenerator[Sequence[asyncpg.Record]]:
    """The rows of a statement in parts. What a cursor of that name answers has always the same columns: a connection
    remembers the description of its FETCH."""
    await tx.execute(f"declare {cursor} no scroll cursor for {sql}", *values)
    while rows := await tx.fetch(f"fetch {BATCH} from {cursor}"):
        yield rows
    await tx.execute(f"close {cursor}")


def _statement(wanted: Wanted) -> tuple[str, list[Any]]:
    values: list[Any] = [wanted.city]
    conditions = ["o.city = $1"]
    for column, test, value in (
        ("subject_kind", "= any", wanted.kinds),
        ("subject_key", "= any", wanted.keys),
        ("indicator", "= any", wanted.indicators),
        ("scope", "= any", wanted.scopes),
        ("period_to", ">=", wanted.first),
        ("period_to", "<=", wanted.last),
    ):
        if value is not None:
            values.append(value if isinstance(value, date) else list(value))
            conditions.append(f"o.{column} {test} (${len(values)})")
    where = " and ".join(conditions)
    if wanted.place is None:
        return f"select {_COLUMNS} from observations o where {where} and o.value is not null order by {_KEY}", values
    values.append(wanted.place)
    latest = (
        f"select distinct on ({_KEY}) o.op, {_COLUMNS} from observations_history o where {where}"
        " and not exists (select from changes c where c.city = $1 and c.id = o.change_id"
        f" and (c.seq > ${len(values)} or c.seq is null)) order by {_KEY}, o.revision desc"
    )
    known = "o.op = 'upsert' and o.value is not null"
    return f"select {_COLUMNS} from ({latest}) o where {known} order by {_KEY}", values


async def declared_since(tx: Transaction, city: str, place: int) -> dict[str, str | None] | None:
    """Ids of the city's targets whose declaration changed after a place, each with its document before.

    None when no declarations are stored: then nobody can tell.
    """
    if not await tx.fetchval("select exists (select from changes where city = $1 and type = 'declaration')", city):
        return None
    rows = await tx.fetch(
        """select changed.key, (select before.document::text from changes before where before.city = $1
             and before.type = 'declaration' and before.key = changed.key and before.seq <= $2
             order by before.revision desc limit 1) as document
           from (select distinct key from changes where city = $1 and type = 'declaration' and key ^@ 'targets/'
             and (seq > $2 or seq is null)) changed
           order by changed.key""",
        city,
        place,
    )
    return {row["key"].removeprefix("targets/"): row["document"] for row in rows}


async def begun(database: Database) -> datetime:
    """The present moment, after which nothing that is committed by now can be stamped.

    Whoever reads from here on sees at least all that was known at that moment; whoever asks later for what changed
    since then gets the rest.
    """
    async with database.gate() as gate:
        moment: datetime = await gate.fetchval("select clock_timestamp()")
    await place_of(database, moment)
    return moment
