"""Servers of one deployment as processes of their own, killed and started again while others serve."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

GONGJIAN = str(Path(sys.executable).parent / "gongjian")
ADMIN_KEY = "a-key-for-soaks-only-0123456789"


class Pod:
    """`gongjian serve` on a database of its own choosing."""

    def __init__(self, url: str, port: int, log: Path) -> None:
        self.address = f"http://127.0.0.1:{port}/api/v1"
        self._environment = os.environ | {
            "GONGJIAN_DATABASE_URL": url,
            "GONGJIAN_PORT": str(port),
            "GONGJIAN_ADMIN_KEY": ADMIN_KEY,
            "GONGJIAN_DATA_DIR": str(log.parent),
        }
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    async def start(self) -> None:
        """Start it, again if it ends (as Kubernetes does), and wait until it is ready."""
        process = self._run()
        async with httpx.AsyncClient(timeout=2) as client:
            for _ in range(600):
                if process.poll() is not None:
                    process = self._run()
                try:
                    if (await client.get(f"{self.address.removesuffix('/api/v1')}/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.1)
        raise AssertionError(self._log.read_text()[-3000:])

    def _run(self) -> subprocess.Popen[bytes]:
        with self._log.open("a") as output:
            process = subprocess.Popen([GONGJIAN, "serve"], env=self._environment, stdout=output, stderr=output)
        self._process = process
        return process

    def kill(self) -> None:
        """Kill it with -9, whatever it is doing."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self.kills += 1

    def stop(self) -> None:
        """Stop it in order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(60)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def deployment(url: str, folder: Path, number: int) -> AsyncIterator[list[Pod]]:
    """So many pods on one database, until the end of the block."""
    pods = [Pod(url, free_port(), folder / f"pod-{n}.log") for n in range(number)]
    try:
        for pod in pods:
            await pod.start()
        yield pods
    finally:
        for pod in pods:
            pod.stop()


class Callers:
    """A client that finds a pod that answers."""

    def __init__(self, pods: list[Pod], dice: random.Random) -> None:
        self._pods = pods
        self._dice = dice
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {ADMIN_KEY}"}, timeout=40, limits=httpx.Limits(max_connections=100)
        )
        self.failed = 0

    async def ask(self, method: str, path: str, **more: object) -> httpx.Response | None:
        """Ask any pod, once; None when it did not answer or was not able to."""
        pod = self._dice.choice(self._pods)
        try:
            answer = await self._client.request(method, f"{pod.address}{path}", **more)  # type: ignore[arg-type]
        except httpx.HTTPError:
            answer = None
        if answer is None or answer.status_code == 503:
            self.failed += 1
            await asyncio.sleep(0.05)
            return None
        return answer

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()
