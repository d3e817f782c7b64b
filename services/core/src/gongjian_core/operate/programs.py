"""pg_dump and pg_restore of the embedded server's own version, reading and writing files of ours."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import parse_qs, urlsplit

import asyncpg

from ..embedded import Addresses, programs
from ..errors import StartRefused
from .contents import TEXT

DATABASE = "gongjian"
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Superuser:
    """How the superuser of an embedded server is reached; nothing else sees every row."""

    name: str
    password: str
    sockets: str
    port: int

    @classmethod
    def of(cls, addresses: Addresses) -> Superuser:
        """As the running server says it."""
        url = urlsplit(addresses.superuser)
        asked = parse_qs(url.query)
        return cls(url.username or "", url.password or "", asked["host"][0], int(asked["port"][0]))

    async def connected(self, database: str = DATABASE) -> Any:
        """A connection under which the same rows have the same text."""
        return await asyncpg.connect(
            host=self.sockets, port=self.port, user=self.name, password=self.password, database=database, ssl=False,
            timeout=60, server_settings={**TEXT, "application_name": "gongjian backup"},
        )  # fmt: skip

    async def run(self, program: str, arguments: Sequence[str], *, given: IO[bytes] | None, kept: IO[bytes]) -> None:
        """Run a program of PostgreSQL with `given` as its input, its output to `kept`; StartRefused when it fails."""
        process = await asyncio.create_subprocess_exec(
            str(programs() / program), f"--host={self.sockets}", f"--port={self.port}", f"--username={self.name}",
            f"--dbname={DATABASE}", "--no-password", *arguments,
            env={"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": self.password},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise RuntimeError("a process without its pipes")
        said, _, _ = await asyncio.gather(
            process.stderr.read(), _feed(process.stdin, given), _drain(process.stdout, kept)
        )
        if await process.wait() != 0:
            raise StartRefused(f"{program} failed: {said.decode(errors='replace').strip()[-1500:]}")


async def _feed(pipe: asyncio.StreamWriter, given: IO[bytes] | None) -> None:
    try:
        while given is not None and (part := await asyncio.to_thread(given.read, _AT_ONCE)):
            pipe.write(part)
            await pipe.drain()
    except (BrokenPipeError, ConnectionResetError):
        pass  # the program ended; it says why
    finally:
        pipe.close()


async def _drain(pipe: asyncio.StreamReader, kept: IO[bytes]) -> None:
    while part := await pipe.read(_AT_ONCE):
        await asyncio.to_thread(kept.write, part)
