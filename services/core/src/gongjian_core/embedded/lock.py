"""One process at a time on a data directory, held by the kernel, so that no lock outlives its process."""

import fcntl
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from .failure import ALTERNATIVE, EmbeddedServerError
from .place import keep_owner

GLANCE = 1.0
"""Seconds to wait for a lock that nobody has put a name in."""


class OwnerLock:
    """The lock of a data directory; its file names the process that holds it and the folder of its socket."""

    def __init__(self, path: Path) -> None:
        """Prepare the lock whose file is ``path``; nothing is taken yet."""
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> Path | None:
        """Take the lock; answer the socket folder that a killed predecessor left behind, if there was one.

        Raises EmbeddedServerError naming the process that holds it, or that the file can't be opened.
        """
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise EmbeddedServerError(
                f"{self.path} belongs to another user, who started this data directory first. Start gongjian"
                f" as that"
                f" user, set GONGJIAN_DATA_DIR to another directory, {ALTERNATIVE}."
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            held = _written(descriptor)
            os.close(descriptor)
            raise EmbeddedServerError(
                f"The data directory {self.path.parent} is in use by process {held[0] or 'unknown'}"
                f"{_since(held)}. Stop that process (kill {held[0] or '<pid>'}), set GONGJIAN_DATA_DIR to"
                f" another"
                f" directory, {ALTERNATIVE}."
            ) from error
        self._descriptor = descriptor
        keep_owner(descriptor, self.path.parent)
        left = _written(descriptor)
        self.write(None)
        return Path(left[2]) if len(left) > 2 and left[2] else None

    def write(self, sockets: Path | None) -> None:
        """Write down who holds the lock and where its sockets are."""
        if self._descriptor is None:
            return
        started = datetime.fromtimestamp(psutil.Process().create_time(), UTC).isoformat(timespec="seconds")
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n{started}\n{sockets or ''}\n".encode(), 0)

    def release(self) -> None:
        """Let the lock go; the file stays, empty, so that nobody locks a file that is being removed."""
        if self._descriptor is None:
            return
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = None


def holder(path: Path) -> tuple[int, Path] | None:
    """Answer the process that holds the lock at ``path`` and its socket folder; None while nobody serves.

    Raises OSError when the file can't be read.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        held = _written(descriptor)
        return (int(held[0]), Path(held[2])) if len(held) > 2 and held[2] else None
    finally:
        os.close(descriptor)
    return None


def _lock(descriptor: int) -> None:
    limit = time.monotonic() + GLANCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Without a name in it, somebody only looks who holds it, or has just let it go.
            if _written(descriptor)[0] or time.monotonic() > limit:
                raise
            time.sleep(0.01)
        else:
            return


def _written(descriptor: int) -> list[str]:
    return os.pread(descriptor, 4096, 0).decode(errors="replace").split("\n")


def _since(held: list[str]) -> str:
    return f", started {held[1]}" if len(held) > 1 and held[1] else ""
