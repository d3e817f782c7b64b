"""Exports and their files in the database: a file is a run of chunks, visible to whoever covers all of its cities."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from ...changelog import sequence
from ...database import Database, Transaction
from ..repository import CHANGE
from ..selection import Selection
from ..state import standing

_FIELDS = """e.id, e.types, e.cities, e.reached, e.scope, e.position, e.files::text as files, e.created_at,
  e.expires_at, coalesce(j.state, 'failed') as state, coalesce(j.done, 0) as done, j.error"""
_LINE = standing(CHANGE, keys="c.key", where="c.city = $1 and c.type = $2", place="$3")
_DELIMITER, _QUOTE = "\x02", "\x01"


async def create(tx: Transaction, wanted: Selection, reached: Sequence[str], scope: str) -> UUID:
    """Keep what is asked for; a worker does it."""
    id: UUID = await tx.fetchval(
        "insert into exports (types, cities, reached, scope) values ($1, $2, $3, $4) returning id",
        wanted.types, wanted.cities, list(reached), scope,
    )  # fmt: skip
    return id


async def waiting(tx: Transaction) -> int:
    """How many visible exports of the same caller are not done yet."""
    return int(
        await tx.fetchval(
            """select count(*) from exports e join jobs j on j.city = e.reached[1] and j.id = e.id::text
               where e.created_by = gongjian_actor() and j.state in ('queued', 'running')"""
        )
    )


async def find(tx: Transaction, id: UUID) -> asyncpg.Record | None:
    """An export and how its job stands, if all of its cities are visible."""
    return await tx.fetchrow(
        f"""select {_FIELDS} from exports e left join jobs j on j.city = e.reached[1] and j.id = e.id::text
            where e.id = $1 and e.expires_at > clock_timestamp()""",
        id,
    )


async def sweep(database: Database) -> None:
    """Take away what has expired."""
    async with database.gate() as gate:
        await gate.execute("delete from exports where expires_at < clock_timestamp()")


async def place(database: Database) -> int:
    """The last number after numbering everything that is committed: what an export shows."""
    async with database.gate() as gate:
        await sequence(gate)
        return int(await gate.fetchval("select last_seq from sequence_head"))


async def copy_lines(tx: Transaction, city: str, type: str, place: int, take: Callable[[bytes], Any]) -> None:
    """Let `take` have what stood of a type in a city, a line for each record, by the record's key.

    COPY as CSV, with characters that JSON texts never contain as delimiter and quote, gives the lines as they are.
    """
    await tx.driver.copy_from_query(
        _LINE, city, type, place,
        output=take, format="csv", delimiter=_DELIMITER, quote=_QUOTE,
    )  # fmt: skip


async def keep_chunk(
    database: Database, reached: Sequence[str], id: UUID, attempt: int, file: str, number: int, data: bytes
) -> None:
    """Store a piece of a file, in a transaction of its own."""
    async with database.transaction(reached) as tx:
        await tx.execute(
            "insert into export_chunks (export, attempt, file, number, data) values ($1, $2, $3, $4, $5)",
            id, attempt, file, number, data,
        )  # fmt: skip


async def complete(tx: Transaction, id: UUID, attempt: int, place: int, files: Sequence[Mapping[str, Any]]) -> None:
    """The files of this attempt are the export's; those of others go."""
    await tx.execute("delete from export_chunks where export = $1 and attempt <> $2", id, attempt)
    await tx.execute(
        "update exports set position = $2, files = $3::text::json, attempt = $4 where id = $1",
        id, place, json.dumps(list(files)), attempt,
    )  # fmt: skip


async def chunks(database: Database, reached: Sequence[str], id: UUID, file: str) -> AsyncIterator[bytes]:
    """A file, piece by piece, each read in a transaction of its own."""
    number = 0
    while True:
        async with database.transaction(reached) as tx:
            rows = await tx.once(
                """select c.data from export_chunks c join exports e on e.id = c.export and e.attempt = c.attempt
                   where c.export = $1 and c.file = $2 and c.number = $3""",
                id, file, number,
            )  # fmt: skip
        if not rows:
            return
        yield rows[0]["data"]
        number += 1
