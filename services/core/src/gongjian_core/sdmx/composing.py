"""From a data query to its message: which cities, what their series are now, and since when they changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from fastapi import Request

from ..access.guard import place_asked_for
from ..access.rules import Access
from ..attainment.query import today
from ..catalogue import InstalledCity
from ..changelog import place_of
from ..database import Database, Transaction
from ..errors import Fault
from . import repository
from .attained import Since, attained_series
from .flows import Flow
from .formats import WRITERS, Format, Writer
from .markup import Header
from .message import Message, written
from .observed import Found, observed_changes, observed_series
from .query import DataQuery
from .route import malformed
from .selection import Selection
from .spans import BEIJING
from .targets import target_series

ROLLOUT: Final = timedelta(minutes=15)
"""So much earlier is declared data said to be prepared: pods of two versions may answer while they are exchanged."""


@dataclass(frozen=True)
class Asked:
    """A data query."""

    request: Request
    flow: Flow
    format: Format
    selection: Selection
    query: DataQuery

    @property
    def database(self) -> Database:
        """The database of the service."""
        found: Database = self.request.app.state.database
        return found

    def cities(self, keys: Iterable[str]) -> list[InstalledCity]:
        """Those of these cities that are selected, in the catalogue's order."""
        wanted = set(keys)
        known = self.request.app.state.catalogue.cities
        found = [city for key, city in known.items() if key in wanted and self.selection.has("CITY", key)]
        return [city for city in found if isinstance(city, InstalledCity)]

    @property
    def writer(self) -> Writer:
        """What writes the format that is asked for."""
        return WRITERS[self.format](self.flow, self.query.at_observation == "AllDimensions")


async def declared(asked: Asked) -> Message:
    """What plans promise. The database is asked only for what changed, with the version of a plugin."""
    now = datetime.now(UTC)
    cities = asked.cities(asked.request.app.state.catalogue.cities)
    found = _now(asked, cities) if asked.query.since is None else _changed(asked, cities, asked.query.since, now)
    return await written(asked.writer, Header(now - ROLLOUT), found, asked.query.extent)


async def _now(asked: Asked, cities: list[InstalledCity]) -> Found:
    for city in cities:
        for pair in target_series(city, asked.selection):
            yield pair


async def _changed(asked: Asked, cities: list[InstalledCity], moment: datetime, now: datetime) -> Found:
    since = await _since(asked.database, moment, now)
    async with asked.database.transaction([city.key for city in cities]) as transaction:
        for city in cities:
            changed = await repository.declared_since(transaction, city.key, since.place)
            # Where nobody can tell what changed, everything may have.
            told = dict.fromkeys(city.targets) if changed is None else changed
            for pair in target_series(city, asked.selection, told):
                yield pair


async def recorded(asked: Asked, access: Access) -> Message:
    """What is recorded, or computed from it, of the cities that a caller may see."""
    database, query = asked.database, asked.query
    prepared = await repository.begun(database)
    place = await place_asked_for(asked.request, database)
    since = None if query.since is None else await _since(database, query.since, prepared)
    cities = asked.cities(access.cities)
    async with database.transaction([city.key for city in cities], actor=access.actor) as transaction:
        read = _observed if asked.flow.id == "OBSERVATIONS" else _attained
        found = read(asked, transaction, cities, place, since)
        return await written(asked.writer, Header(prepared), found, query.extent)


async def _observed(
    asked: Asked, tx: Transaction, cities: list[InstalledCity], place: int | None, since: Since | None
) -> Found:
    if since is not None:
        async for pair in observed_changes(tx, cities, asked.selection, since.place, place):
            yield pair
        return
    for city in cities:
        async for pair in observed_series(tx, city, asked.selection, place):
            yield pair


async def _attained(
    asked: Asked, tx: Transaction, cities: list[InstalledCity], place: int | None, since: Since | None
) -> Found:
    for city in cities:
        for pair in await attained_series(tx, city, asked.selection, asked.query.on or today(), place, since):
            yield pair


async def _since(database: Database, moment: datetime, now: datetime) -> Since:
    if moment > now:
        raise malformed([Fault("?updatedAfter", "lies in the future; send Prepared of the message before")])
    return Since(moment.astimezone(BEIJING).date(), await place_of(database, moment))
