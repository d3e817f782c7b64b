"""Which database a command works on: the one of GONGJIAN_DATABASE_URL, else the embedded server of the data directory.

A command beside a running `gongjian serve` uses that service's server instead of starting one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .embedded import EmbeddedServer, EmbeddedServerError
from .embedded.place import Record, open_data_dir
from .embedded.roles import APP, DATABASE, OWNER
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
        folder = open_data_dir(data_dir)
        lines = (folder / "embedded.lock").read_text().split("\n")
        record = Record.of(folder)
    except (OSError, EmbeddedServerError):
        return None
    if record is None or len(lines) < 3 or not lines[2] or not Path(lines[2]).is_dir():
        return None
    if not any(Path(lines[2]).glob(".s.PGSQL.*")):
        return None

    def url(role: str, password: str) -> str:
        return f"postgresql+asyncpg://{role}:{password}@/{DATABASE}?host={lines[2]}"

    title = f"the embedded PostgreSQL of process {lines[0]}"
    return Opened(url(APP, record.app), url(OWNER, record.owner), title, embedded=True)
