"""Writers and readers that keep count: what was acknowledged must be there, and nothing may be answered wrong."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
from stdnum.cn import uscc

ROUTE = "/api/v1/cities/lincang/enterprises"
BODY = {"name": "企业", "division_code": "530900", "industry_code": "C15"}


def code(number: int) -> str:
    """Answer the number-th enterprise's code."""
    stem = f"91530900{number:09}"
    return stem + uscc.calc_check_digit(stem)


@dataclass
class Load:
    """Each writer records enterprises and changes them, each reader reads what was acknowledged before."""

    clients: list[httpx.AsyncClient]
    retried: bool = True
    """Whether 503 is an answer that may come; else any answer but a good one is counted as wrong."""
    revisions: dict[str, int] = field(default_factory=dict)
    """What was acknowledged: code to revision."""
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    stopping: bool = False

    async def run(self, writers: int, readers: int) -> None:
        """Work until `stopping`."""
        await asyncio.gather(
            *(self._write(number, self.clients[number % len(self.clients)]) for number in range(writers)),
            *(self._read(self.clients[number % len(self.clients)]) for number in range(readers)),
        )

    async def _write(self, writer: int, client: httpx.AsyncClient) -> None:
        number = 0
        while not self.stopping:
            key = code(writer * 100_000 + number // 3)
            answer = await self._ask(client, "PUT", key, {**BODY, "name": f"企业{number}"})
            if answer is not None and answer.status_code in (200, 201):
                self.revisions[key] = answer.json()["revision"]
                number += 1

    async def _read(self, client: httpx.AsyncClient) -> None:
        while not self.stopping:
            await asyncio.sleep(0.002)
            if not self.revisions:
                continue
            key, least = next(reversed(self.revisions.items()))
            answer = await self._ask(client, "GET", key, None)
            if answer is None or answer.status_code == 503:
                continue
            if answer.status_code != 200 or answer.json()["revision"] < least:
                self.wrong.append(f"GET {key}: {answer.status_code} {answer.text[:200]}, revision {least} was answered")

    async def _ask(self, client: httpx.AsyncClient, method: str, key: str, body: Any) -> httpx.Response | None:
        try:
            answer = await client.request(method, f"{ROUTE}/{key}", json=body)
        except httpx.TransportError as error:
            self.statuses[type(error).__name__] += 1
            self.wrong.append(f"{method} {key}: {error!r}")
            await asyncio.sleep(0.05)
            return None
        self.statuses[str(answer.status_code)] += 1
        if answer.status_code == 503 and self.retried:
            if "retry-after" not in answer.headers:
                self.wrong.append(f"{method} {key}: 503 without Retry-After")
            await asyncio.sleep(0.05)
        elif answer.status_code >= 400 and not (method == "GET" and answer.status_code == 404):
            self.wrong.append(f"{method} {key}: {answer.status_code} {answer.text[:300]}")
        return answer

    async def nothing_is_lost(self, client: httpx.AsyncClient) -> None:
        """Every acknowledged change is in the feed once, in gapless order, and the record is as it was answered."""
        assert not self.wrong, self.wrong[:5]
        cursor, told, seqs = "", Counter[tuple[str, int]](), []
        while True:
            page = (await client.get(f"/api/v1/changes?limit=500&types=enterprise{cursor}")).json()
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
