"""`gongjian load-published`: what others published about the cities, as observations."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import typer

from ..catalogue import InstalledCities, load
from ..database import Database
from ..errors import Problem, StartRefused
from ..opening import opened
from ..settings import Settings
from . import published


async def load_on(url: str, cities: InstalledCities, wanted: list[str] | None = None) -> dict[str, tuple[int, int]]:
    """Load the published results of the wanted cities (all if none are named) into the database at `url`."""
    database = Database(url, pool_size=1)
    try:
        return await published.load(database, [cities.cities[key].declarations for key in wanted or cities.cities])
    finally:
        await database.close()


def load_published(
    cities: Annotated[list[str] | None, typer.Argument(help="keys of cities; all installed ones if none")] = None,
) -> None:
    """Record the published results that plugins carry, once, with their sources."""
    try:
        installed = load()
        if unknown := set(cities or ()) - set(installed.cities):
            raise StartRefused(f"no such city: {', '.join(sorted(unknown))}; installed: {', '.join(installed.cities)}")
        with opened(Settings(), lambda message: print(message, file=sys.stderr), attach=True) as place:
            outcome = asyncio.run(load_on(place.app_url, installed, cities))
    except (StartRefused, Problem) as error:
        print(f"gongjian: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    for key, (recorded, carried) in outcome.items():
        print(f"{key}: {recorded} of {carried} published results recorded, {carried - recorded} known before")
