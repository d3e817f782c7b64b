"""Clients that would keep a connection for nothing, or fill the memory, before any key was looked at."""

import asyncio
import time
from collections.abc import AsyncIterator

import psutil
import pytest
from tests.serving import Serving

from gongjian_core import connections

pytestmark = pytest.mark.anyio


async def poured(serving: Serving, beginning: bytes, piece: bytes, pieces: int) -> tuple[bytes, int]:
    """What a connection was answered that sends the same piece again and again, and how many it could send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    sent = 0
    try:
        writer.write(beginning)
        for sent in range(pieces):  # noqa: B007 -- the last one is answered
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass
    try:
        return await asyncio.wait_for(reader.read(), 10), sent
    except ConnectionError:
        return b"", sent
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("beginning", "piece"),
    [
        (b"GET /", b"a" * 65_536),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ", b"a" * 65_536),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\n", b"X: a\r\n" * 10_000),
        (b"POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n" * 10_000),
        (b"POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"a" * 65_536),
    ],
)
async def test_a_head_without_end_is_cut_off(serving: Serving, beginning: bytes, piece: bytes) -> None:
    before, begun = psutil.Process().memory_info().rss, time.monotonic()
    said, sent = await poured(serving, beginning, piece, 1_000)
    assert sent < 300
    assert said[:12] in (b"HTTP/1.1 431", b"HTTP/1.1 401", b"")
    assert psutil.Process().memory_info().rss - before < 60 * 1024 * 1024
    assert time.monotonic() - begun < 10


async def test_a_large_body_after_a_small_head_is_no_large_head(serving: Serving) -> None:
    admin = await serving.caller("admin")
    for _ in range(3):
        answer = await admin.post("/keys", content=b" " * 3_000_000, headers={"content-type": "application/json"})
        assert answer.status_code == 422

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 70_000

    answer = await admin.post("/keys", content=chunks(), headers={"content-type": "application/json"})
    assert answer.status_code == 422


async def test_a_head_that_trickles_in_is_given_up(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n")
    for _ in range(4):
        await asyncio.sleep(0.1)
        writer.write(b"X: a\r\n")
    said = await asyncio.wait_for(reader.read(), 5)
    assert said.startswith(b"HTTP/1.1 408")
    assert b'"type": "urn:gongjian:problem:request-timeout"' in said
    writer.close()


@pytest.mark.parametrize("sent", [b"", b"\r\n", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"])
async def test_a_connection_that_asks_for_nothing_more_is_closed(
    serving: Serving, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(serving.config, "timeout_keep_alive", 1)
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    writer.write(sent)
    assert (await asyncio.wait_for(reader.read(), 5) != b"") is (len(sent) > 2)
    writer.close()


@pytest.mark.parametrize("rest", [
    b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
    b"Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"X : a\r\n\r\n",
    b"X: a\r\n b\r\n\r\n",
    b"X: a\rY: b\r\n\r\n",
])  # fmt: skip
async def test_what_two_servers_would_read_in_two_ways_is_answered_with_a_problem(
    serving: Serving, rest: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    writer.write(b"POST /api/v1/keys HTTP/1.1\r\nHost: a\r\n" + rest)
    said = await asyncio.wait_for(reader.read(), 5)
    assert said.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in said
    writer.close()
