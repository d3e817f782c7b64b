"""What whoever migrates does after it: store what the installed cities declare."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalogue import InstalledCities
from ...database import Database
from . import repository
from .repository import Stored
from .rules import declared


async def declare_on(owner_url: str, cities: InstalledCities) -> Mapping[str, Stored]:
    """Store what these cities declare in the database at `owner_url`; answers what changed, by city."""
    database = Database(owner_url, pool_size=1)
    try:
        return {
            key: await repository.store(
                database, key, declared(city),
                actor=f"plugin:{city.declarations.distribution} {city.declarations.version}",
            )
            for key, city in cities.cities.items()
        }  # fmt: skip
    finally:
        await database.close()
