"""Whether a database may be served: the role sees no more than it should, and the migrations fit this code."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

from . import migrate
from .database import Database
from .errors import StartRefused, Unavailable

_ROLE = """select current_user as name, rolsuper, rolbypassrls,
  exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v')
          and c.relnamespace = 'public'::regnamespace) as owns
from pg_roles r where rolname = current_user"""
_UNSAFE = {"rolsuper": "is a superuser", "rolbypassrls": "has BYPASSRLS", "owns": "owns tables"}
_UNDECLARED = """select asked.city from unnest($1::text[]) as asked(city)
where not exists (select from declarations d where d.city = asked.city) order by 1"""
_VERSION = """select version_num, obj_description('public.alembic_version'::regclass, 'pg_class') as said
from public.alembic_version"""


async def refuse_unsafe_role(database: Database) -> None:
    """StartRefused when the role could see past row-level security: superuser, BYPASSRLS or owner of tables."""
    async with database.transaction(()) as transaction:
        role = await transaction.fetchrow(_ROLE)
    if role is None:
        raise StartRefused("the database does not know the role that is connected")
    for flag, reason in _UNSAFE.items():
        if role[flag]:
            raise StartRefused(
                f"GONGJIAN_DATABASE_URL connects as {role['name']}, which {reason}: row-level security would not "
                "hold. Connect as gongjian_app (made by `gongjian migrate`; give it a password with "
                "`alter role gongjian_app password '…'`) and pass the owner's URL to `gongjian migrate` only."
            )


async def revision(database: Database) -> tuple[str | None, str | None]:
    """The migration that the database is at (None: never migrated), and the one that code has to know to serve it."""
    async with database.transaction(()) as transaction:
        if await transaction.fetchval("select to_regclass('public.alembic_version') is null"):
            return None, None
        row = await transaction.fetchrow(_VERSION)
    if row is None:
        return None, None
    said = row["said"] or ""
    return row["version_num"], said.removeprefix(migrate.FLOOR) if said.startswith(migrate.FLOOR) else None


def ahead(url: str) -> str | None:
    """The migration that a database is at, if that is beyond this code: after a roll back there is nothing to migrate.

    StartRefused when it was contracted since, so that this code must leave it alone. None, too, when it cannot be
    asked: who migrates it says why.
    """
    try:
        found, floor = asyncio.run(_revision_on(url))
    except (OSError, Unavailable, asyncpg.PostgresError):
        return None
    if found is None or found in migrate.revisions():
        return None
    if fault := migrate.standing(found, floor):
        raise StartRefused(fault)
    return found


async def _revision_on(url: str) -> tuple[str | None, str | None]:
    database = Database(url, pool_size=1)
    try:
        return await revision(database)
    finally:
        await database.close()


def cause_of(error: BaseException) -> str:
    """What was wrong in the first place, such as the server's word on a password."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {error}"


async def undeclared(database: Database, cities: Sequence[str]) -> list[str]:
    """The cities of which nothing is stored. Not those that are stored otherwise: another version may have done it."""
    async with database.transaction(cities) as transaction:
        return [row["city"] for row in await transaction.fetch(_UNDECLARED, list(cities))]


async def faults(database: Database, cities: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, each with its cure; nothing when the service may get requests."""
    found: dict[str, str] = {}
    try:
        await refuse_unsafe_role(database)
        if fault := migrate.standing(*await revision(database)):
            found["migrations"] = fault[0].upper() + fault[1:] + "."
        elif 0 < len(missing := await undeclared(database, tuple(cities))) < len(cities):
            # All of them: a database that was never declared to, whose feed tells records alone.
            found["declarations"] = (
                f"What {', '.join(missing)} declares was never stored, so the feed does not tell it: run "
                "`gongjian migrate` with the plugins of this version."
            )
    except StartRefused as error:
        found["role"] = f"{error}"
    except asyncpg.PostgresError as error:
        found["database"] = f"The database refuses what the service needs: {error}."
    except Unavailable as error:
        found["database"] = f"{error.detail} ({cause_of(error)})"
    if not cities:
        found["cities"] = "No city is installed: install the plugin of one (distribution gongjian-<city>)."
    return found
