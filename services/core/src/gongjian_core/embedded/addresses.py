"""How a running embedded server is reached: only over its socket, by name and password."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .cluster import SUPERUSER
from .lock import holder
from .place import LOCK, Record
from .roles import APP, DATABASE, OWNER, PORT


@dataclass(frozen=True)
class Addresses:
    """The server of a process, as SQLAlchemy's URLs for asyncpg."""

    process: int
    app: str
    """For the role that serves: it owns nothing, and row-level security holds for it."""
    owner: str
    """For the role that owns the database and migrates it."""
    superuser: str
    """For maintenance and tests; never to serve with."""

    @classmethod
    def of(cls, process: int, sockets: Path, record: Record) -> "Addresses":
        """Answer the addresses of a server whose socket is in ``sockets``."""

        def url(role: str, password: str, database: str) -> str:
            # The port is said although no other is possible: left out, it would be taken from PGPORT.
            return f"postgresql+asyncpg://{role}:{password}@/{database}?port={PORT}&host={quote(str(sockets))}"

        return cls(
            process,
            url(APP, record.app, DATABASE),
            url(OWNER, record.owner, DATABASE),
            url(SUPERUSER, record.superuser, "postgres"),
        )


def addresses_on(data_dir: Path) -> Addresses | None:
    """Answer how the server that another process runs on ``data_dir`` is reached; None where none runs.

    Raises EmbeddedServerError when the record can't be read, and OSError where its files are another user's.
    """
    held = holder(data_dir / LOCK)
    record = Record.of(data_dir) if held else None
    if held is None or record is None:
        return None
    process, sockets = held
    return Addresses.of(process, sockets, record)
