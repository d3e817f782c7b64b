"""Turns of callers: nobody keeps all connections to the database, however much is asked for with one key.

A turn is taken with a connection and ends with it: who is slow to send or to read holds neither.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from weakref import WeakValueDictionary

from .errors import Unavailable

_PATIENCE_SECONDS = 10.0
_MINE: ContextVar[asyncio.Semaphore | None] = ContextVar("turns", default=None)


class Turns:
    """Lets a key have four of five connections at a time, of a few all but one."""

    def __init__(self, connections: int) -> None:
        self.most = max(1, connections - max(1, connections // 5))
        self._of: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def of(self, key_id: str) -> asyncio.Semaphore:
        """The turns of a key."""
        turns = self._of.get(key_id)
        if turns is None:
            turns = self._of[key_id] = asyncio.Semaphore(self.most)
        return turns


def begin(turns: asyncio.Semaphore) -> None:
    """From here on, this task takes connections in these turns."""
    _MINE.set(turns)


async def taken() -> asyncio.Semaphore | None:
    """This task's turn, for a connection, to be released with it; Unavailable when there is none for ten seconds."""
    turns = _MINE.get()
    if turns is None:
        return None
    if not turns.locked():
        await turns.acquire()
        return turns
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await turns.acquire()
    except TimeoutError:
        raise Unavailable(
            "As many requests with this key are being answered as may be, and take long; ask for less at a time."
        ) from None
    return turns
