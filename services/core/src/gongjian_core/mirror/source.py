"""The service that is mirrored, over HTTP: exports, pages of the feed, digests."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from ..errors import StartRefused

_GZIP: Final = 31
_TIMEOUT: Final = httpx.Timeout(60, read=120)
_DIGEST_TIMEOUT: Final = httpx.Timeout(60, read=660)


class SourceUnavailableError(Exception):
    """The service does not answer, or not as it should just now; trying again is right."""


class CursorGoneError(Exception):
    """The cursor holds no longer; the message says why. Begin again with an export."""


@dataclass(frozen=True)
class Page:
    """A page of the feed: each change as JSON, where it goes on, whether there is more, the last number."""

    changes: Sequence[bytes]
    cursor: str
    more: bool
    head: int


@dataclass(frozen=True)
class Selected:
    """What is mirrored: types and cities; None for all that the key covers."""

    types: tuple[str, ...] | None = None
    cities: tuple[str, ...] | None = None

    @property
    def query(self) -> dict[str, str]:
        """As query parameters."""
        named = {"types": self.types, "cities": self.cities}
        return {name: ",".join(words) for name, words in named.items() if words is not None}


class Source:
    """The service."""

    def __init__(self, client: httpx.AsyncClient, url: str, selected: Selected) -> None:
        self._client = client
        self.url = url
        self.selected = selected

    async def order_export(self) -> str:
        """Have everything written to files; answers the export's id."""
        body = {"types": self.selected.types, "cities": self.selected.cities}
        found = await self._json("POST", "/api/v1/exports", json=body)
        return str(found["id"])

    async def export(self, id: str) -> dict[str, Any] | None:
        """How an export stands; None when it is gone."""
        try:
            return await self._json("GET", f"/api/v1/exports/{id}")
        except FileNotFoundError:
            return None

    async def lines(self, file: Mapping[str, Any]) -> AsyncIterator[bytes]:
        """The lines of an export's file, as they arrive; SourceUnavailableError in the end if they are not all."""
        unpacker, whole, rows, rest = zlib.decompressobj(_GZIP), hashlib.sha256(), 0, b""
        try:
            async with self._client.stream("GET", file["url"]) as answer:
                if answer.status_code != 200:
                    await answer.aread()
                    _refuse(answer)
                async for part in answer.aiter_raw():
                    whole.update(part)
                    *lines, rest = (rest + unpacker.decompress(part)).split(b"\n")
                    for line in lines:
                        rows += 1
                        yield line
        except (httpx.HTTPError, zlib.error) as error:
            raise SourceUnavailableError(f"{file['url']}: {type(error).__name__} {error}") from error
        if whole.hexdigest() != file["sha256"] or rows != file["rows"] or rest:
            raise SourceUnavailableError(f"{file['url']} did not arrive as the export describes it")

    async def page(self, cursor: str, wait: float) -> Page:
        """What follows a cursor; waits for it that many seconds."""
        query = {**self.selected.query, "cursor": cursor, "limit": "1000", "wait": f"{wait:g}"}
        answer = await self._ask("GET", "/api/v1/changes", params=query, headers={"accept": "application/x-ndjson"})
        said = answer.headers
        lines = answer.content.split(b"\n")[:-1]
        return Page(lines, said["x-next-cursor"], said["x-has-more"] == "true", int(said["x-head-seq"]))

    async def digest(self, cursor: str, by: str) -> dict[str, Any]:
        """Counts and hashes at a cursor."""
        query = {**self.selected.query, "cursor": cursor, "by": by}
        return await self._json("GET", "/api/v1/digest", params=query, timeout=_DIGEST_TIMEOUT)

    async def keys_of(self, type: str, city: str) -> AsyncIterator[tuple[str, str]]:
        """Key and hash of each record of a type in a city, as they are now."""
        after = ""
        while True:
            query = {"types": type, "cities": city, "by": "key", "limit": "10000", "after": after}
            found = await self._json("GET", "/api/v1/digest", params=query)
            for group in found["groups"]:
                yield group["key"], group["sha256"]
            if found["next"] is None:
                return
            after = found["next"]

    async def _json(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await self._ask(method, url, **more)).json()
        return found

    async def _ask(self, method: str, url: str, **more: Any) -> httpx.Response:
        try:
            answer = await self._client.request(method, url, **more)
        except httpx.HTTPError as error:
            raise SourceUnavailableError(f"{type(error).__name__} {error}".strip()) from error
        if not answer.is_success:
            _refuse(answer)
        return answer


def _refuse(answer: httpx.Response) -> None:
    try:
        detail = str(answer.json()["detail"])
    except (json.JSONDecodeError, KeyError, TypeError):
        detail = answer.text[:200]
    if answer.status_code == 404:
        raise FileNotFoundError(detail)
    if answer.status_code == 410:
        raise CursorGoneError(detail)
    if answer.status_code in (400, 401, 403, 422):
        raise StartRefused(f"the service answered {answer.status_code}: {detail}")
    raise SourceUnavailableError(f"the service answered {answer.status_code}: {detail}")


@asynccontextmanager
async def at(url: str, key: str, selected: Selected) -> AsyncIterator[Source]:
    """The service at a URL (without /api/v1), asked with a key."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise StartRefused(f"--from {url}: give the service's URL, such as https://gongjian.example")
    base = url.rstrip("/").removesuffix("/api/v1")
    async with httpx.AsyncClient(
        base_url=base, headers={"authorization": f"Bearer {key}", "user-agent": "gongjian-mirror"}, timeout=_TIMEOUT
    ) as client:
        yield Source(client, base, selected)
