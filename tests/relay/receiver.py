"""A receiver on a loopback socket: takes what it is sent, checks signatures, and answers as a test wants."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from standardwebhooks import Webhook

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def answer(status: int, *headers: str, body: bytes = b"") -> bytes:
    """An HTTP answer of that status."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class Received:
    """A message as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The body."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes that it carries."""
        found: list[dict[str, Any]] = self.said["data"].get("changes", [])
        return found


@dataclass
class Receiver:
    """What came, and what to answer: bytes, or a coroutine that makes them. `taken` is what was answered with 2xx."""

    secret: str = ""
    respond: Callable[[Received], Any] = lambda _: OK
    received: list[Received] = field(default_factory=list)
    taken: list[Received] = field(default_factory=list)
    port: int = 0
    connections: int = 0
    scheme: str = "http"
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def url(self, host: str = "127.0.0.1", path: str = "/hook") -> str:
        """Where it listens."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def changes(self) -> list[dict[str, Any]]:
        """Every change that was taken, in the order in which it came."""
        return [change for message in self.taken for change in message.changes]

    async def until(self, fulfilled: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(seconds):
            while not fulfilled():  # noqa: ASYNC110 -- it also waits for what is no event of ours
                await asyncio.sleep(0.01)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        self.writers.add(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                message = await _read(head, reader)
                self.received.append(message)
                if self.secret:
                    Webhook(self.secret).verify(message.body, message.headers)
                said = self.respond(message)
                said = await said if asyncio.iscoroutine(said) else said
                if said.startswith(b"HTTP/1.1 2"):
                    self.taken.append(message)
                writer.write(said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            await self.hang_up(writer)

    async def hang_up(self, writer: asyncio.StreamWriter) -> None:
        """End a connection."""
        self.writers.discard(writer)
        writer.transport.abort()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()


async def _read(head: bytes, reader: asyncio.StreamReader) -> Received:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(first.split(" ")[1], headers, body)


R = TypeVar("R", bound=Receiver)


@asynccontextmanager
async def receiving(*receivers: R, tls: ssl.SSLContext | None = None) -> AsyncIterator[Sequence[R]]:
    """Let receivers listen on loopback ports of their own."""
    servers = []
    for receiver in receivers:
        server = await asyncio.start_server(receiver.serve, "127.0.0.1", receiver.port, ssl=tls)
        receiver.port = server.sockets[0].getsockname()[1]
        receiver.scheme = "https" if tls else "http"
        servers.append(server)
    try:
        yield receivers
    finally:
        for server, receiver in zip(servers, receivers, strict=True):
            server.close()
            for writer in list(receiver.writers):
                await receiver.hang_up(writer)
