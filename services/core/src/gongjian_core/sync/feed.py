"""The feed: pages of changes after a cursor, and waiting for the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ..access.rules import Place
from ..database import Database
from ..errors import NotFound
from . import repository
from .cursor import Cursor, mark, read
from .repository import Standing
from .selection import Selection, place_in, reached, scope_changed
from .sequencer import Sequencer

_DIGESTS_AT_ONCE = 2


@dataclass(frozen=True)
class FeedPage:
    """A page: changes as JSON texts, where to go on, whether there is more now, the last number of the sequence."""

    changes: Sequence[str]
    next_cursor: Cursor
    more: bool
    head: int


class Feed:
    """Reads the feed for any number of readers."""

    def __init__(self, database: Database, installed: Mapping[str, Place], cursor_days: int) -> None:
        self.database = database
        self.sequencer = Sequencer(database)
        self.cursor_days = cursor_days
        self.digests = asyncio.Semaphore(_DIGESTS_AT_ONCE)
        """A digest reads everything that stands, for minutes: whoever asks for many must not have all connections."""
        self._installed = installed

    async def start(self) -> None:
        """Make the installed cities known and begin to number."""
        await repository.register(self.database, self._installed)
        self.sequencer.start()

    async def stop(self) -> None:
        """Stop numbering."""
        await self.sequencer.stop()

    async def standing(self, cursor: str | None = None) -> Standing:
        """How the sequence stands, with everything committed before this call numbered; and a cursor's place."""
        asked = 0 if cursor is None else read(cursor).position
        found = await repository.standing(self.database, asked)
        if found.waiting:
            await self.sequencer.catch_up()
            found = await repository.standing(self.database, asked)
        return found

    def cities(self, wanted: Selection, scope: str, standing: Standing) -> tuple[str, ...]:
        """The cities that a selection reaches under a scope; NotFound when one is named that it does not cover."""
        return reached(wanted, scope, {**standing.cities, **self._installed})

    def place(self, text: str | None, wanted: Selection, scope: str, standing: Standing) -> int:
        """The place of the cursor that `standing` was asked for, for this selection; the beginning without one."""
        if text is None:
            return 0
        return place_in(text, wanted, scope, seal=standing.asked_seal, today=today(), days=self.cursor_days)

    async def page(self, scope: str, wanted: Selection, cursor: str | None, limit: int) -> FeedPage:
        """A page after a cursor, or from the beginning."""
        standing = await self.standing(cursor)
        try:
            cities = self.cities(wanted, scope, standing)
        except NotFound:
            if cursor is not None and read(cursor).filter == mark(wanted.text):
                raise scope_changed() from None
            raise
        after = self.place(cursor, wanted, scope, standing)
        found = await repository.stretch(self.database, cities, wanted.types, after, standing.head, limit)
        seal = found.seal
        if seal is None:
            seal = await self.seal(found.position, standing)
        return FeedPage(found.changes, wanted.at(found.position, seal, scope, today()), found.more, standing.head)

    async def seal(self, place: int, standing: Standing) -> int:
        """The seal of a place."""
        return standing.head_seal if place == standing.head else await repository.seal(self.database, place)

    @property
    def stopping(self) -> bool:
        """Whether the process stops and nobody should wait any more."""
        return self.sequencer.released


def today() -> date:
    """The day that cursors are given on."""
    return datetime.now(UTC).date()
