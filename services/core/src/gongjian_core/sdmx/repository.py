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

    `place`: as known at that place of the change sequence. `since`: only what changed after that place.
    """

    city: str
    kinds: Sequence[str] | None = None
    keys: Sequence[str] | None = None
    indicators: Sequence[str] | None = None
    scopes: Sequence[str] | None = None
    first: date | None = None
    last: date | None = None
    place: int | None = None
    since: int | None = None


async def observations(tx: Transaction, wanted: Wanted) -> AsyncGenerator[Sequence[asyncpg.Record]]:
    """The rows, `op` first, in the order of their keys; withdrawn and deleted ones only when changes are asked for.

    Every statement has the same columns: a connection remembers the description of the FETCH.
    """
    sql, values = _statement(wanted)
    await tx.execute(f"declare sdmx_observations no scroll cursor for {sql}", *values)
    while rows := await tx.fetch(f"fetch {BATCH} from sdmx_observations"):
        yield rows
    await tx.execute("close sdmx_observations")


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
    if wanted.place is None and wanted.since is None:
        return f"select 'upsert' as op, {_COLUMNS} from observations o where {where} and value is not null" + (
            f" order by {_KEY}"
        ), values
    known = ""
    if wanted.place is not None:
        values.append(wanted.place)
        known = (
            " and not exists (select from changes c where c.city = $1 and c.id = o.change_id"
            f" and (c.seq > ${len(values)} or c.seq is null))"
        )
    latest = (
        f"select distinct on ({_KEY}) o.op, {_COLUMNS}, o.change_id from observations_history o"
        f" where {where}{known} order by {_KEY}, o.revision desc"
    )
    if wanted.since is None:
        return (
            f"select o.op, {_COLUMNS} from ({latest}) o where o.op = 'upsert' and o.value is not null order by {_KEY}",
            values,
        )
    values.append(wanted.since)
    changed = (
        "exists (select from changes c where c.city = $1 and c.id = o.change_id"
        f" and (c.seq > ${len(values)} or c.seq is null))"
    )
    return f"select o.op, {_COLUMNS} from ({latest}) o where {changed} order by {_KEY}", values


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
