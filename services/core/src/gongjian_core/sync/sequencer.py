"""Numbers what is committed, in any process, and wakes those who wait for it.

Writers do not wait for numbers and notify nobody: the numbering does, in its own transaction. It runs when a writer of
this process says so, when a reader finds something waiting, and every second for writers elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

import asyncpg

from ..background import ended
from ..changelog import number_some
from ..database import Database
from ..errors import Unavailable

_LOG = logging.getLogger("gongjian.feed")
_TICK_SECONDS = 1.0
_PACE_SECONDS = 0.02
_PULSE_SECONDS = 5.0
_TRIES = 40
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)


class Sequencer:
    """The numbering of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passes = 0
        self._one = asyncio.Lock()
        self._wanted = asyncio.Event()
        self._news = asyncio.Event()
        self._head = 0
        self._listening = False
        self.released = False
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to listen and to number."""
        self._tasks = [
            asyncio.create_task(self._run(), name="sequencer"),
            asyncio.create_task(self._listen(), name="feed"),
        ]

    async def stop(self) -> None:
        """Stop both."""
        self.release()
        await ended(self._tasks)

    def wake(self) -> None:
        """Something was committed by this process."""
        self._wanted.set()

    def release(self) -> None:
        """Let everybody go who waits: the process stops."""
        self.released = True
        self._tell()

    def nudge(self) -> None:
        """Let those who wait in this process look again."""
        self._tell()

    async def beyond(self, head: int, seconds: float) -> None:
        """Wait until the sequence is said to be beyond `head`, or for that time; earlier is possible."""
        if self.released or self._head > head:
            return
        news = self._news
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds if self._listening else min(seconds, _TICK_SECONDS)):
                await news.wait()

    async def catch_up(self) -> None:
        """Number what was committed before this call, unless another process is at it for longer than two seconds."""
        before = self._passes
        async with self._one:
            if self._passes > before:
                return
            self._passes += 1
            await self._number()

    async def _number(self) -> None:
        for _ in range(_TRIES):
            more: bool | None = True
            while more:
                async with self._database.gate() as gate:
                    more = await number_some(gate)
            if more is not None:
                return
            await asyncio.sleep(0.05)

    async def _run(self) -> None:
        while True:
            # Not wait_for: it may swallow a cancellation that comes with the event.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_TICK_SECONDS):
                    await self._wanted.wait()
                    await asyncio.sleep(_PACE_SECONDS)
            self._wanted.clear()
            try:
                await self.catch_up()
            except Unavailable as error:
                _LOG.warning("changes are not numbered just now: %s", error)
            except Exception:
                # Readers number, too; a loop that ended would leave those who wait to the timeout.
                _LOG.exception("changes were not numbered")

    async def _listen(self) -> None:
        while True:
            try:
                async with self._database.listener() as connection:
                    await self._attend(connection)
            except _LOST as error:
                _LOG.warning("not told about changes (%s); looking every second", type(error).__name__)
            finally:
                self._listening = False
                self._tell()
            await asyncio.sleep(1)

    async def _attend(self, connection: Any) -> None:
        await connection.add_listener("gongjian_changes", self._told)
        connection.add_termination_listener(self._ended)
        self._listening = True
        self._tell()
        while self._listening:
            await asyncio.sleep(_PULSE_SECONDS)
            await connection.fetchval("select 1", timeout=_PULSE_SECONDS)

    def _ended(self, *_: Any) -> None:
        self._listening = False

    def _told(self, _connection: Any, _process: int, _channel: str, head: str) -> None:
        self._head = max(self._head, int(head))
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
