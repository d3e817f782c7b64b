"""`gongjian backup` and `gongjian restore`: the embedded database in one file, and back into an empty directory.

The file is a ZIP archive: `manifest.json` says what is in it, `gongjian.dump` is pg_dump's custom format (pg_restore
puts it into any PostgreSQL 18, too), `secrets.key` opens the secrets of subscriptions. It is as secret as the data.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import asyncpg

from ..embedded import Addresses
from ..errors import StartRefused
from .contents import contents, differences
from .programs import DATABASE, Superuser

FORMAT = 1
MANIFEST, DUMP, SECRETS = "manifest.json", "gongjian.dump", "secrets.key"


async def backed_up(addresses: Addresses, data_dir: Path, file: Path) -> dict[str, Any]:
    """Write the database as of one moment to a new file, while the service goes on; answer its manifest.

    Raises StartRefused when the file cannot be written.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        # Never into a file that was there: it may be another's, or lead elsewhere.
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
            manifest = await _written(Superuser.of(addresses), data_dir, output)
            output.flush()
            os.fsync(output.fileno())
        unfinished.rename(file)
    except OSError as error:
        raise StartRefused(f"the backup cannot be written to {file}: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


async def _written(superuser: Superuser, data_dir: Path, output: io.BufferedWriter) -> dict[str, Any]:
    connection = await superuser.connected()
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("select pg_export_snapshot()")
            with zipfile.ZipFile(output, "w") as archive:
                with archive.open(DUMP, "w", force_zip64=True) as dump:
                    arguments = ("--format=custom", "--compress=6", f"--snapshot={snapshot}")
                    await superuser.run("pg_dump", arguments, given=None, kept=dump)
                manifest = {
                    "format": FORMAT,
                    "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "version": version("gongjian-core"),
                    "migration": await connection.fetchval("select version_num from alembic_version"),
                    "head": await connection.fetchval("select last_seq from sequence_head"),
                    "contents": await contents(connection),
                }
                archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
                if (secrets := data_dir / SECRETS).exists():
                    archive.writestr(SECRETS, secrets.read_bytes())
    except asyncpg.PostgresError as error:
        raise StartRefused(f"the database could not be read: {error}") from error
    finally:
        await connection.close()
    return manifest


def manifest_of(file: Path) -> dict[str, Any]:
    """What a backup says it holds; StartRefused when it is none, or damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise StartRefused(f"{file} was made by gongjian {manifest['version']}; restore it with that version")
            if damaged := archive.testzip():
                raise StartRefused(f"{damaged} in {file} is damaged; take another backup")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise StartRefused(f"{file} is no backup of gongjian, or not whole: {error}") from error
    return manifest


async def restored(addresses: Addresses, data_dir: Path, file: Path, manifest: dict[str, Any]) -> None:
    """Put a backup into a database that was never migrated, and see that it holds what the backup held.

    Raises StartRefused, and leaves the database as empty as it was, when it does not.
    """
    superuser = Superuser.of(addresses)
    connection = await superuser.connected()
    try:
        if await connection.fetchval(
            "select exists (select from pg_class where relnamespace = 'public'::regnamespace)"
        ):
            raise StartRefused(
                f"{data_dir} holds a database already. Move that directory away, or set GONGJIAN_DATA_DIR to another"
            )
    finally:
        await connection.close()
    try:
        with zipfile.ZipFile(file) as archive, archive.open(DUMP) as dump:
            arguments = ("--exit-on-error", "--single-transaction")
            await superuser.run("pg_restore", arguments, given=dump, kept=io.BytesIO())
        await _compared(superuser, manifest)
    except BaseException:
        await _emptied(superuser)
        raise
    with zipfile.ZipFile(file) as archive:
        if SECRETS in archive.namelist() and not (data_dir / SECRETS).exists():
            descriptor = os.open(data_dir / SECRETS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as kept:
                kept.write(archive.read(SECRETS))


async def _compared(superuser: Superuser, manifest: dict[str, Any]) -> None:
    connection = await superuser.connected()
    try:
        found = await contents(connection)
    finally:
        await connection.close()
    if wrong := differences(manifest["contents"], found):
        raise StartRefused("what was restored is not what was backed up: " + "; ".join(wrong))


async def _emptied(superuser: Superuser) -> None:
    connection = await superuser.connected("postgres")
    try:
        await connection.execute(f"drop database if exists {DATABASE} with (force)")
    finally:
        await connection.close()
