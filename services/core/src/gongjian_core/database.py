"""The database: one pool, transactions that know whose rows they may see, and the checks before serving.

Transactions are begun and ended here and nowhere else. A transaction sees the rows of the cities it was opened for;
without any it sees none. Statements go straight to asyncpg (`fetch`, `fetchrow`, …) or, built with SQLAlchemy,
through `run`, on the same connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from .errors import StartRefused, Unavailable

SESSION = {
    "application_name": "gongjian",
    "timezone": "UTC",
    "jit": "off",
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
_UNREACHABLE = (
    OSError,
    PoolTimeout,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)
_TRY_AGAIN = (
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.SerializationError,
    asyncpg.InvalidCachedStatementError,  # a migration ran meanwhile
)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Transaction:
    """An open transaction. It never commits itself."""

    def __init__(self, connection: AsyncConnection, driver: asyncpg.Connection) -> None:
        self._connection = connection
        self.driver = driver

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """All rows."""
        rows: list[asyncpg.Record] = await self.driver.fetch(sql, *values)
        return rows

    async def fetchrow(self, sql: str, *values: Any) -> asyncpg.Record | None:
        """The first row, or None."""
        return await self.driver.fetchrow(sql, *values)

    async def fetchval(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        return await self.driver.fetchval(sql, *values)

    async def execute(self, sql: str, *values: Any) -> str:
        """Run a statement; answers its command tag."""
        tag: str = await self.driver.execute(sql, *values)
        return tag

    async def run(self, statement: Executable) -> CursorResult[Any]:
        """Run a SQLAlchemy Core statement in this transaction."""
        return await self._connection.execute(statement)


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            connect_args={"server_settings": SESSION, "timeout": 10},
        )

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

    @asynccontextmanager
    async def transaction(
        self, cities: Sequence[str], *, actor: str = "", origin: str = "api"
    ) -> AsyncIterator[Transaction]:
        """A transaction that sees these cities' rows; committed at the end, rolled back on any error."""
        begin = (
            f"begin; select set_config('gongjian.cities', {_literal(','.join(cities))}, true),"
            f" set_config('gongjian.actor', {_literal(actor)}, true),"
            f" set_config('gongjian.origin', {_literal(origin)}, true)"
        )
        async with self._begun(begin) as transaction:
            yield transaction

    @asynccontextmanager
    async def gate(self) -> AsyncIterator[Transaction]:
        """A short transaction of its own as `gongjian_gate`: keys and the change sequence, no recorded tables."""
        async with self._begun("begin; set local role gongjian_gate") as transaction:
            yield transaction

    @asynccontextmanager
    async def listener(self) -> AsyncIterator[Any]:
        """A connection outside the pool, for LISTEN; the caller handles asyncpg's errors."""
        _, arguments = self.engine.dialect.create_connect_args(self.engine.url)
        known = {name: value for name, value in arguments.items() if not name.startswith("prepared_statement")}
        connection = await asyncpg.connect(**known, timeout=10, server_settings={"application_name": "gongjian"})
        try:
            yield connection
        finally:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await connection.close(timeout=2)

    @asynccontextmanager
    async def _begun(self, begin: str) -> AsyncIterator[Transaction]:
        try:
            async with self.engine.connect() as connection:
                raw = await connection.get_raw_connection()
                driver: Any = raw.driver_connection
                try:
                    await driver.execute(begin)
                    yield Transaction(connection, driver)
                    if await driver.execute("commit") != "COMMIT":
                        raise RuntimeError("the transaction had failed and was rolled back instead of committed")
                except BaseException:
                    await asyncio.shield(_roll_back(connection, driver))
                    raise
        except _UNREACHABLE as error:
            raise Unavailable("The database cannot be reached; try again shortly.") from error
        except _TRY_AGAIN as error:
            raise Unavailable("Another request held the same records; try again.") from error
        except asyncpg.InterfaceError as error:
            raise Unavailable("The connection to the database was lost; try again.") from error
        except DBAPIError as error:
            if error.connection_invalidated:
                raise Unavailable("The connection to the database was lost; try again.") from error
            raise

    async def refuse_unsafe_role(self) -> None:
        """StartRefused when the role could see past row-level security: superuser, BYPASSRLS or owner of tables."""
        async with self.transaction(()) as transaction:
            role = await transaction.fetchrow(
                """select current_user as name, rolsuper, rolbypassrls,
                     exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v')
                             and c.relnamespace = 'public'::regnamespace) as owns
                   from pg_roles r where rolname = current_user"""
            )
        if role is None:
            raise StartRefused("the database does not know the role that is connected")
        why = {"rolsuper": "is a superuser", "rolbypassrls": "has BYPASSRLS", "owns": "owns tables"}
        for flag, reason in why.items():
            if role[flag]:
                raise StartRefused(
                    f"GONGJIAN_DATABASE_URL connects as {role['name']}, which {reason}: row-level security would not "
                    "hold. Connect as gongjian_app (made by `gongjian migrate`; give it a password with "
                    "`alter role gongjian_app password '…'`) and pass the owner's URL to `gongjian migrate` only."
                )

    async def revision(self) -> str | None:
        """The migration that the database is at, or None when it was never migrated."""
        async with self.transaction(()) as transaction:
            if await transaction.fetchval("select to_regclass('public.alembic_version') is null"):
                return None
            found = await transaction.fetchval("select version_num from public.alembic_version")
            return None if found is None else str(found)


async def _roll_back(connection: AsyncConnection, driver: Any) -> None:
    if driver.is_closed():
        await connection.invalidate()
        return
    try:
        await driver.execute("rollback")
    except Exception:
        await connection.invalidate()
