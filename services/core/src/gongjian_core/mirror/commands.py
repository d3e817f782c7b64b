"""`gongjian mirror`: for a province without a system of its own, and to see that everything arrives."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import Annotated

import asyncpg
import typer

from ..errors import StartRefused
from . import source
from .folder import Folder
from .following import Mirror, Plan
from .repository import Repository
from .source import CursorGoneError, Selected, SourceUnavailableError
from .target import Target

_POSTGRESQL = ("postgresql://", "postgres://", "postgresql+asyncpg://")
_FAILURES_ONCE = 5


def mirror(
    from_: Annotated[str, typer.Option("--from", help="URL of the service", show_default=False)],
    to: Annotated[str, typer.Option(help="a folder, or postgresql://… of a database of yours", show_default=False)],
    key: Annotated[str, typer.Option(envvar="GONGJIAN_MIRROR_KEY", help="a reader's key", show_default=False)],
    types: Annotated[str | None, typer.Option(help="only these, separated by commas")] = None,
    cities: Annotated[str | None, typer.Option(help="only these, separated by commas")] = None,
    once: Annotated[bool, typer.Option("--once", help="catch up, check, report and end")] = False,
    check_every: Annotated[float, typer.Option(min=0, help="minutes between two checks; 0: none")] = 60,
    again: Annotated[bool, typer.Option("--again", help="begin again with an export")] = False,
) -> None:
    """Keep a copy of everything that a key may read, in a folder or a database, and prove that it is equal.

    With --once the exit code is 0 when both sides are equal, 1 when they differ or something is wrong.
    """
    plan = Plan(once, check_every * 60, _FAILURES_ONCE if once else None)
    try:
        equal = asyncio.run(_mirror(from_, key, to, Selected(_words(types), _words(cities)), plan, again))
    except (StartRefused, SourceUnavailableError, CursorGoneError) as error:
        say(f"gongjian: {error}")
        raise typer.Exit(1) from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        say(f"gongjian: {to.partition('@')[2] or to} failed: {type(error).__name__} {error}; what it had told, it has")
        raise typer.Exit(1) from None
    raise typer.Exit(0 if equal else 1)


def say(message: str) -> None:
    """One line for whoever watches."""
    print(message, file=sys.stderr, flush=True)


async def _mirror(url: str, key: str, to: str, selected: Selected, plan: Plan, again: bool) -> bool:
    working = asyncio.current_task()
    if working is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    async with source.at(url, key, selected) as service:
        target = await _opened(to, service.url, selected)
        try:
            return await Mirror(service, target, plan, say).run(again=again)
        except asyncio.CancelledError:
            # Everything that was told to the target holds.
            return True
        finally:
            with contextlib.suppress(asyncio.CancelledError):
                await target.close()


async def _opened(to: str, url: str, selected: Selected) -> Target:
    if to.startswith(_POSTGRESQL):
        return await Repository.opened(to, url, selected)
    return Folder(Path(to), url, selected)


def _words(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    words = tuple(sorted({word.strip() for word in text.split(",")} - {""}))
    if not words:
        raise StartRefused("--types and --cities name something, or are left out for all")
    return words
