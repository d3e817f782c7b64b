"""Requests over HTTP, and the only module that knows by which library: to core, and to receivers."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from .addresses import AddressRefusedError, NameUnknownError

Resolve = Callable[[str, int], Awaitable[list[str]]]
_CONNECT_SECONDS = 10.0
_LAST_PORT = 65535


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class NoAnswerError(Exception):
    """No answer came; the message says why."""


def trust() -> ssl.SSLContext:
    """The authorities to trust: those of `SSL_CERT_FILE` or `SSL_CERT_DIR`, else the usual ones. It takes a while."""
    return httpx.create_ssl_context()


class Exchange:
    """Requests to one place."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        seconds: float,
        at_most: int | None = None,
    ) -> Answer:
        """Send a request and read its answer, within that time; NoAnswerError says why there is none.

        `at_most` bytes of the answer are read, the rest is left.
        """
        try:
            async with (
                asyncio.timeout(seconds),
                self._client.stream(method, url, content=content, headers=headers, params=params) as answer,
            ):
                body = await answer.aread() if at_most is None else await _beginning(answer, at_most)
                return Answer(answer.status_code, dict(answer.headers), body)
        except TimeoutError:
            raise NoAnswerError(f"no answer within {seconds:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError, ValueError) as error:
            raise NoAnswerError(_why(error)) from error


async def _beginning(answer: httpx.Response, at_most: int) -> bytes:
    read = bytearray()
    async for part in answer.aiter_raw():
        read += part
        if len(read) >= at_most:
            break
    return bytes(read[:at_most])


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300] if str(error) else type(error).__name__


@asynccontextmanager
async def to_core(url: str, key: str, tls: ssl.SSLContext, connections: int) -> AsyncIterator[Exchange]:
    """Requests to core, with the relay's key."""
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    async with httpx.AsyncClient(
        base_url=f"{url.rstrip('/')}/api/v1/",
        headers={"authorization": f"Bearer {key}", "user-agent": "gongjian-relay"},
        verify=tls,
        limits=limits,
        timeout=None,  # noqa: S113 -- every request has one time limit for all of it
        trust_env=False,
    ) as client:
        yield Exchange(client)


class _Pinned(httpx.AsyncBaseTransport):
    """Connects to the address that was checked, not to what the name may resolve to a moment later."""

    def __init__(self, resolve: Resolve, tls: ssl.SSLContext) -> None:
        self._resolve = resolve
        # One receiver each: connections of two names at one address must not be mixed up.
        self._inner = httpx.AsyncHTTPTransport(verify=tls, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        if port > _LAST_PORT:
            raise httpx.ConnectError(f"there is no port {port}", request=request)
        try:
            addresses = await self._resolve(host, port)
        except (AddressRefusedError, NameUnknownError) as error:
            raise httpx.ConnectError(str(error), request=request) from error
        refused: httpx.TransportError | None = None
        for address in addresses:
            try:
                return await self._inner.handle_async_request(_to_address(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused = error
        raise refused or httpx.ConnectError(f"{host} has no address", request=request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def _to_address(request: httpx.Request, host: str, address: str) -> httpx.Request:
    extensions = dict(request.extensions)
    if not _is_address(host):
        # The certificate is still checked for the name.
        extensions["sni_hostname"] = host
    url = request.url.copy_with(host=address.partition("%")[0])
    return httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=extensions)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def to_receiver(resolve: Resolve, tls: ssl.SSLContext) -> Exchange:
    """Requests to one receiver, whose addresses are checked each time. Proxies of the environment are not used."""
    return Exchange(
        httpx.AsyncClient(
            transport=_Pinned(resolve, tls),
            headers={"user-agent": "gongjian-relay", "accept": "*/*"},
            follow_redirects=False,
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            trust_env=False,
        )
    )
