"""A connection of the pool: taken when it is first needed, given back or dropped at the end."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.ext.asyncio import AsyncEngine

from . import turns


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


class Lease:
    """One connection, or none yet."""

    def __init__(self, engine: AsyncEngine, usage: Usage) -> None:
        self._engine = engine
        self._usage = usage
        self._held: Any = None
        self._turn: asyncio.Semaphore | None = None

    @property
    def driver(self) -> Any:
        """The asyncpg connection; None before `take`."""
        return None if self._held is None else self._held.driver_connection

    async def take(self) -> Any:
        """The asyncpg connection, open; ConnectionError when there is none to be had."""
        if self._held is None:
            self._turn = await turns.taken()
            self._usage.waiting += 1
            try:
                self._held = await self._engine.raw_connection()
                while self._held.driver_connection.is_closed():
                    # The server closed it while it lay in the pool.
                    self._held.invalidate()
                    self._held = None
                    self._held = await self._engine.raw_connection()
            except AsyncAdapt_asyncpg_dbapi.Error as error:
                raise ConnectionError(str(error)) from (error.__cause__ or error)
            finally:
                self._usage.waiting -= 1
                if self._held is None:
                    self._end_turn()
        return self._held.driver_connection

    def give_back(self) -> None:
        """Back into the pool."""
        if self._held is not None:
            self._held.close()
            self._held = None
            self._end_turn()

    def drop(self) -> None:
        """Closed at once: nobody knows what state it is in."""
        self._held.driver_connection.terminate()
        self._held.invalidate()
        self._held = None
        self._end_turn()

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.release()
            self._turn = None
