"""Digests in the database, at any place of the change sequence."""

from __future__ import annotations

from collections.abc import Sequence

import asyncpg

from ...database import Transaction
from ...pages import Where
from ..repository import in_order_of_an_index
from ..state import standing

GROUPS = {
    "type": "c.type",
    "city": "c.city",
    "period": "case when c.type = 'observation' then substring(c.key from '[^|]*$') end",
    "prefix": "left(c.key, {length})",
}
MOST_GROUPS = 10_000
_SUM = "count(*) as count, bit_xor(('x' || encode(c.sha256, 'hex'))::bit(256)) as hash"


async def groups(
    tx: Transaction, by: Sequence[str], length: int, types: Sequence[str] | None, prefix: str, place: int
) -> list[asyncpg.Record]:
    """Count and hash of each group that has records, in order; one more than `MOST_GROUPS` at most."""
    where = _narrowed(types, prefix)
    names = ", ".join(f"{GROUPS[name].format(length=length)} as {name}" for name in by)
    numbers = ", ".join(str(number + 1) for number in range(len(by)))
    # Everything that stands is read once: minutes for ten million records.
    await tx.be_patient(600)
    await tx.execute("select set_config('work_mem', '64MB', true)")
    return await tx.fetch(
        f"""{standing(f"{names}, {_SUM}", keys="c.city, c.type, c.key", where=where.sql, place=where.value(place))}
            group by {numbers} order by {numbers} limit {MOST_GROUPS + 1}""",
        *where.values,
    )


async def keys(
    tx: Transaction, city: str, type: str, prefix: str, place: int, after: str, limit: int
) -> list[asyncpg.Record]:
    """Key, revision and hash of each record of a type in a city, by key."""
    where = _narrowed(None, prefix)
    where.add("c.city = {} and c.type = {} and c.key > {}", city, type, after)
    listed = standing(
        "c.type, c.city, c.key, c.revision, c.sha256", keys="c.key", where=where.sql, place=where.value(place)
    )
    await in_order_of_an_index(tx)
    return await tx.fetch(f"{listed} order by c.key limit {where.value(limit)}", *where.values)


def _narrowed(types: Sequence[str] | None, prefix: str) -> Where:
    where = Where()
    if types is not None:
        where.add("c.type = any({})", list(types))
    if prefix:
        where.add("starts_with(c.key, {})", prefix)
    return where
