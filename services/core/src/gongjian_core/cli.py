"""The command line `gongjian`: one command per errand, messages that say what to do."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from . import catalogue, fitness, migrate
from .access.commands import keys_app
from .demo.commands import demo
from .errors import StartRefused
from .indicators.commands import load_on, load_published
from .mirror.commands import mirror
from .new_city.commands import clauses, new_city
from .opening import Opened, opened
from .operate import commands as operate
from .plans.commands import check
from .serve import serve as serve_until_stopped
from .settings import Settings
from .sync.declarations.commands import declare_on
from .sync.declarations.repository import Stored
from .telemetry import logs

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Targets, records and incentives of cities.")
app.add_typer(keys_app, name="keys", help="Make, list and revoke API keys.")
app.command("check")(check)
app.command("new-city")(new_city)
app.command("clauses")(clauses)
app.command("load-published")(load_published)
app.command("demo")(demo)
app.command("mirror")(mirror)
_LOG = logging.getLogger("gongjian.cli")


def say(message: str, level: int = logging.INFO) -> None:
    """One line for whoever watches, or of the log; a terminal that was closed costs the line, not the service."""
    if logs.as_json():
        _LOG.log(level, message)
        return
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)


def say_declared(stored: Mapping[str, Stored]) -> None:
    """What changed of what cities declare, if anything did."""
    for city, found in stored.items():
        if found.written or found.withdrawn:
            say(f"{city}: {found.written} declarations new or changed, {found.withdrawn} withdrawn.")


@contextmanager
def explained(*, logged: bool = False) -> Iterator[None]:
    """Turn a refusal into its message and exit code 1; what is `logged` says all of it as lines of JSON, if wanted."""
    if logged and logs.FORM_WANTED == "json":
        logs.configure("info", "json")
    try:
        yield
    except StartRefused as error:
        say(f"gongjian: {error}", logging.ERROR)
        raise typer.Exit(1) from None
    except ValidationError as error:
        for fault in error.errors():
            name = "_".join(map(str, fault["loc"])).upper()
            say(f"gongjian: GONGJIAN_{name} {fault['msg'].removeprefix('Value error, ')}", logging.ERROR)
        raise typer.Exit(1) from None
    except Exception as error:
        if isinstance(error, typer.Exit) or not logs.as_json():
            raise
        _LOG.exception("a defect of gongjian")
        raise typer.Exit(1) from None


@app.command()
def serve(
    relay: Annotated[
        bool, typer.Option("--relay", help="run a relay beside, which pushes changes to subscribers")
    ] = False,
) -> None:
    """Serve the API; without GONGJIAN_DATABASE_URL on an embedded PostgreSQL in GONGJIAN_DATA_DIR."""
    with explained(logged=True):
        cities = catalogue.load()

        def with_published(place: Opened) -> None:
            """An embedded database knows what its cities declare, and begins with what was published about them."""
            if place.embedded:
                if place.owner_url is not None:
                    say_declared(asyncio.run(declare_on(place.owner_url, cities)))
                loaded = asyncio.run(load_on(place.app_url, cities))
                if number := sum(recorded for recorded, _ in loaded.values()):
                    say(f"Loaded {number} published results of {', '.join(loaded)}, each with its source.")

        serve_until_stopped(Settings(), cities, say, prepare=with_published, relay=relay)


@app.command()
def doctor() -> None:
    """Look at the settings, the database and the work that waits; exit code 1 when something is wrong."""
    with explained():
        if operate.examine(Settings(), catalogue.load(), print):
            raise typer.Exit(1)


@app.command()
def backup(
    file: Annotated[Path | None, typer.Argument(help="a new file; a name with the time if left out")] = None,
) -> None:
    """Back the embedded database up to a file, while the service runs or without it."""
    with explained():
        print(operate.back_up(Settings(), file, say))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="a file that `gongjian backup` wrote")]) -> None:
    """Restore a backup into an empty GONGJIAN_DATA_DIR, and see that it holds what was backed up."""
    with explained():
        operate.restore(Settings(), file, say)


@app.command()
def reseal() -> None:
    """Encrypt receivers' secrets with the first key of GONGJIAN_SECRETS_KEY, so that the others may go."""
    with explained():
        operate.reseal(Settings(), print)


@app.command("migrate")
def migrate_() -> None:
    """Bring the database to this version, and store what the installed cities declare.

    Works on GONGJIAN_OWNER_DATABASE_URL, else GONGJIAN_DATABASE_URL, else the embedded server.
    """
    with explained(logged=True):
        settings = Settings()
        cities = catalogue.load()
        url = settings.owner_database_url or settings.database_url

        def bring(owner_url: str) -> None:
            if later := fitness.ahead(owner_url):
                say(f"The database is at {later}, ahead of this version, which works on it: nothing to migrate.")
            else:
                migrate.upgrade_checked(owner_url)
                say(f"The database is at {migrate.head()}.")
            say_declared(asyncio.run(declare_on(owner_url, cities)))

        if url is not None:
            bring(url.get_secret_value())
        else:
            with opened(settings, say, attach=True) as place:
                bring(place.owner_url or place.app_url)
