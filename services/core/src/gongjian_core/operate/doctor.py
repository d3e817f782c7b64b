"""`gongjian doctor`: what an operator would look at first, looked at, each with what to do about it."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import asyncpg

from .. import fitness, migrate
from ..access import repository as keys
from ..app import HANDLERS
from ..database import Database
from ..declared import Catalogue
from ..errors import StartRefused, Unavailable
from ..opening import Opened
from ..settings import Settings
from ..telemetry.vitals import vitals
from . import secrets

BESIDE_THE_POOL = 2 * len(HANDLERS) + 3
"""Connections of a process beside its pool, at most: two for each kind of job, three that listen."""
_ROOM = 1_000_000_000
_LATE_SECONDS = 3600
_SERVER = """select current_setting('server_version_num')::int as version, version() as text,
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
  (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
  extract(epoch from clock_timestamp())::float8 as clock,
  pg_database_size(current_database()) as bytes"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: fine, worth knowing, or wrong."""

    level: Literal["ok", "note", "wrong"]
    about: str
    detail: str


def on_settings(settings: Settings, catalogue: Catalogue, place: Opened) -> Iterator[Finding]:
    """What the environment says, and the place of embedded data."""
    names = ", ".join(catalogue.cities)
    yield Finding("ok" if names else "wrong", "cities", names or "none is installed: install gongjian-<city>")
    yield Finding("ok", "database", place.title)
    if settings.weak_admin_key:
        yield Finding("note", "admin key", "GONGJIAN_ADMIN_KEY can be guessed; take 32 random bytes")
    if not place.embedded and settings.secrets_key is None:
        yield Finding("note", "secrets", "GONGJIAN_SECRETS_KEY is not set: no subscription with a secret can be made")
    if not place.embedded and settings.log_format == "text":
        yield Finding("note", "logs", "text; collectors read GONGJIAN_LOG_FORMAT=json")
    if place.embedded:
        free = shutil.disk_usage(settings.data_dir.expanduser()).free
        level: Literal["ok", "note"] = "ok" if free > _ROOM else "note"
        yield Finding(level, "disk", f"{free // 1_000_000} MB free below {settings.data_dir}")


async def on_database(settings: Settings, catalogue: Catalogue, place: Opened) -> AsyncIterator[Finding]:
    """What the database says, as far as it answers."""
    database = Database(place.app_url, pool_size=2)
    try:
        await fitness.refuse_unsafe_role(database)
        yield Finding("ok", "role", "row-level security holds for it")
        fault = migrate.standing(*await fitness.revision(database))
        yield Finding("wrong" if fault else "ok", "migrations", fault or f"fit this version ({migrate.head()})")
        if fault:
            return
        async with database.transaction(()) as transaction:
            server = await transaction.fetchrow(_SERVER)
            clock = time.time()
        for finding in _server(settings, server, clock):
            yield finding
        yield await _told(database)
        known = await keys.listed(database)
        admins = [row for row in known if row["role"] == "admin"]
        yield Finding(
            "ok" if admins or settings.admin_key is not None else "note",
            "keys",
            f"{len(known)}, {len(admins)} of them admin" if known else "none yet: `gongjian keys create`",
        )
        if settings.secrets_key is not None:
            level, detail = await secrets.standing(database, settings.secrets_key.get_secret_value())
            yield Finding(level, "secrets", detail)
        missing = await fitness.undeclared(database, tuple(catalogue.cities))
        yield Finding(
            "wrong" if missing else "ok",
            "declarations",
            f"nothing of {', '.join(missing)} is stored: run `gongjian migrate`" if missing else "stored",
        )
        async for finding in _work(database, catalogue):
            yield finding
    except StartRefused as error:
        yield Finding("wrong", "role", f"{error}")
    except (Unavailable, asyncpg.PostgresError) as error:
        cause = f" ({fitness.cause_of(error)})" if error.__cause__ else ""
        yield Finding("wrong", "database", f"{error}{cause}")
    finally:
        await database.close()


def _server(settings: Settings, server: Any, clock: float) -> Iterator[Finding]:
    version = server["version"]
    yield Finding(
        "ok" if version >= 180000 else "wrong", "server",
        server["text"].split(",")[0] + ("" if version >= 180000 else "; PostgreSQL 18 is needed"),
    )  # fmt: skip
    size = settings.pool_size + BESIDE_THE_POOL
    left = server["most"] - server["used"]
    yield Finding(
        "ok" if left >= size else "note", "connections",
        f"{server['used']} of {server['most']} in use; a process takes up to {size} "
        f"(GONGJIAN_POOL_SIZE={settings.pool_size} and {BESIDE_THE_POOL}), so {max(left, 0) // size} more fit",
    )  # fmt: skip
    apart = abs(clock - server["clock"])
    yield Finding("ok" if apart < 2 else "note", "clock", f"{apart:.1f} s apart from the database's")
    yield Finding("ok", "size", f"{server['bytes'] // 1_000_000} MB")


async def _told(database: Database) -> Finding:
    """Whether a notification arrives: a pooler in transaction mode swallows them."""
    heard = asyncio.Event()
    try:
        async with asyncio.timeout(3), database.listener() as connection:
            await connection.add_listener("gongjian_doctor", lambda *_: heard.set())
            async with database.transaction(()) as transaction:
                await transaction.execute("notify gongjian_doctor")
            await heard.wait()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return Finding(
            "wrong", "notifications",
            "do not arrive: a pooler in between? Then add pooler=transaction, and listen_host and "
            "listen_port of the server itself, to GONGJIAN_DATABASE_URL",
        )  # fmt: skip
    return Finding("ok", "notifications", "arrive")


async def _work(database: Database, catalogue: Catalogue) -> AsyncIterator[Finding]:
    known = await vitals(database, tuple(catalogue.cities))
    late = known.lag_seconds > 60
    yield Finding(
        "wrong" if late else "ok", "feed",
        f"change {known.head}; {known.unsequenced} without a number, the oldest for {known.lag_seconds:.0f} s"
        + (": a running service numbers them, see its log for `gongjian.feed`" if late else ""),
    )  # fmt: skip
    for jobs in known.jobs:
        stuck = jobs.state == "queued" and jobs.oldest > 600
        yield Finding(
            "note" if stuck else "ok", "jobs",
            f"{jobs.number} {jobs.kind} {jobs.state}, the oldest for {jobs.oldest:.0f} s",
        )  # fmt: skip
    for one in known.subscriptions:
        if not one.active:
            yield Finding("note", "subscriptions", f"{one.id} is switched off; its receiver wants no more")
        elif one.seconds > _LATE_SECONDS:
            why = f"failed {one.failures} times in a row" if one.failures else "falls behind without failing"
            yield Finding("note", "subscriptions", f"{one.id} {why}: {one.behind} changes, {one.seconds:.0f} s old")


async def examined(settings: Settings, catalogue: Catalogue, place: Opened) -> list[Finding]:
    """Everything that was looked at."""
    found = list(on_settings(settings, catalogue, place))
    return found + [finding async for finding in on_database(settings, catalogue, place)]
