"""The relay as a process beside the service: for `make run`. It meets the service over HTTP, as everywhere else."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from .errors import StartRefused

_MODULE: Final = "gongjian_relay"
LAST_SECONDS: Final = 8.0
"""How long it may take to bring deliveries to an end."""
_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 30.0
_LIVED_SECONDS: Final = 60.0


class RelayBeside:
    """A relay that is started again when it ends by itself, and ends with this process however that ends."""

    def __init__(self, url: str, key: str, say: Callable[[str], None]) -> None:
        if importlib.util.find_spec(_MODULE) is None:
            raise StartRefused("no relay is installed: install gongjian-relay, or serve without --relay")
        self._environment = {**os.environ, "GONGJIAN_CORE_URL": url, "GONGJIAN_RELAY_KEY": key}
        self._say = say
        self._guard = threading.Lock()
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_running, name="relay", daemon=True)

    def __enter__(self) -> Self:
        """Start it."""
        self._say("Relay: runs beside; GONGJIAN_ALLOW_PRIVATE_WEBHOOKS=true lets receivers be in your own network")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, by force if need be."""
        self.tell_to_stop()
        self._thread.join(LAST_SECONDS)
        with self._guard:
            if self._process is not None:
                self._process.kill()
        self._thread.join()

    def tell_to_stop(self) -> None:
        """Let it bring to an end what it is delivering; it claims nothing more."""
        with self._guard:
            self._stopping.set()
            if self._process is not None:
                self._process.send_signal(signal.SIGTERM)

    @property
    def ended(self) -> bool:
        """Whether it has ended for good."""
        return not self._thread.is_alive()

    def _keep_running(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            begun = time.monotonic()
            code = self._run()
            if self._stopping.is_set():
                return
            pause = _FIRST_PAUSE_SECONDS if time.monotonic() - begun > _LIVED_SECONDS else pause
            self._say(f"The relay ended with {code}; starting it again in {pause:g} s.")
            self._stopping.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _run(self) -> int | None:
        with self._guard:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 -- a module of ours
                [sys.executable, "-m", _MODULE, "--beside"],
                env=self._environment,
                # Its other end is held by this process alone: when it closes, the relay ends.
                stdin=subprocess.PIPE,
                # Ctrl-C reaches every process of the terminal; this one is ended while the service still answers.
                start_new_session=True,
            )
        code = self._process.wait()
        with self._guard:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process = None
        return code
