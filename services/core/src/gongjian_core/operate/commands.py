"""`gongjian doctor`, `gongjian backup`, `gongjian restore` and `gongjian reseal`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ..declared import Catalogue
from ..embedded import Addresses, EmbeddedServer, EmbeddedServerError, addresses_on
from ..errors import StartRefused, Unavailable
from ..opening import opened
from ..settings import Settings
from .backup import backed_up, manifest_of, restored
from .doctor import Finding, examined
from .secrets import resealed

Say = Callable[[str], None]
_SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}
_SERVER_OF_YOUR_OWN = (
    "GONGJIAN_DATABASE_URL names a server of your own: back it up with its own tools (pg_dump, pg_basebackup, the "
    "backups of the operator that runs it), see deploy/README.md"
)


def examine(settings: Settings, catalogue: Catalogue, say: Say) -> list[Finding]:
    """Look at everything, say it, answer what is wrong."""
    with opened(settings, say, attach=True) as place:
        found = asyncio.run(examined(settings, catalogue, place))
    for finding in found:
        say(f"{_SIGNS[finding.level]} {finding.about}: {finding.detail}")
    return [finding for finding in found if finding.level == "wrong"]


def back_up(settings: Settings, file: Path | None, say: Say) -> Path:
    """Back the embedded database up, beside a running service or without one; answer the file."""
    file = file or Path(f"gongjian-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.backup")
    if file.exists():
        raise StartRefused(f"{file} exists; name another file, or move it away")
    with _embedded(settings, say, attach=True) as addresses:
        manifest = asyncio.run(backed_up(addresses, settings.data_dir.expanduser(), file))
    rows = sum(rows for rows, _ in manifest["contents"].values())
    say(f"Backed up {rows} rows as of change {manifest['head']} to {file}. It holds secrets: keep it safe.")
    return file


def restore(settings: Settings, file: Path, say: Say) -> None:
    """Restore a backup into an empty data directory, and see that it is what was backed up."""
    manifest = manifest_of(file)
    with _embedded(settings, say, attach=False) as addresses:
        asyncio.run(restored(addresses, settings.data_dir.expanduser(), file, manifest))
    tables = manifest["contents"]
    rows = sum(rows for rows, _ in tables.values())
    say(
        f"Restored {rows} rows of {len(tables)} tables as of change {manifest['head']} ({manifest['made_at']}); each "
        "table has the hash that it had. `gongjian serve` goes on from there. Who has read changes beyond that one is "
        "refused (410) until there are as many again: let everybody who reads the feed begin anew with an export."
    )


def reseal(settings: Settings, say: Say) -> None:
    """Encrypt receivers' secrets with the first key of the settings, so that the others may go."""
    if settings.secrets_key is None:
        raise StartRefused("GONGJIAN_SECRETS_KEY is not set; set it to the new key, a comma, and the old one")
    with opened(settings, say, attach=True) as place:
        try:
            changed = resealed(place.app_url, settings.secrets_key.get_secret_value())
        except Unavailable as error:
            raise StartRefused(str(error)) from error
    say(f"The secrets of {changed} subscriptions were encrypted anew; the first key opens all of them.")


@contextmanager
def _embedded(settings: Settings, say: Say, *, attach: bool) -> Iterator[Addresses]:
    """The embedded server of the data directory, a running one's if `attach`."""
    if settings.database_url is not None:
        raise StartRefused(_SERVER_OF_YOUR_OWN)
    data_dir = settings.data_dir.expanduser().absolute()
    try:
        running = addresses_on(data_dir) if attach else None
        if running is not None:
            yield running
            return
        if attach and not data_dir.exists():
            raise StartRefused(f"there is no data directory {data_dir}; set GONGJIAN_DATA_DIR")
        with EmbeddedServer(data_dir, say) as server:
            yield server.addresses
    except EmbeddedServerError as error:
        raise StartRefused(str(error)) from error
