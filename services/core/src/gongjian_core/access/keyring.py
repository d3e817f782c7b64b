"""From a key's text to what it opens, remembered only while the database tells us about every change of keys.

A connection of its own listens to `gongjian_keys`; any change of any key empties the memory. While it is not
listening, each request asks the database, so that a revocation holds at once everywhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import asyncpg

from ..background import ended
from ..database import Database
from ..errors import Unauthenticated
from . import repository
from .rules import Access, Place, cities_of

_LOG = logging.getLogger("gongjian.keys")
_MOST = 10_000
_PULSE_SECONDS = 5.0


class Keyring:
    """Resolves keys."""

    def __init__(self, database: Database, cities: Mapping[str, Place]) -> None:
        self._database = database
        self._cities = cities
        self._known: dict[bytes, tuple[Access, datetime | None]] = {}
        self._generation = 0
        self._listening = False
        self._task: asyncio.Task[None] | None = None

    @property
    def remembers(self) -> bool:
        """Whether the database tells about changes of keys, so that keys may be remembered."""
        return self._listening

    def start(self) -> None:
        """Begin to listen; until that works, nothing is remembered."""
        self._task = asyncio.create_task(self._listen(), name="keyring")

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            await ended((self._task,))

    async def resolve(self, authorization: str | None) -> Access:
        """What an `Authorization` header opens; Unauthenticated says what is wrong with it."""
        if not authorization:
            raise Unauthenticated("Send a key: Authorization: Bearer <key>.")
        scheme, _, text = authorization.partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            raise Unauthenticated("The Authorization header must be: Bearer <key>.")
        sha256 = repository.digest(text.strip())
        found = self._known.get(sha256) or await self._look_up(sha256)
        access, expires_at = found
        if expires_at is not None and expires_at <= datetime.now(UTC):
            raise Unauthenticated("This key has expired; ask an admin for a new one.")
        return access

    async def _look_up(self, sha256: bytes) -> tuple[Access, datetime | None]:
        generation = self._generation
        row = await repository.find(self._database, sha256)
        if row is None or row["revoked_at"] is not None:
            raise Unauthenticated("This key is unknown or revoked.")
        cities = cities_of(row["scope"], self._cities)
        found = Access(str(row["id"]), row["name"], row["role"], row["scope"], cities), row["expires_at"]
        if self._listening and generation == self._generation:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[sha256] = found
        return found

    def forget(self, *_: Any) -> None:
        """Ask the database about every key again."""
        self._generation += 1
        self._known.clear()

    async def _listen(self) -> None:
        while True:
            try:
                async with self._database.listener() as connection:
                    await self._attend(connection)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                _LOG.warning("not told about changes of keys (%s); asking for each request", type(error).__name__)
            finally:
                self._listening = False
                self.forget()
            await asyncio.sleep(1)

    async def _attend(self, connection: Any) -> None:
        await connection.add_listener("gongjian_keys", self.forget)
        connection.add_termination_listener(self._ended)
        self.forget()
        self._listening = True
        while self._listening:
            await asyncio.sleep(_PULSE_SECONDS)
            await connection.fetchval("select 1", timeout=_PULSE_SECONDS)

    def _ended(self, *_: Any) -> None:
        self._listening = False
        self.forget()
