"""PostgreSQL's log: a few files of a few megabytes, whatever happens."""

import logging
import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path

from .failure import ALTERNATIVE, EmbeddedServerError
from .place import keep_owner

FILE_BYTES = 5_000_000
OLD_FILES = 2


class BoundedLog(logging.handlers.RotatingFileHandler):
    """A log of files of ``FILE_BYTES``, the newest and ``OLD_FILES`` older ones; only its owner reads it."""

    def __init__(self, path: Path) -> None:
        """Open the log; raises EmbeddedServerError when it can't be written."""
        self.path = path
        try:
            super().__init__(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="replace")
        except OSError as error:
            raise EmbeddedServerError(
                f"The log {path} can't be written: {error}. Remove it, set GONGJIAN_DATA_DIR to another"
                f" directory,"
                f" {ALTERNATIVE}."
            ) from error

    def write(self, line: str) -> None:
        """Append a line; a disk that is full costs the line, not the server."""
        self.emit(logging.LogRecord("postgresql", logging.INFO, "", 0, line, None, None))

    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        keep_owner(descriptor, self.path.parent)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)
