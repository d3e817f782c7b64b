"""Runs the migrations: one transaction for all of them, under an advisory lock, with time limits.

A migration must leave the running version of the service working: expand, backfill, contract in separate releases.
"""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from gongjian_core.settings import asyncpg_url
from gongjian_core.tables import METADATA

LOCK_KEY = 7_305_061_992
"""Any fixed number: whoever holds it migrates; everyone else waits."""


def run(connection: Connection) -> None:
    """Run what Alembic was asked for on this connection."""
    context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
    with context.begin_transaction():
        # Requests queue behind whoever waits for a lock: `migrate.upgrade` tries several times instead of longer.
        connection.execute(text("set local lock_timeout = '3s'"))
        connection.execute(text("set local statement_timeout = '15min'"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        context.run_migrations()


async def connect_and_run() -> None:
    """Open a connection of our own and run on it."""
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise RuntimeError("no database URL: run `gongjian migrate`, which passes it on")
    engine = create_async_engine(asyncpg_url(url), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
            await connection.commit()
    finally:
        await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(connect_and_run())
