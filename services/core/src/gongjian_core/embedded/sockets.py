"""The folder of the Unix socket: private, and short, because the kernel takes at most 107 bytes."""

import shutil
import tempfile
from pathlib import Path

from .account import Account
from .failure import ALTERNATIVE, EmbeddedServerError

PREFIX = "gongjian-"
LONGEST = 107
SOCKET = ".s.PGSQL.5432"


def open_folder(account: Account) -> Path:
    """Make a folder that only ``account`` (and root) may enter, short enough for a socket in it."""
    tried: list[str] = []
    for home in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm")):  # noqa: S108  made private below
        try:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
        except OSError as error:
            tried.append(f"{home}: {error}")
            continue
        if len(bytes(folder / SOCKET)) <= LONGEST:
            account.takes_over(folder)
            if account.reaches(folder):
                return folder
            tried.append(f"{home}: {account.name!r} can't enter it")
        else:
            tried.append(f"{home}: too long for a socket")
        folder.rmdir()
    raise EmbeddedServerError(
        f"There is no place for the socket of the embedded PostgreSQL ({'; '.join(tried)})."
        f" Set TMPDIR to a short directory that you may write, {ALTERNATIVE}."
    )


def remove_folder(folder: Path) -> None:
    """Remove a socket folder of ours, also one that a killed process left; other names are left alone."""
    if folder.name.startswith(PREFIX) and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
