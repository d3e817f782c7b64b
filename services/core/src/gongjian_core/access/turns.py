"""Turns of keys: nobody keeps all connections to the database, however much is asked for with one key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from ..errors import Unavailable

_PATIENCE_SECONDS = 10.0


class Turns:
    """Lets a key have four of five connections at a time, of a few all but one."""

    def __init__(self, connections: int) -> None:
        self.most = max(1, connections - max(1, connections // 5))
        self._of: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, key_id: str) -> AsyncIterator[None]:
        """A turn of a key, as long as the block lasts; Unavailable when there is none for ten seconds."""
        turns = self._of.get(key_id)
        if turns is None:
            turns = self._of[key_id] = asyncio.Semaphore(self.most)
        if turns.locked():
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await turns.acquire()
            except TimeoutError:
                raise Unavailable(
                    f"{self.most} requests with this key are being answered and take long; ask for less at a time."
                ) from None
        else:
            await turns.acquire()
        try:
            yield
        finally:
            turns.release()
