"""A mirror in a PostgreSQL database of the receiver's: schema `gongjian_mirror`, table `records`.

What is loaded, what is applied and the cursor change in one transaction, so a kill leaves the state before or after.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import asyncpg

from ..errors import StartRefused
from .source import Selected
from .target import Loading, Standing

_LOCK: Final = 7_305_061_997
_SCHEMA: Final = """
create schema if not exists gongjian_mirror;
create table if not exists gongjian_mirror.records (
  city text collate "C" not null, type text collate "C" not null, key text collate "C" not null,
  revision bigint not null, seq bigint not null, origin text not null, recorded_at timestamptz not null,
  recorded_by text not null, data jsonb not null, primary key (city, type, key));
create table if not exists gongjian_mirror.loading (like gongjian_mirror.records including indexes);
create table if not exists gongjian_mirror.state (
  only_one boolean primary key default true check (only_one), source text not null, types text[], cities text[],
  cursor text, export text, followed_at timestamptz not null default now(), report json);
"""
_COLUMNS: Final = "city, type, key, revision, seq, origin, recorded_at, recorded_by, data"
_GIVEN: Final = """json_to_recordset($1::text::json) as c(city text, type text, key text, op text, revision bigint,
  seq bigint, origin text, recorded_at timestamptz, recorded_by text, data jsonb)"""
_LOAD: Final = f"insert into gongjian_mirror.loading ({_COLUMNS}) select {_COLUMNS} from {_GIVEN}"
_APPLY: Final = f"""
with given as materialized (
  select distinct on (city, type, key) * from {_GIVEN} order by city, type, key, revision desc),
gone as (
  delete from gongjian_mirror.records r using given g
  where g.op = 'delete' and (r.city, r.type, r.key) = (g.city, g.type, g.key) and r.revision < g.revision)
insert into gongjian_mirror.records as r ({_COLUMNS}) select {_COLUMNS} from given where op = 'upsert'
on conflict (city, type, key) do update set revision = excluded.revision, seq = excluded.seq, origin = excluded.origin,
  recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, data = excluded.data
where r.revision < excluded.revision"""


class Repository:
    """A database as a target. Nobody else may work on it at the same time."""

    def __init__(self, connection: Any, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    async def opened(cls, url: str, source: str, selected: Selected) -> Repository:
        """The database at a URL; StartRefused when it cannot be used, or mirrors something else."""
        plain = url.replace("postgresql+asyncpg://", "postgresql://", 1)
        try:
            connection = await asyncpg.connect(plain, server_settings={"application_name": "gongjian-mirror"})
        except (OSError, asyncpg.PostgresError, ValueError) as error:
            raise StartRefused(f"--to: the database cannot be used ({error})") from error
        name = f"database {await connection.fetchval('select current_database()')}"
        target = cls(connection, name)
        if not await connection.fetchval("select pg_try_advisory_lock($1)", _LOCK):
            await target.close()
            raise StartRefused(f"another mirror works on {name}")
        try:
            await target._prepare(source, selected)
        except BaseException:
            await target.close()
            raise
        return target

    async def _prepare(self, source: str, selected: Selected) -> None:
        async with self._connection.transaction():
            await self._connection.execute("set local client_min_messages = warning")
            await self._connection.execute(_SCHEMA)
            await self._connection.execute(
                "insert into gongjian_mirror.state (source, types, cities) values ($1, $2, $3) on conflict do nothing",
                source, selected.types, selected.cities,
            )  # fmt: skip
            found = await self._connection.fetchrow("select source, types, cities from gongjian_mirror.state")
        stands = (
            found["source"],
            *(None if words is None else tuple(words) for words in (found["types"], found["cities"])),
        )
        if stands != (source, selected.types, selected.cities):
            raise StartRefused(
                f"{self._name} mirrors {stands[0]} (types {stands[1]}, cities {stands[2]}); name the same, "
                "or another database"
            )

    async def close(self) -> None:
        """Let others work on it."""
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self._connection.close()

    @property
    def name(self) -> str:
        return self._name

    async def standing(self) -> Standing:
        found = await self._connection.fetchrow("select cursor, export from gongjian_mirror.state")
        return Standing(found["cursor"], found["export"])

    async def await_export(self, id: str | None) -> None:
        async with self._connection.transaction():
            await self._connection.execute("truncate gongjian_mirror.loading")
            await self._connection.execute("update gongjian_mirror.state set export = $1", id)

    def load(self, type: str) -> Loading:
        return _DatabaseLoading(self._connection)

    async def loaded(self, cursor: str) -> None:
        async with self._connection.transaction():
            await self._connection.execute("truncate gongjian_mirror.records")
            await self._connection.execute(
                f"insert into gongjian_mirror.records ({_COLUMNS}) select {_COLUMNS} from gongjian_mirror.loading"
            )
            await self._connection.execute("truncate gongjian_mirror.loading")
            await self._connection.execute(
                "update gongjian_mirror.state set cursor = $1, export = null, followed_at = now()", cursor
            )
        await self._connection.execute("analyze gongjian_mirror.records")

    async def apply(self, changes: Sequence[bytes], cursor: str) -> None:
        async with self._connection.transaction():
            if changes:
                await self._connection.execute(_APPLY, _array(changes))
            await self._connection.execute(
                "update gongjian_mirror.state set cursor = $1, followed_at = now()", cursor
            )  # fmt: skip

    async def records(self, type: str | None = None, city: str | None = None) -> AsyncIterator[Mapping[str, Any]]:
        async with self._connection.transaction(isolation="repeatable_read", readonly=True):
            found = self._connection.cursor(
                """select city, type, key, revision, data from gongjian_mirror.records
                   where ($1::text is null or type = $1) and ($2::text is null or city = $2)""",
                type, city, prefetch=1000,
            )  # fmt: skip
            async for row in found:
                yield {**row, "data": json.loads(row["data"])}

    async def keep_report(self, report: Mapping[str, Any]) -> None:
        await self._connection.execute(
            "update gongjian_mirror.state set report = $1::text::json", json.dumps(report, ensure_ascii=False)
        )


class _DatabaseLoading:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def add(self, lines: Sequence[bytes]) -> None:
        await self._connection.execute(_LOAD, _array(lines))

    async def end(self) -> None:
        """Every batch stands already; `loaded` lets it count."""


def _array(lines: Sequence[bytes]) -> str:
    return (b"[" + b",".join(lines) + b"]").decode()
