"""The files of a cluster: made by initdb, checked before each start, freed of what a kill left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from .account import Account
from .binaries import MAJOR
from .failure import ALTERNATIVE, EmbeddedServerError

DATA = "data"
SUPERUSER = "postgres"
PATIENCE = 120.0
"""Seconds a process that a kill left behind gets to write its data and end."""


def data_of(folder: Path) -> Path | None:
    """Answer the data of the cluster in ``folder``; None when initdb has not made any yet.

    Raises EmbeddedServerError when another major version of PostgreSQL wrote them.
    """
    data = folder / DATA
    try:
        written_by = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        if data.is_dir() and any(data.iterdir()):
            raise EmbeddedServerError(
                f"{data} is not empty, and is no PostgreSQL cluster either. Move it away,"
                f" set GONGJIAN_DATA_DIR to another directory, {ALTERNATIVE}."
            ) from None
        return None
    if written_by != str(MAJOR):
        raise EmbeddedServerError(
            f"{data} was written by PostgreSQL {written_by}; the embedded server is PostgreSQL {MAJOR}. Move"
            f" the data"
            f" with pg_dump of version {written_by}, set GONGJIAN_DATA_DIR to a new directory, {ALTERNATIVE}."
        )
    return data


def create(folder: Path, programs: Path, account: Account, password: str) -> Path:
    """Make a cluster in ``folder``, whole or not at all, with its superuser's password; answer its data."""
    unfinished = folder / f"{DATA}.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".password-") as secret:
        secret.write(password)
        secret.flush()
        account.takes_over(Path(secret.name))
        _run(
            [
                str(programs / "initdb"),
                f"--pgdata={unfinished}",
                f"--username={SUPERUSER}",
                f"--pwfile={secret.name}",
                "--auth-local=scram-sha-256",
                "--auth-host=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--text-search-config=simple",
                "--no-instructions",
            ],
            account,
            f"make a cluster in {folder}",
        )
    data = folder / DATA
    if data.is_dir():
        data.rmdir()
    unfinished.rename(data)
    return data


def reset_password(data: Path, programs: Path, account: Account, password: str) -> None:
    """Give the superuser a new password, without a server; for a data directory that lost its record."""
    _run(
        [str(programs / "postgres"), "--single", "-D", str(data), "postgres"],
        account,
        f"set a new password in {data}",
        f"ALTER ROLE {SUPERUSER} PASSWORD '{password}'\n",
    )


def free(data: Path, notify: Callable[[str], None]) -> None:
    """End what still runs on ``data`` although nobody holds its lock, and remove the note it left.

    Raises EmbeddedServerError when it does not end.
    """
    note = data / "postmaster.pid"
    if not note.exists():
        return
    asked = time.monotonic()
    told = False
    named = note.read_text().split("\n", 1)[0].strip()
    for sent, patience in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 30.0), (signal.SIGKILL, 10.0)):
        running = _running_on(data)
        if not running:
            break
        if not told:
            notify(f"A PostgreSQL left behind by a process that was killed still runs on {data}; ending it first.")
            told = True
        # Its postmaster ends the others in order; only where it has gone they are told one by one.
        first = [process for process in running if str(process.pid) == named]
        for process in first or running:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(sent)
        limit = time.monotonic() + patience
        while time.monotonic() < limit and any(_at_home(process, data) for process in running):
            time.sleep(0.02)
    if _running_on(data):
        raise EmbeddedServerError(
            f"PostgreSQL still runs on {data} after {time.monotonic() - asked:.0f} seconds of asking it to"
            f" end."
            f" End process {named} yourself and start again."
        )
    note.unlink(missing_ok=True)


def _running_on(data: Path) -> list[psutil.Process]:
    """Answer the PostgreSQL processes at home in ``data``."""
    return [process for process in psutil.process_iter() if _at_home(process, data)]


def _at_home(process: psutil.Process, data: Path) -> bool:
    """Answer whether this is a living PostgreSQL on ``data``; its working directory tells, numbers recur."""
    try:
        return process.name() == "postgres" and process.cwd() == os.path.realpath(data)
    except (psutil.Error, OSError):
        return False


def _run(command: list[str], account: Account, purpose: str, text: str = "") -> None:
    tried = subprocess.run(  # noqa: S603  programs of the wheel, arguments of ours
        command,
        input=text.encode(),
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        umask=0o077,
        capture_output=True,
        check=False,
        **account.process_options(),
    )
    said = (tried.stderr + tried.stdout).decode(errors="replace").strip()
    if tried.returncode != 0:
        raise EmbeddedServerError(
            f"PostgreSQL could not {purpose}: {said[-1500:]}\nSee that the disk has room and the directory"
            f" belongs to"
            f" {account.name!r}, {ALTERNATIVE}."
        )
