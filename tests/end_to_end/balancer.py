"""A small proxy as an HTTP transport: requests go in turn to the servers that say they are ready."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import count

import httpx


class Balancer(httpx.AsyncBaseTransport):
    """Does what a Service and its endpoints do: looks at `/readyz`, keeps connections open, and counts.

    Nothing is sent twice: only where no connection could be made at all the next server is tried, and that is counted.
    """

    def __init__(self, every_seconds: float = 0.2) -> None:
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=50, keepalive_expiry=60))
        self._every_seconds = every_seconds
        self._ready: dict[str, bool] = {}
        self._turn = count()
        self.sent: Counter[str] = Counter()
        """Requests that went to a server, by its URL."""
        self.refused = 0
        """Connections that could not be made; the request then went to another server."""
        self.broken: list[str] = []
        """What broke off while it was sent or answered."""
        self.nowhere = 0
        """Times that no server was ready when a request came."""
        self._seen: dict[str, float] = {}
        self._looks: dict[str, asyncio.Task[None]] = {}

    def add(self, url: str) -> None:
        """Send requests there, too, once it is ready."""
        self._ready[url] = False
        self._looks[url] = asyncio.create_task(self._look_at(url))

    def remove(self, url: str) -> None:
        """Forget a server that has gone."""
        self._looks.pop(url).cancel()
        del self._ready[url]

    async def is_ready(self, url: str) -> None:
        """Wait until requests go there."""
        for _ in range(3000):
            if self._ready[url]:
                return
            await asyncio.sleep(0.02)
        raise TimeoutError(f"{url} did not become ready")

    async def _look_at(self, url: str) -> None:
        while True:
            try:
                answer = await self._inner.handle_async_request(httpx.Request("GET", f"{url}/readyz"))
                await answer.aread()
                await answer.aclose()
                self._ready[url] = answer.status_code == 200
            except httpx.TransportError:
                self._ready[url] = False
            if self._ready[url]:
                self._seen[url] = asyncio.get_running_loop().time()
            await asyncio.sleep(self._every_seconds)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to one of them; one that could not even be connected to did not get it, so try the next."""
        for _ in range(5):
            ready = [url for url, ready in self._ready.items() if ready]
            if ready:
                url = ready[next(self._turn) % len(ready)]
                chosen = httpx.URL(url)
                request.url = request.url.copy_with(host=chosen.host, port=chosen.port)
                self.sent[url] += 1
                try:
                    return await self._inner.handle_async_request(request)
                except httpx.ConnectError:
                    self.sent[url] -= 1
                    self.refused += 1
                except httpx.TransportError as error:
                    ago = asyncio.get_running_loop().time() - self._seen[url]
                    self.broken.append(f"{request.method} {request.url}: {error!r}, ready {ago:.1f} s before")
                    raise
            else:
                self.nowhere += 1
            await asyncio.sleep(0.05)
        raise httpx.ConnectError("no server is ready", request=request)

    async def aclose(self) -> None:
        """Stop looking and close what is open."""
        for look in self._looks.values():
            look.cancel()
        await asyncio.gather(*self._looks.values(), return_exceptions=True)
        await self._inner.aclose()
