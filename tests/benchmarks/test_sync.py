"""The feed from cold and by paging, an export against COPY of the same rows, digests: all in one run on the same rows.

BENCH_CHANGES says how many observations (100,000; a million with BENCH_FULL). The service answers over HTTP.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

import httpx
import pytest
from sqlalchemy import make_url
from tests.benchmarks.processes import ADMIN_KEY, Server, free_port, ours
from tests.benchmarks.sizes import FULL
from tests.conftest import make_data_dir

from gongjian_core.database import Database
from gongjian_core.embedded import addresses_on
from gongjian_core.sync.digest.canonical import combined, fingerprint

CHANGES = int(os.environ.get("BENCH_CHANGES", "1000000" if FULL else "100000"))
MOST_MEGABYTES = 60
"""By which the server may grow during an export, whatever the number of rows."""
CITY = "lincang"
FIGURES = """insert into observations (city, subject_kind, subject_key, scope, indicator, period_from, period_to,
    period, value, base, unit, status, source, note)
  select $1, 'division', '530902' || lpad((n % 500)::text, 3, '0'), '', 'gross_output_' || n / 500, date '2024-01-01',
    date '2024-06-30', '2024-H1', n + 0.5, n, '万元', 'final', '统计局', null
  from generate_series($2::int, $3::int) n"""
_SAME_ROWS = "select c.document from changes c where c.city = $1 and c.type = 'observation'"


class Bench:
    """A served city with so many changes."""

    def __init__(self, server: Server, url: str) -> None:
        self.server = server
        self.url = url
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{server.port}/api/v1", timeout=900,
            headers={"Authorization": f"Bearer {ADMIN_KEY}", "Accept": "application/x-ndjson"},
        )  # fmt: skip

    def paged(self, cursor: str | None, limit: int, most: int) -> tuple[int, float, str]:
        """Read on by pages: number of changes, seconds, last cursor."""
        number, begin, more = 0, perf_counter(), True
        while more and number < most:
            query = {"limit": str(limit), "types": "observation", "cities": CITY}
            query |= {"cursor": cursor} if cursor else {}
            answer = self.client.get("/changes", params=query)
            number += answer.content.count(b"\n")
            cursor, more = answer.headers["x-next-cursor"], answer.headers["x-has-more"] == "true"
        return number, perf_counter() - begin, cursor or ""

    def exported(self) -> tuple[dict[str, str], float, float]:
        """Export all of it: the file, seconds, megabytes that the server grew by."""
        before, peak, begin = self.server.megabytes, 0.0, perf_counter()
        answer = self.client.post("/exports", json={"types": ["observation"], "cities": [CITY]})
        place = answer.headers["location"].removeprefix("/api/v1")
        while answer.json()["state"] not in ("done", "failed"):
            sleep(0.05)
            peak = max(peak, self.server.megabytes)
            answer = self.client.get(place)
        assert answer.json()["state"] == "done", answer.text
        return answer.json()["files"][0], perf_counter() - begin, peak - before


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Answer the service with its changes written, not numbered yet."""
    data_dir = make_data_dir()
    try:
        with ours(free_port(), data_dir, Path(data_dir) / "ours.log") as server:
            found = addresses_on(data_dir)
            assert found is not None
            bench = Bench(server, found.app)
            yield bench
            bench.client.close()
    finally:
        shutil.rmtree(data_dir)


async def _write(url: str) -> float:
    database = Database(make_url(url).render_as_string(hide_password=False), pool_size=1)
    begin = perf_counter()
    for first in range(0, CHANGES, 50_000):
        async with database.transaction((CITY,)) as tx:
            await tx.execute("select set_config('statement_timeout', '0', true)")
            await tx.execute(FIGURES, CITY, first, min(first + 50_000, CHANGES) - 1)
    seconds = perf_counter() - begin
    await database.close()
    return seconds


async def _copied(url: str) -> float:
    """Seconds that COPY TO takes for the same documents."""
    database = Database(url, pool_size=1)
    size = 0

    async def take(piece: bytes) -> None:
        nonlocal size
        size += len(piece)

    async with database.transaction((CITY,), snapshot=True) as tx:
        await tx.execute("select set_config('statement_timeout', '0', true)")
        begin = perf_counter()
        await tx.driver.copy_from_query(_SAME_ROWS, CITY, output=take)
        seconds = perf_counter() - begin
    await database.close()
    assert size > 100 * CHANGES
    return seconds


def _rate(seconds: float, number: int = CHANGES) -> str:
    return f"{number / seconds:9,.0f} rows/s"


def test_feed_export_and_digest(bench: Bench) -> None:
    written = asyncio.run(_write(bench.url))
    begin = perf_counter()
    cold, seconds_to_first, cursor = bench.paged(None, 1000, 1)
    numbered = perf_counter() - begin
    number, seconds, _ = bench.paged(cursor, 1000, CHANGES)
    _, small, _ = bench.paged(None, 100, min(20_000, CHANGES))
    deep = [bench.paged(cursor, 100, 1)[1] for _ in range(20)]
    copied = min(asyncio.run(_copied(bench.url)) for _ in range(3))
    file, exporting, grown = bench.exported()
    begin = perf_counter()
    packed = bench.client.get(f"http://127.0.0.1:{bench.server.port}{file['url']}").content
    fetched = perf_counter() - begin
    begin = perf_counter()
    digest = bench.client.get("/digest", params={"types": "observation", "cities": CITY}).json()
    digested = perf_counter() - begin
    print(f"\n{CHANGES} observations of {CITY}")
    print(f"written by INSERT … SELECT:        {_rate(written)}")
    print(f"first page after it, numbered too: {numbered:9.2f} s")
    print(f"feed by pages of 1000, NDJSON:     {_rate(seconds, number)}")
    print(f"feed by pages of 100, NDJSON:      {_rate(small, min(20_000, CHANGES))}")
    print(f"a page of 100, median of 20:       {sorted(deep)[10] * 1000:9.1f} ms")
    print(f"COPY TO of the same documents:     {_rate(copied)}")
    print(f"export, as gzip, with hashes:      {_rate(exporting)}; {exporting / copied:.1f} times COPY's time")
    print(f"file fetched:                      {_rate(fetched)}, {len(packed) / 1e6:.1f} MB")
    print(f"digest:                            {_rate(digested)}, {digested:.2f} s")
    print(f"server grew by                     {grown:9.0f} MB while exporting")
    assert cold + number == digest["count"] >= CHANGES
    assert seconds_to_first > 0
    assert grown < MOST_MEGABYTES
    lines = gzip.decompress(packed).split(b"\n")[:-1]
    assert (digest["count"], digest["sha256"]) == (
        len(lines),
        combined(fingerprint(json.loads(one)) for one in lines).hex(),
    )
