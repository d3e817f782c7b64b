"""Imports and settlements as jobs, one after another: each done once and whole, whichever server worked on it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
from tests.credit_codes import code

ROWS = 3_000
"""Enough for a file that is not done at once."""
PLACES = {"lincang": "530900", "linyi": "371300", "tongchuan": "610200"}
"""As many as there are servers at a time: each works on one import."""
FIRST = {city: 50_000_000 + number * ROWS for number, city in enumerate(PLACES)}
"""Where the numbers of imported enterprises begin; the other writers' are lower."""


def rows(city: str, edition: int) -> bytes:
    """Answer the file of an edition: each makes or changes every record."""
    body = {"division_code": PLACES[city], "industry_code": "C15", "name": f"第{edition}版"}
    lines = (json.dumps({"uscc": code(FIRST[city] + number), **body}, ensure_ascii=False) for number in range(ROWS))
    return "\n".join(lines).encode()


@dataclass
class LongWork:
    """Who orders jobs, waits for each, and keeps count."""

    client: httpx.AsyncClient
    superuser: str
    """Where the database is looked into."""
    retried: bool = False
    """Whether 503 is an answer that may come; then the same is asked again, under the same key."""
    stopping: bool = False
    statuses: Counter[int] = field(default_factory=Counter)
    editions: int = 0
    settled: int = 0

    async def settle(self) -> None:
        """Settle quarter after quarter until `stopping`."""
        while not self.stopping:
            body = {"period": f"2024-Q{self.settled % 4 + 1}"}
            ended = await self._done("/api/v1/cities/lincang/settlements", {}, json=body)
            assert (ended["state"], ended["period"]) == ("draft", body["period"]), ended
            self.settled += 1

    async def import_everywhere(self) -> None:
        """Import the next edition into every city at once; each is done once and whole."""
        self.editions += 1
        await asyncio.gather(*(self._import(city) for city in PLACES))

    async def _import(self, city: str) -> None:
        path, headers = f"/api/v1/cities/{city}/imports?type=enterprises", {"Content-Type": "application/x-ndjson"}
        ended = await self._done(path, headers, content=rows(city, self.editions))
        made = ended["created" if self.editions == 1 else "updated"]
        assert (ended["state"], made) == ("done", ROWS), ended

    async def _done(self, path: str, headers: dict[str, str], **body: Any) -> dict[str, Any]:
        answer = await self._ask("POST", path, headers={**headers, "Idempotency-Key": str(uuid4())}, **body)
        assert answer.status_code == 202, answer.text
        location = answer.headers["location"]
        while True:
            answer = await self._ask("GET", location)
            assert answer.status_code in (200, 202), answer.text
            found: dict[str, Any] = answer.json()
            if found["state"] not in ("queued", "running"):
                return found
            await asyncio.sleep(0.1)

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        while True:
            answer = await self.client.request(method, path, **more)
            self.statuses[answer.status_code] += 1
            # 409: the first request under this key is not at its end yet.
            if not self.retried or answer.status_code not in (409, 503):
                return answer
            await asyncio.sleep(0.2)

    @asynccontextmanager
    async def held(self, process: int) -> AsyncIterator[None]:
        """Imports that have begun to write and cannot end meanwhile, one of them in that process."""
        connection = await asyncpg.connect(self.superuser.replace("+asyncpg", ""))
        try:
            async with connection.transaction():
                last = [code(first + ROWS - 1) for first in FIRST.values()]
                await connection.execute("select from enterprises where uscc = any($1) for update", last)
                working = asyncio.create_task(self.import_everywhere())
                async with asyncio.timeout(120):
                    while process not in await self._waiting(connection):  # noqa: ASYNC110 -- there is no event
                        await asyncio.sleep(0.1)
                yield
            await working
        finally:
            await connection.close()

    async def _waiting(self, connection: asyncpg.Connection) -> set[int]:
        """The processes with a job while every import waits for its last row."""
        waiting = (
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        )
        # A transaction sees the activity of its first look until then.
        await connection.execute("select pg_stat_clear_snapshot()")
        if await connection.fetchval(waiting) < len(PLACES):
            return set()
        found = await connection.fetch("select worker from jobs where state = 'running' and kind = 'import'")
        return {int(row["worker"].split(":")[1]) for row in found}
