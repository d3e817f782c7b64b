"""A process that asks the same things over and over for a while, over HTTP or straight at PostgreSQL, and reports.

Reads one JSON object from standard input, writes one to standard output. HTTP is spoken by hand on keep-alive
connections: a general client would cost more than the servers that it measures.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from decimal import Decimal
from time import monotonic, process_time
from typing import Any

import asyncpg

Ask = Callable[[int], Awaitable[bool]]


class HttpConnection:
    """One keep-alive connection."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; answers status and body."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        at = head.lower().index(b"content-length:") + len(b"content-length:")
        body = await self._reader.readexactly(int(head[at : head.index(b"\r\n", at)]))
        return int(head[9:12]), body

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def written(request: dict[str, str], headers: dict[str, str]) -> bytes:
    """A request as bytes."""
    body = request.get("body", "").encode()
    lines = [f"{request.get('method', 'GET')} {request['path']} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines += [f"Content-Type: {request['type']}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _http(asked: dict[str, Any]) -> tuple[list[Ask], Callable[[], Awaitable[None]]]:
    requests = [written(request, asked["headers"]) for request in asked["requests"]]
    connections = [HttpConnection(asked["host"], asked["port"]) for _ in range(asked["connections"])]
    for connection in connections:
        await connection.open()

    def asking(connection: HttpConnection) -> Ask:
        async def ask(number: int) -> bool:
            status, body = await connection.ask(requests[number % len(requests)])
            return status == 200 and len(body) > 2

        return ask

    async def close() -> None:
        for connection in connections:
            connection.close()

    return [asking(connection) for connection in connections], close


async def _sql(asked: dict[str, Any]) -> tuple[list[Ask], Callable[[], Awaitable[None]]]:
    connections = [await asyncpg.connect(**asked["database"]) for _ in range(asked["connections"])]
    turns = [[Decimal(value) if money else value for money, value in turn] for turn in asked["arguments"]]

    def asking(connection: Any) -> Ask:
        async def ask(number: int) -> bool:
            return bool(await connection.fetch(asked["sql"], *turns[number % len(turns)]))

        return ask

    async def close() -> None:
        for connection in connections:
            await connection.close()

    return [asking(connection) for connection in connections], close


async def run(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for the wanted time; numbers of requests, wrong answers, latencies in milliseconds, own CPU."""
    asks, close = await (_http if "requests" in asked else _sql)(asked)
    taken: list[float] = []
    wrong = 0
    number = asked["first"]
    end = 0.0

    async def keep_asking(ask: Ask) -> None:
        nonlocal number, wrong
        while (begin := monotonic()) < end:
            number += 1
            wrong += not await ask(number)
            taken.append(monotonic() - begin)

    await asyncio.gather(*(ask(asked["first"]) for ask in asks))
    begin, cpu = monotonic(), process_time()
    end = begin + asked["milliseconds"] / 1000
    await asyncio.gather(*(keep_asking(ask) for ask in asks))
    seconds = monotonic() - begin
    await close()
    taken.sort()
    return {
        "number": len(taken),
        "wrong": wrong,
        "seconds": seconds,
        "p50": 1000 * taken[len(taken) // 2],
        "p99": 1000 * taken[len(taken) * 99 // 100],
        "cpu": process_time() - cpu,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
