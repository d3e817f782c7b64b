"""Whether a database may be served: the role sees no more than it should, and the migrations fit this code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import migrate
from .database import Database
from .errors import StartRefused, Unavailable

_ROLE = """select current_user as name, rolsuper, rolbypassrls,
  exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v')
          and c.relnamespace = 'public'::regnamespace) as owns
from pg_roles r where rolname = current_user"""
_UNSAFE = {"rolsuper": "is a superuser", "rolbypassrls": "has BYPASSRLS", "owns": "owns tables"}
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


async def faults(database: Database, cities: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, each with its cure; nothing when the service may get requests."""
    found: dict[str, str] = {}
    try:
        if fault := migrate.standing(*await revision(database)):
            found["migrations"] = fault[0].upper() + fault[1:] + "."
    except Unavailable as error:
        cause = error.__cause__
        found["database"] = f"{error.detail} ({type(cause).__name__})" if cause is not None else error.detail
    if not cities:
        found["cities"] = "No city is installed: install the plugin of one (distribution gongjian-<city>)."
    return found
