"""What a database holds, table by table: how many rows and a hash of them, whatever their order.

The hash of a table is the sum of the two halves of the MD5 of each row's text: it tells copies apart that differ by
accident, which is what it is for. Two databases with the same contents have the same hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg

TEXT = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
"""Settings of a connection that rows have the same text under."""
_TABLES = """select c.oid::regclass::text from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1"""
_HASH = """select count(*) as rows, coalesce(sum(('x' || left(hash, 16))::bit(64)::bigint::numeric), 0)::text || ':'
  || coalesce(sum(('x' || right(hash, 16))::bit(64)::bigint::numeric), 0)::text as hash
from (select md5(t::text) as hash from {table} t) hashed"""


async def contents(connection: asyncpg.Connection) -> dict[str, list[Any]]:
    """Rows and hash of every table; the connection sees past row-level security and has the settings of `TEXT`."""
    found = {}
    for (table,) in await connection.fetch(_TABLES):
        row = await connection.fetchrow(_HASH.format(table=table))
        found[table] = [row["rows"], row["hash"]]
    return found


def differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """The tables that differ, each with its rows here and there."""
    return [
        f"{table}: {wanted.get(table, ['no table'])[0]} rows in the backup, {found.get(table, ['no table'])[0]} here"
        for table in sorted({*wanted, *found})
        if wanted.get(table) != found.get(table)
    ]
