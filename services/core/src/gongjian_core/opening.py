"""Which database a command works on: the one of GONGJIAN_DATABASE_URL, else the embedded server of the data directory.

A command beside a running `gongjian serve` uses that service's server instead of starting one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .embedded import EmbeddedServer, EmbeddedServerError, addresses_on
from .errors import StartRefused
from .settings import Settings


@dataclass(frozen=True)
class Opened:
    """The database of a command: how the service and whoever migrates reach it, and what it is called in messages."""

    app_url: str
    owner_url: str | None
    title: str
    embedded: bool


@contextmanager
def opened(settings: Settings, notify: Callable[[str], None], *, attach: bool) -> Iterator[Opened]:
    """Open the database of the settings; `attach` allows that of a service running on the same data directory."""
    if settings.database_url is not None:
        owner = settings.owner_database_url
        yield Opened(
            settings.database_url.get_secret_value(),
            owner.get_secret_value() if owner else None,
            "the PostgreSQL of GONGJIAN_DATABASE_URL",
            embedded=False,
        )
        return
    if attach and (running := _running(settings.data_dir)):
        yield running
        return
    server = EmbeddedServer(settings.data_dir, notify)
    try:
        server.start()
    except EmbeddedServerError as error:
        raise StartRefused(str(error)) from error
    try:
        title = f"the embedded PostgreSQL in {server.data_dir} (for trying and for small places)"
        yield Opened(server.app_url, server.owner_url, title, embedded=True)
    finally:
        server.stop()


def _running(data_dir: Path) -> Opened | None:
    """The server of a service that runs on this data directory, or None."""
    try:
        found = addresses_on(data_dir.expanduser().absolute())
    except (OSError, EmbeddedServerError):
        return None
    if found is None:
        return None
    return Opened(found.app, found.owner, f"the embedded PostgreSQL of process {found.process}", embedded=True)
