"""Writers and readers that keep count: what was acknowledged must be there, and nothing may be answered wrong."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
from tests.credit_codes import code

ROUTE = "/api/v1/cities/lincang/enterprises"
BODY = {"name": "企业", "division_code": "530900", "industry_code": "C15"}


@dataclass
class Load:
    """Each writer records enterprises and changes them, each reader reads what was acknowledged before."""

    clients: list[httpx.AsyncClient]
    retried: bool = True
    """Whether 503 is an answer that may come; else any answer but a good one is counted as wrong."""
    revisions: dict[str, int] = field(default_factory=dict)
    """What was acknowledged: code to revision."""
    written: int = 0
    """How many writes were acknowledged."""
    sent: int = 0
    """How many requests were made."""
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """How long an answer took at most, in seconds."""
    stopping: bool = False

    async def run(self, writers: int, readers: int) -> None:
        """Work until `stopping`."""
        await asyncio.gather(
            *(self._write(number, self.clients[number % len(self.clients)]) for number in range(writers)),
            *(self._read(self.clients[number % len(self.clients)]) for number in range(readers)),
        )

    async def _write(self, writer: int, client: httpx.AsyncClient) -> None:
        """Create, replace and patch enterprise after enterprise; the patch is for the version that was answered."""
        number, tag = 0, ""
        while not self.stopping:
            key = code(writer * 100_000 + number // 3)
            said = {"name": f"企业{number}"}
            if number % 3 < 2 or not tag:
                answer = await self._ask(client, "PUT", key, {**BODY, **said})
            else:
                answer = await self._ask(client, "PATCH", key, said, {"If-Match": tag})
            tag = ""
            if answer is not None and answer.status_code in (200, 201):
                self.revisions[key] = answer.json()["revision"]
                self.written += 1
                number, tag = number + 1, answer.headers["etag"]

    async def _read(self, client: httpx.AsyncClient) -> None:
        """Read what was acknowledged last, in turn the record and its history."""
        for asked in itertools.cycle(("", "/history?limit=500")):
            if self.stopping:
                return
            await asyncio.sleep(0.002)
            if not self.revisions:
                continue
            key, least = next(reversed(self.revisions.items()))
            answer = await self._ask(client, "GET", f"{key}{asked}", None)
            if answer is None or answer.status_code == 503:
                continue
            found = answer.json() if answer.status_code == 200 else {}
            seen = [item["revision"] for item in found.get("items", [found] if "revision" in found else [])]
            if max(seen, default=0) < least or (asked and sorted(seen) != list(range(1, len(seen) + 1))):
                self.wrong.append(f"GET {key}: {answer.status_code} {answer.text[:200]}, revision {least} was answered")

    async def _ask(
        self, client: httpx.AsyncClient, method: str, key: str, body: Any, headers: dict[str, str] | None = None
    ) -> httpx.Response | None:
        self.sent += 1
        begun = time.monotonic()
        try:
            answer = await client.request(method, f"{ROUTE}/{key}", json=body, headers=headers)
        except httpx.TransportError as error:
            self.statuses[type(error).__name__] += 1
            self.wrong.append(f"{method} {key}: {error!r}")
            await asyncio.sleep(0.05)
            return None
        finally:
            self.slowest = max(self.slowest, time.monotonic() - begun)
        self.statuses[str(answer.status_code)] += 1
        if answer.status_code == 503 and self.retried:
            if "retry-after" not in answer.headers:
                self.wrong.append(f"{method} {key}: 503 without Retry-After")
            await asyncio.sleep(0.05)
        elif answer.status_code >= 400:
            self.wrong.append(f"{method} {key}: {answer.status_code} {answer.text[:300]}")
        return answer

    async def nothing_is_lost(self, client: httpx.AsyncClient) -> int:
        """Every acknowledged change is in the feed once, in gapless order; answer how many changes of ours it has."""
        assert not self.wrong, self.wrong[:5]
        cursor, told, seqs = "", Counter[tuple[str, int]](), []
        while True:
            page = (await client.get(f"/api/v1/changes?limit=1000&types=enterprise{cursor}")).json()
            told.update((change["key"], change["revision"]) for change in page["changes"])
            seqs += [change["seq"] for change in page["changes"]]
            cursor = f"&cursor={page['next_cursor']}"
            if not page["changes"]:
                break
        assert seqs == sorted(set(seqs))
        assert set(told.values()) <= {1}
        for key, revision in self.revisions.items():
            missing = [one for one in range(1, revision + 1) if (key, one) not in told]
            assert not missing, f"{key}: revisions {missing} were answered or overwritten, and are not in the feed"
        return sum(key in self.revisions for key, _ in told)
