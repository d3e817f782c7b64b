"""The database: one pool, and transactions that know whose rows they may see.

Transactions are begun and ended here and nowhere else. A transaction sees the rows of the cities it was opened for;
without any it sees none. The pool is SQLAlchemy's; statements go straight to asyncpg, whose rows cost a third.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from .errors import Unavailable
from .reach import Reach

_LOG = logging.getLogger("gongjian.database")
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
_REVISIONS = ("_history_pkey", "changes_revision_key")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Usage:
    """How much of the pool is used, for the figures."""

    def __init__(self, engine: AsyncEngine, size: int, pooled: bool) -> None:
        self._engine = engine
        self.size = size
        self.pooled = pooled
        self.waiting = 0

    @property
    def in_use(self) -> int:
        """Connections that transactions hold."""
        checked_out: int = self._engine.pool.checkedout()  # type: ignore[attr-defined]
        return checked_out


class Transaction:
    """A transaction that takes its connection and begins with its first statement. It never commits itself."""

    def __init__(self, engine: AsyncEngine, begin: str, scope: str | None, usage: Usage) -> None:
        self._engine = engine
        self._usage = usage
        self._begin = begin
        self._scope = scope
        self._lease: Any = None
        self._open = False

    @property
    def driver(self) -> Any:
        """The asyncpg connection, for COPY; there is one after the first statement."""
        if not self._open:
            raise RuntimeError("the transaction has not begun; run a statement first")
        return self._lease.driver_connection

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """All rows."""
        rows: list[asyncpg.Record] = await (await self._begun()).fetch(sql, *values)
        return rows

    async def fetchrow(self, sql: str, *values: Any) -> asyncpg.Record | None:
        """The first row, or None."""
        return await (await self._begun()).fetchrow(sql, *values)

    async def fetchval(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        return await (await self._begun()).fetchval(sql, *values)

    async def execute(self, sql: str, *values: Any) -> str:
        """Run a statement; answers its command tag."""
        tag: str = await (await self._begun()).execute(sql, *values)
        return tag

    async def once(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """The rows of a SELECT; if nothing was run before, in one round trip instead of three.

        The statement sets its own scope: `opened` is read before the joined SELECT starts. Were it ever not so,
        the policies would show nothing, not too much.
        """
        if self._open or self._scope is None or self._usage.pooled:
            # Behind a pooler, a statement's parts outside of a transaction may meet different servers.
            return await self.fetch(sql, *values)
        scoped = (
            f"select found.* from (select set_config('gongjian.cities', ${len(values) + 1}, true) as scope offset 0)"
            f" opened cross join lateral (select * from ({sql}) chosen where opened.scope is not null offset 0) found"
        )
        rows: list[asyncpg.Record] = await (await self._leased()).fetch(scoped, *values, self._scope)
        return rows

    async def end(self) -> None:
        """Commit what was begun and give the connection back."""
        if self._open and await self._lease.driver_connection.execute("commit") != "COMMIT":
            raise RuntimeError("the transaction had failed and was rolled back instead of committed")
        self._give_back()

    async def abandon(self) -> None:
        """Roll back what was begun and give the connection back, or drop it when that fails."""
        if self._lease is None:
            return
        driver = self._lease.driver_connection
        try:
            if driver.is_closed():
                raise ConnectionResetError
            if self._open or driver.is_in_transaction():
                await driver.execute("rollback")
        except Exception:
            driver.terminate()
            self._lease.invalidate()
            self._lease = None
            return
        self._give_back()

    def _give_back(self) -> None:
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    async def _leased(self) -> Any:
        if self._lease is None:
            self._usage.waiting += 1
            try:
                self._lease = await self._engine.raw_connection()
                while self._lease.driver_connection.is_closed():
                    # The server closed it while it lay in the pool.
                    self._lease.invalidate()
                    self._lease = None
                    self._lease = await self._engine.raw_connection()
            except AsyncAdapt_asyncpg_dbapi.Error as error:
                raise ConnectionError(str(error)) from (error.__cause__ or error)
            finally:
                self._usage.waiting -= 1
        return self._lease.driver_connection

    async def _begun(self) -> Any:
        driver = await self._leased()
        if not self._open:
            self._open = True
            await driver.execute(self._begin)
        return driver


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self._reach = Reach.of(url)
        self.engine: AsyncEngine = create_async_engine(
            self._reach.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            **self._reach.engine,
        )
        self.usage = Usage(self.engine, pool_size, self._reach.pooled)

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

    @asynccontextmanager
    async def transaction(
        self, cities: Sequence[str], *, actor: str = "", origin: str = "api", snapshot: bool = False
    ) -> AsyncIterator[Transaction]:
        """A transaction that sees these cities' rows; committed at the end, rolled back on any error.

        A `snapshot` sees all of it as of its first statement, and writes nothing.
        """
        scope = ",".join(cities)
        mode = " isolation level repeatable read read only" if snapshot else ""
        begin = (
            f"begin{mode}; {self._reach.prelude} select set_config('gongjian.cities', {_literal(scope)}, true),"
            f" set_config('gongjian.actor', {_literal(actor)}, true),"
            f" set_config('gongjian.origin', {_literal(origin)}, true)"
        )
        async with self._transaction(begin, scope) as transaction:
            yield transaction

    @asynccontextmanager
    async def gate(self) -> AsyncIterator[Transaction]:
        """A short transaction of its own as `gongjian_gate`: keys and the change sequence, no recorded tables."""
        async with self._transaction(f"begin; {self._reach.prelude} set local role gongjian_gate", None) as transaction:
            yield transaction

    @asynccontextmanager
    async def listener(self) -> AsyncIterator[Any]:
        """A connection outside the pool, for LISTEN; the caller handles asyncpg's errors. It waits if none can be."""
        if not self._reach.can_listen:
            _LOG.warning("no notifications through a pooler; name the server itself: listen_host=… in the database URL")
            await asyncio.Event().wait()
        _, arguments = self.engine.dialect.create_connect_args(self.engine.url)
        known = {name: value for name, value in arguments.items() if not name.startswith("prepared_statement")}
        known |= self._reach.listen
        connection = await asyncpg.connect(**known, timeout=10, server_settings={"application_name": "gongjian"})
        try:
            yield connection
        finally:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await connection.close(timeout=2)

    @asynccontextmanager
    async def _transaction(self, begin: str, scope: str | None) -> AsyncIterator[Transaction]:
        transaction = Transaction(self.engine, begin, scope, self.usage)
        try:
            try:
                yield transaction
                await transaction.end()
            except BaseException:
                await asyncio.shield(transaction.abandon())
                raise
        except _UNREACHABLE as error:
            raise Unavailable("The database cannot be reached; try again shortly.") from error
        except _TRY_AGAIN as error:
            raise Unavailable("Another request held the same records; try again.") from error
        except asyncpg.UniqueViolationError as error:
            # A record was written at the moment when it was deleted: both took the same next revision.
            if not str(error.constraint_name).endswith(_REVISIONS):
                raise
            raise Unavailable("Another request deleted the same record; try again.") from error
        except (asyncpg.InterfaceError, asyncpg.InternalClientError, DBAPIError) as error:
            if isinstance(error, DBAPIError) and not error.connection_invalidated:
                raise
            raise Unavailable("The connection to the database was lost; try again.") from error
