"""`gongjian demo`: made-up records of a city, every one labelled, or take them out again."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated

import typer

from .. import fitness, migrate
from ..catalogue import InstalledCity, load
from ..database import Database
from ..errors import Problem, StartRefused
from ..opening import opened
from ..settings import Settings
from . import loading
from .choices import choices_of, year_of
from .loading import Amounts

_LARGEST = 999_999


def demo(
    city: Annotated[str, typer.Argument(help="key of an installed city")],
    enterprises: Annotated[int, typer.Option(min=0, max=_LARGEST, help="how many enterprises")] = 2000,
    projects: Annotated[int, typer.Option(min=0, max=_LARGEST, help="how many projects")] = 600,
    observations: Annotated[
        int | None, typer.Option(min=0, help="how many figures; ten for each enterprise if left out")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=_LARGEST, help="the same seed gives the same records")] = 1,
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, help="year of the data; that of the plan if left out")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="add to the records that the city has")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="delete the demo records of the city instead")] = False,
) -> None:
    """Record made-up enterprises, projects and figures of two years, all labelled 示例, in one transaction."""
    try:
        installed = _installed(city)
        choices = choices_of(installed, seed, year or year_of(installed, datetime.now(UTC).date()))
        wanted = Amounts(enterprises, projects, 10 * enterprises if observations is None else observations)
        began = monotonic()
        if remove:
            done = _run(lambda database: loading.remove(database, city, progress=_progress))
        else:
            done = _run(lambda database: loading.load(database, city, choices, wanted, add=add, progress=_progress))
    except (StartRefused, Problem) as error:
        print(f"gongjian: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    print(
        f"{city}: {done.enterprises} enterprises, {done.projects} projects and {done.observations} figures "
        f"{'removed' if remove else f'of {choices.year} and the year before recorded'} "
        f"in {monotonic() - began:.0f} s"
    )


def _installed(city: str) -> InstalledCity:
    cities = load().cities
    if city not in cities:
        raise StartRefused(f"no such city: {city}; installed: {', '.join(cities)}")
    return cities[city]


def _progress(what: str, done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} {what} …  ", end="", file=sys.stderr, flush=True)


def _run(errand: Callable[[Database], Awaitable[Amounts]]) -> Amounts:
    async def on(url: str) -> Amounts:
        database = Database(url, pool_size=1)
        try:
            if fault := migrate.standing(*await fitness.revision(database)):
                raise StartRefused(fault)
            return await errand(database)
        finally:
            await database.close()

    with opened(Settings(), lambda message: print(message, file=sys.stderr), attach=True) as place:
        return asyncio.run(on(place.app_url))
