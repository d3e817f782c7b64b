"""`gongjian serve` as a process of its own, on a data directory of the test's own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil
from tests.end_to_end.ending import killed_for_memory, named, tail

GONGJIAN = Path(sys.executable).with_name("gongjian")
_START_SECONDS = 120


class Running:
    """A service that can be killed and started again on the same port."""

    command: tuple[str, ...] = (str(GONGJIAN),)

    def __init__(self, data_dir: Path, *options: str, **settings: str) -> None:
        self.data_dir = data_dir
        self.url = ""
        self._options = options
        self._settings = {f"GONGJIAN_{name.upper()}": value for name, value in settings.items()}
        self._port = "0"
        self._process: subprocess.Popen[bytes] | None = None
        self._killed_before = killed_for_memory()
        self._code: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            # Pytest shows it beside the failure.
            print(self.account)
        if self._process is not None:
            self.end(signal.SIGTERM if error is None else signal.SIGKILL)

    @property
    def account(self) -> str:
        """What is known of its life and its end, for whoever has to find out why."""
        code = self._code if self._process is None else self._process.poll()
        more = killed_for_memory() - self._killed_before
        known = [
            f"gongjian serve on {self.url or 'no port yet'}, data in {self.data_dir}: {named(code)}",
            f"processes killed for memory on this machine meanwhile: {more}" if more else "",
            tail(self.data_dir / "said"),
            tail(self.data_dir / "postgresql.log"),
        ]
        return "\n".join(line for line in known if line)

    @property
    def process(self) -> psutil.Process:
        """The process."""
        assert self._process is not None
        return psutil.Process(self._process.pid)

    @property
    def said(self) -> str:
        """What it has written."""
        return (self.data_dir / "said").read_text("utf-8")

    @property
    def key(self) -> str:
        """Its first admin key."""
        return (self.data_dir / "admin.key").read_text("utf-8").strip()

    def start(self) -> None:
        """Start it and wait until it serves."""
        environment = {**os.environ, **self._settings}
        environment |= {"GONGJIAN_DATA_DIR": str(self.data_dir), "GONGJIAN_PORT": self._port}
        # A crash of an extension leaves its stack.
        environment |= {"PYTHONFAULTHANDLER": "1"}
        self._code = None
        with (self.data_dir / "said").open("wb") as said:
            self._process = subprocess.Popen(
                [*self.command, "serve", *self._options], env=environment, stdout=said, stderr=said,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while not (found := re.search(r"Serving (http://\S+):(\d+)/api/v1", self.said)) or not self._answers(found):
            assert self._process.poll() is None, self.account
            assert time.monotonic() < until, self.account
            time.sleep(0.1)
        self.url, self._port = f"{found[1]}:{found[2]}", found[2]

    def _answers(self, found: re.Match[str]) -> bool:
        try:
            return httpx.get(f"{found[1]}:{found[2]}/healthz", trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def end(self, number: signal.Signals) -> int:
        """Send it a signal and wait for its end; it must have lived until then."""
        assert self._process is not None
        assert self._process.poll() is None, self.account
        self._process.send_signal(number)
        try:
            self._code = self._process.wait(60)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still there a minute after {number.name}: {self.account}") from None
        self._process = None
        return self._code

    def children(self, part: str) -> list[psutil.Process]:
        """Its processes whose command line contains that."""
        return [child for child in self.process.children(recursive=True) if part in " ".join(child.cmdline())]
