"""The running PostgreSQL: started without a network, its log kept within bounds, ended in order."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from .account import Account
from .failure import ALTERNATIVE, EmbeddedServerError
from .log import BoundedLog

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "shared_buffers": "128MB",
    "max_connections": "50",
    "fsync": "on",
    "wal_level": "replica",
    "password_encryption": "scram-sha-256",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "lc_messages": "C",
}
START_PATIENCE = 900.0
"""Seconds a start may take: recovery after a crash reads what was written since the last checkpoint."""
STOP_PATIENCE = 90.0
"""Seconds a fast shutdown may take before it is made an immediate one, which the next start recovers from."""


class Postmaster:
    """One process of PostgreSQL and the thread that writes its log."""

    def __init__(
        self,
        programs: Path,
        data: Path,
        sockets: Path,
        account: Account,
        log: BoundedLog,
        ended: Callable[[], None],
    ) -> None:
        """Start PostgreSQL on ``data``; ``ended`` is called, from another thread, once it has ended.

        Raises EmbeddedServerError when the process can't be started at all.
        """
        self.data = data
        self.is_starting = True
        self.log = log
        self._last: deque[str] = deque(maxlen=30)
        self._ended = ended
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        self._process = subprocess.Popen(  # noqa: S603  a program of the wheel, arguments of ours
            [str(programs / "postgres"), "-D", str(data), "-k", str(sockets), *settings],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            umask=0o077,
            # Ctrl-C reaches every process of the terminal; this one is ended by us, after its clients.
            start_new_session=True,
            **account.process_options(),
        )
        self._writer = threading.Thread(target=self._write_log, name="postgresql-log", daemon=True)
        self._writer.start()

    def wait_until_ready(self, notify: Callable[[str], None]) -> None:
        """Wait until it takes connections, through a recovery after a crash if need be.

        Raises EmbeddedServerError with the last lines of its log when it ends instead.
        """
        started = time.monotonic()
        told = started
        while not self._is_ready():
            if self._process.poll() is not None:
                self._writer.join(timeout=5)
                raise EmbeddedServerError(
                    f"PostgreSQL ended while it was starting on {self.data}. Its last words, in full in"
                    f" {self.log.path}:\n"
                    + "\n".join(self._last)
                    + f"\nRemove what it names and start again, {ALTERNATIVE}."
                )
            now = time.monotonic()
            if now - started > START_PATIENCE:
                self.stop()
                raise EmbeddedServerError(
                    f"PostgreSQL was not ready after {START_PATIENCE:.0f} seconds on {self.data}. See"
                    f" {self.log.path},"
                    f" start again, {ALTERNATIVE}."
                )
            if now - told > 5:
                notify("PostgreSQL is still starting; after a crash it first recovers what was written.")
                told = now
            time.sleep(0.01)
        self.is_starting = False

    def stop(self) -> None:
        """End it: clients are cut off, what is committed is on disk."""
        for sent, patience in (
            (signal.SIGINT, STOP_PATIENCE),
            (signal.SIGQUIT, 30.0),
            (signal.SIGKILL, 10.0),
        ):
            if self._process.poll() is not None:
                break
            self._process.send_signal(sent)
            try:
                self._process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                continue
        if threading.current_thread() is not self._writer:
            self._writer.join(timeout=10)

    def _is_ready(self) -> bool:
        # The eighth line of this file is where pg_ctl looks, too.
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[0].strip() == str(self._process.pid) and lines[7].strip() == "ready"

    def _write_log(self) -> None:
        output = self._process.stdout
        if output is None:  # pragma: no cover
            raise EmbeddedServerError("PostgreSQL was started without its output")
        with output:
            for raw in output:
                line = raw.decode(errors="replace").rstrip()
                self._last.append(line)
                self.log.write(line)
        self._process.wait()
        self._ended()
