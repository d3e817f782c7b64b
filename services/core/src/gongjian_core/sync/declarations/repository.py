"""Declared things in the database: stored by whoever migrates, never by a server that only serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...database import Database

_PUT = """insert into declarations (city, key, document)
  select $1, given.key, given.document::json from unnest($2::text[], $3::text[]) as given(key, document)
  on conflict (city, key) do update set document = excluded.document
  where declarations.document::text <> excluded.document::text"""


@dataclass(frozen=True)
class Stored:
    """What storing a city's declarations changed."""

    written: int
    withdrawn: int


async def store(database: Database, city: str, items: Mapping[str, str], *, actor: str) -> Stored:
    """Let these be what the city declares; only what differs is written and told."""
    async with database.transaction((city,), actor=actor, origin="plugin") as transaction:
        await transaction.execute("select pg_advisory_xact_lock(hashtextextended($1, 7305061996))", city)
        written = await transaction.execute(_PUT, city, list(items), list(items.values()))
        withdrawn = await transaction.execute(
            "delete from declarations where city = $1 and key <> all($2)", city, list(items)
        )
    return Stored(int(written.split()[-1]), int(withdrawn.split()[-1]))
