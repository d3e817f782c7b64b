"""`gongjian keys …`: for whoever may reach the database; the first key of a deployment is made here."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from .. import catalogue
from ..database import Database
from ..errors import Problem, StartRefused
from ..opening import opened
from ..settings import Settings
from . import repository
from .rules import Role, scope_fault

T = TypeVar("T")
keys_app = typer.Typer(no_args_is_help=True)


def _run(errand: Callable[[Database], Awaitable[T]]) -> T:
    async def on(url: str) -> T:
        database = Database(url, pool_size=1)
        try:
            return await errand(database)
        finally:
            await database.close()

    try:
        with opened(Settings(), lambda message: print(message, file=sys.stderr), attach=True) as place:
            return asyncio.run(on(place.app_url))
    except (StartRefused, Problem) as error:
        print(f"gongjian: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


@keys_app.command("create")
def create(
    name: Annotated[str, typer.Option(help="who uses it")],
    role: Annotated[Role, typer.Option(help="what it may do")],
    scope: Annotated[str, typer.Option(help="*, a city, or a division prefix")],
    days: Annotated[int | None, typer.Option(min=1, help="days until it expires; never if left out")] = None,
) -> None:
    """Make a key and print it, once."""
    try:
        fault = scope_fault(scope, catalogue.load().cities)
    except StartRefused as error:
        fault = str(error)
    if fault:
        print(f"gongjian: --scope {scope}: {fault}", file=sys.stderr)
        raise typer.Exit(1)
    expires_at = datetime.now(UTC) + timedelta(days=days) if days else None
    text = repository.new_key()

    async def make(database: Database) -> None:
        async with database.gate() as gate:
            await repository.create(
                gate, text, name=name, role=role, scope=scope, expires_at=expires_at, created_by="command line"
            )

    _run(make)
    print(text)


@keys_app.command("list")
def listed() -> None:
    """List the keys that are not revoked."""
    for row in _run(repository.listed):
        until = f"until {row['expires_at']:%Y-%m-%d}" if row["expires_at"] else "no expiry"
        print(f"{row['id']}  {row['prefix']}…  {row['role']:8}  {row['scope']:12}  {until:16}  {row['name']}")


@keys_app.command("revoke")
def revoke(id: Annotated[UUID, typer.Argument(help="as `gongjian keys list` shows it")]) -> None:
    """Revoke a key; it holds at once."""
    if not _run(lambda database: repository.revoke(database, id)):
        print(f"gongjian: there is no key {id} that is not revoked; see `gongjian keys list`", file=sys.stderr)
        raise typer.Exit(1)
