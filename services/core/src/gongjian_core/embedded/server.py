"""The embedded server as the rest of gongjian sees it."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from . import binaries, cluster, place, roles, sockets
from .addresses import Addresses
from .exits import at_end
from .failure import EmbeddedServerError
from .lock import OwnerLock
from .log import BoundedLog
from .postmaster import Postmaster

if TYPE_CHECKING:
    from .account import Account

RESTARTS_PER_MINUTE = 3
PAUSE_SECONDS = 60.0
_NEXT_TRY = f"The next try is in {PAUSE_SECONDS:.0f} seconds."


def _silent(_message: str) -> None:
    """Say nothing."""


class EmbeddedServer:
    """A PostgreSQL 18 of this process on one data directory: no network, a private socket, SCRAM.

    ``start`` and ``stop`` block; in an event loop call them through ``asyncio.to_thread``. Started in the
    main thread
    it is also stopped when the process ends, by SIGTERM too; elsewhere the caller sees to signals. If
    PostgreSQL is
    killed, it is started again.
    """

    def __init__(self, data_dir: Path, notify: Callable[[str], None] = _silent) -> None:
        """Prepare a server on ``data_dir``; ``notify`` gets one line for each thing that takes a while."""
        self._asked = data_dir
        self._notify = notify
        self._guard = threading.RLock()
        self._locks: list[OwnerLock] = []
        self._record = place.Record()
        self._account: Account | None = None
        self._programs: Path | None = None
        self._data: Path | None = None
        self._sockets: Path | None = None
        self._postmaster: Postmaster | None = None
        self._log: BoundedLog | None = None
        self._call_off: Callable[[], None] | None = None
        self._restarts: list[float] = []
        self.data_dir = data_dir

    @property
    def running(self) -> bool:
        """Whether the server was started and not stopped."""
        return self._postmaster is not None

    @property
    def addresses(self) -> Addresses:
        """How the server is reached; raises EmbeddedServerError while it does not run."""
        if self._sockets is None:
            raise EmbeddedServerError("The embedded server does not run, so it has no address; call start() first")
        return Addresses.of(os.getpid(), self._sockets, self._record)

    @property
    def owner_url(self) -> str:
        """SQLAlchemy's address for the role that owns the database and migrates it."""
        return self.addresses.owner

    @property
    def app_url(self) -> str:
        """SQLAlchemy's address for the role that serves: it owns nothing, row-level security holds for it."""
        return self.addresses.app

    @property
    def superuser_url(self) -> str:
        """SQLAlchemy's address for the superuser, for maintenance and tests; never to serve with."""
        return self.addresses.superuser

    def start(self) -> None:
        """Bring the server up; at the first start make its cluster, roles and database.

        Raises EmbeddedServerError saying what is in the way and what to do.
        """
        with self._guard:
            if self.running:
                return
            self.data_dir = place.open_data_dir(self._asked)
            self._call_off = at_end(self.stop)
            try:
                self._start()
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """Bring the server down, with everything committed on disk; nothing happens if it does not run."""
        with self._guard:
            postmaster, self._postmaster = self._postmaster, None
            if postmaster is not None:
                postmaster.stop()
            if self._sockets is not None:
                sockets.remove_folder(self._sockets)
                self._sockets = None
            if self._log is not None:
                self._log.close()
                self._log = None
            while self._locks:
                self._locks.pop().release()
            if self._call_off is not None:
                self._call_off()
                self._call_off = None

    def __enter__(self) -> Self:
        """Start the server."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self.stop()

    def _start(self) -> None:
        lock = self._take(self.data_dir / place.LOCK)
        record = place.Record.of(self.data_dir)
        lost = record is None
        self._record = record or place.Record()
        folder, account = place.settle(self.data_dir, self._record)
        if folder.parent != self.data_dir:
            self._take(folder.with_name(f"{folder.name}.lock"))
        self._account = account
        self._programs = binaries.for_account(account)
        data = cluster.data_of(folder)
        if data is None:
            self._notify(f"Making a PostgreSQL cluster in {folder} (once, a few seconds).")
            data = cluster.create(folder, self._programs, account, self._record.superuser)
        else:
            cluster.free(data, self._notify)
            if lost:
                self._notify(f"The passwords of {data} are lost; setting new ones.")
                cluster.reset_password(data, self._programs, account, self._record.superuser)
        if not self._record.initialised:
            self._record.initialised = True
            self._record.save(self.data_dir)
        self._data = data
        self._sockets = sockets.open_folder(account)
        lock.write(self._sockets)
        self._open(data, self._sockets)
        roles.prepare(self._sockets, self._record)

    def _take(self, path: Path) -> OwnerLock:
        lock = OwnerLock(path)
        left = lock.take()
        self._locks.append(lock)
        if left is not None:
            sockets.remove_folder(left)
        return lock

    def _open(self, data: Path, folder: Path) -> None:
        if self._programs is None or self._account is None:
            raise EmbeddedServerError("The embedded server was opened before it was started")
        if self._log is None:
            self._log = BoundedLog(self.data_dir / "postgresql.log")
        self._postmaster = Postmaster(self._programs, data, folder, self._account, self._log, self._ended)
        self._postmaster.wait_until_ready(self._notify)

    def _ended(self) -> None:
        """Start PostgreSQL again if it ended although nobody stopped it; called from its log's thread."""
        postmaster = self._postmaster
        if postmaster is None or postmaster.is_starting:
            return
        with self._guard:
            if self._postmaster is not postmaster:
                return
            now = time.monotonic()
            self._restarts = [moment for moment in self._restarts if now - moment < 60] + [now]
            if len(self._restarts) > RESTARTS_PER_MINUTE:
                self._notify(f"PostgreSQL keeps ending; see {postmaster.log.path}. {_NEXT_TRY}")
                self._later(postmaster)
                return
            self._notify("PostgreSQL ended although nobody stopped it; starting it again.")
            self._again(postmaster)

    def _later(self, ended: Postmaster) -> None:
        waiting = threading.Timer(PAUSE_SECONDS, self._again, [ended])
        waiting.daemon = True
        waiting.start()

    def _again(self, ended: Postmaster) -> None:
        """Start PostgreSQL in the place of one that has ended, unless it was stopped meanwhile; else try later."""
        with self._guard:
            if self._postmaster is not ended or self._data is None or self._sockets is None:
                return
            try:
                cluster.free(self._data, self._notify)
                self._open(self._data, self._sockets)
            except (EmbeddedServerError, OSError) as error:
                self._notify(f"{error}\n{_NEXT_TRY}")
                self._later(self._postmaster)
