"""Where a cluster lives and which passwords open it: kept in one file in the data directory."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import account as accounts
from .account import Account
from .binaries import SHARED
from .failure import ALTERNATIVE, EmbeddedServerError

RECORD = "embedded.json"
LOCK = "embedded.lock"
INSIDE = "postgresql"


def _password() -> str:
    return secrets.token_urlsafe(24)


@dataclass
class Record:
    """What is written down about a cluster: its passwords and its folder, relative to the data directory."""

    cluster: str = ""
    initialised: bool = False
    superuser: str = field(default_factory=_password)
    owner: str = field(default_factory=_password)
    app: str = field(default_factory=_password)

    @classmethod
    def of(cls, data_dir: Path) -> "Record | None":
        """Read the record of ``data_dir``; None where there is none yet."""
        try:
            text = (data_dir / RECORD).read_text()
        except FileNotFoundError:
            return None
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError) as error:
            raise EmbeddedServerError(
                f"{data_dir / RECORD} can't be read ({error}). Put back the file from a copy; if the cluster"
                f" stands in"
                f" {data_dir / INSIDE}, removing the file is enough."
            ) from error

    def save(self, data_dir: Path) -> None:
        """Write the record, readable by its owner alone, whole or not at all."""
        unfinished = data_dir / f"{RECORD}.new"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            keep_owner(descriptor, data_dir)
            json.dump(asdict(self), file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(data_dir / RECORD)


def keep_owner(descriptor: int, data_dir: Path) -> None:
    """Give what root writes to the owner of the data directory, who may want to go on without root."""
    if os.geteuid() == 0:
        found = data_dir.stat()
        os.fchown(descriptor, found.st_uid, found.st_gid)


def open_data_dir(path: Path) -> Path:
    """Answer ``path`` as an absolute directory, made if need be.

    Root makes it passable, so that the account that runs PostgreSQL gets through; every secret in it has mode
    0600.
    """
    data_dir = Path(os.path.abspath(path.expanduser()))
    try:
        if not data_dir.is_dir():
            data_dir.mkdir(parents=True)
            data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
        if not os.access(data_dir, os.W_OK | os.X_OK):
            raise PermissionError(f"{data_dir} is not writable")
    except OSError as error:
        raise EmbeddedServerError(
            f"The data directory {data_dir} can't be used: {error}. Set GONGJIAN_DATA_DIR to a directory"
            f" that you may"
            f" write, {ALTERNATIVE}."
        ) from error
    return data_dir


def settle(data_dir: Path, record: Record) -> tuple[Path, Account]:
    """Answer the folder of the cluster and the account that owns it, chosen and recorded at the first start.

    Raises EmbeddedServerError when a cluster that was recorded has gone: data are never silently begun anew.
    """
    if record.cluster:
        folder = data_dir / record.cluster
        if folder.is_dir():
            return folder, accounts.of_cluster(folder)
        if record.initialised:
            raise EmbeddedServerError(
                f"The data of {data_dir} were kept in {folder}, which has gone. Put it back; or, to begin"
                f" with an empty"
                f" database, remove {data_dir / RECORD}."
            )
    inside = data_dir / INSIDE
    if inside.is_dir() and os.geteuid() != 0:
        accounts.of_cluster(inside)
    if inside.is_dir() and any(inside.iterdir()):
        record.cluster = INSIDE
        record.save(data_dir)
        return inside, accounts.of_cluster(inside)
    account = accounts.for_new_cluster(data_dir)
    folder = _reachable(inside, account)
    record.cluster = INSIDE if folder == inside else str(folder)
    record.save(data_dir)
    return folder, account


def _reachable(inside: Path, account: Account) -> Path:
    """Make the folder of a new cluster inside the data directory, or where the account can reach it."""
    _private(inside, account)
    if account.reaches(inside):
        return inside
    inside.rmdir()
    outside = SHARED / "clusters" / secrets.token_hex(8)
    try:
        for directory in (SHARED, SHARED / "clusters"):
            if not directory.exists():
                directory.mkdir()
                directory.chmod(0o755)
        _private(outside, account)
    except OSError as error:
        raise EmbeddedServerError(
            f"PostgreSQL refuses to run as root, the user {account.name!r} can't reach {inside.parent}, and"
            f" no folder"
            f" could be made below {SHARED} ({error}). Set GONGJIAN_DATA_DIR to a directory that other users"
            f" may enter,"
            f" {ALTERNATIVE}."
        ) from error
    return outside


def _private(folder: Path, account: Account) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    account.takes_over(folder)
