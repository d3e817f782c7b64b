"""The database: one pool, and transactions that know whose rows they may see.

Transactions are begun and ended here and nowhere else. A transaction sees the rows of the cities it was opened for;
without any it sees none. The pool is SQLAlchemy's; statements go straight to asyncpg, whose rows cost a third.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from .lease import Lease, Usage
from .outages import told, told_of_commit
from .reach import Reach

_LOG = logging.getLogger("gongjian.database")
_COMMAND_SECONDS = 65.0
"""A little more than PostgreSQL gives a statement: whoever waits longer waits for a server that is gone or hangs."""
_ROLLBACK_SECONDS = 5.0


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Transaction:
    """A transaction that takes its connection and begins with its first statement. It never commits itself."""

    def __init__(self, engine: AsyncEngine, begin: str, settings: tuple[str, str, str] | None, usage: Usage) -> None:
        self._usage = usage
        self._begin = begin
        self._settings = settings
        self._lease = Lease(engine, usage)
        self._open = False
        self._seconds: float | None = None

    @property
    def driver(self) -> Any:
        """The asyncpg connection, for COPY; there is one after the first statement."""
        if not self._open:
            raise RuntimeError("the transaction has not begun; run a statement first")
        return self._lease.driver

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """All rows."""
        rows: list[asyncpg.Record] = await (await self._begun()).fetch(sql, *values, timeout=self._seconds)
        return rows

    async def fetchrow(self, sql: str, *values: Any) -> asyncpg.Record | None:
        """The first row, or None."""
        return await (await self._begun()).fetchrow(sql, *values, timeout=self._seconds)

    async def fetchval(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        return await (await self._begun()).fetchval(sql, *values, timeout=self._seconds)

    async def execute(self, sql: str, *values: Any) -> str:
        """Run a statement; answers its command tag."""
        tag: str = await (await self._begun()).execute(sql, *values, timeout=self._seconds)
        return tag

    async def be_patient(self, seconds: int) -> None:
        """Let the statements of the rest of this transaction take so long, here and in PostgreSQL."""
        await self.execute("select set_config('statement_timeout', $1, true)", f"{seconds}s")
        self._seconds = seconds + 5.0

    async def once(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """The rows of a SELECT; if nothing was run before, in one round trip instead of three.

        The statement sets its own scope: `opened` is read before the joined SELECT starts. Were it ever not so,
        the policies would show nothing, not too much.
        """
        if self._settings is None or not self._alone:
            return await self.fetch(sql, *values)
        scoped = (
            f"select found.* from (select set_config('gongjian.cities', ${len(values) + 1}, true) as scope offset 0)"
            f" opened cross join lateral (select * from ({sql}) chosen where opened.scope is not null offset 0) found"
        )
        rows: list[asyncpg.Record] = await (await self._lease.take()).fetch(scoped, *values, self._settings[0])
        return rows

    async def write_once(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """The rows that a write returns; if nothing was run before, it is a transaction of its own, in one round trip.

        Its condition `$opened` sets scope, actor and origin: without a column in it, it is decided before any row is
        looked at. Were it ever not so, the policies would show nothing to write.
        """
        if self._settings is None:
            raise RuntimeError("the gate writes no records")
        names = ("gongjian.cities", "gongjian.actor", "gongjian.origin")
        set_all = (f"set_config('{name}', ${at}, true)" for at, name in enumerate(names, len(values) + 1))
        alone = self._alone
        driver = await (self._lease.take() if alone else self._begun())
        opening = sql.replace("$opened", f"(select {' || '.join(set_all)}) is not null")
        with told_of_commit() if alone else nullcontext():
            rows: list[asyncpg.Record] = await driver.fetch(opening, *values, *self._settings)
        return rows

    @property
    def _alone(self) -> bool:
        """Whether a statement may be a transaction of its own: the first one, and to the server itself.

        Behind a pooler, a statement's parts outside of a transaction may meet different servers.
        """
        return not self._open and not self._usage.pooled

    async def end(self) -> None:
        """Commit what was begun and give the connection back."""
        with told_of_commit():
            tag = await self._lease.driver.execute("commit") if self._open else "COMMIT"
        if tag != "COMMIT":
            raise RuntimeError("the transaction had failed and was rolled back instead of committed")
        self._lease.give_back()

    async def abandon(self) -> None:
        """Roll back what was begun and give the connection back, or drop it when that fails."""
        driver = self._lease.driver
        if driver is None:
            return
        try:
            if driver.is_closed():
                raise ConnectionResetError
            if self._open or driver.is_in_transaction():
                async with asyncio.timeout(_ROLLBACK_SECONDS):
                    await driver.execute("rollback")
        except Exception:
            self._lease.drop()
            return
        self._lease.give_back()

    async def _begun(self) -> Any:
        driver = await self._lease.take()
        if not self._open:
            self._open = True
            await driver.execute(self._begin)
        return driver


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, *, pool_size: int = 10, command_seconds: float = _COMMAND_SECONDS) -> None:
        self._reach = Reach.of(url)
        arguments = self._reach.engine
        self.engine: AsyncEngine = create_async_engine(
            self._reach.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            **{**arguments, "connect_args": {**arguments["connect_args"], "command_timeout": command_seconds}},
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
        async with self._transaction(begin, (scope, actor, origin)) as transaction:
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
    async def _transaction(self, begin: str, settings: tuple[str, str, str] | None) -> AsyncIterator[Transaction]:
        transaction = Transaction(self.engine, begin, settings, self.usage)
        with told():
            try:
                yield transaction
                await transaction.end()
            except BaseException:
                await asyncio.shield(transaction.abandon())
                raise
