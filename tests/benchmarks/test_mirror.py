"""A mirror's first copy beside a writer: export, loading, catching up, check by digest; into a folder.

BENCH_MIRRORED says how many observations (50,000; a million with BENCH_FULL).
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path
from time import perf_counter

import httpx
import psutil
import pytest
from sqlalchemy import make_url
from tests.benchmarks.processes import ADMIN_KEY, GONGJIAN, free_port, ours
from tests.benchmarks.sizes import FULL
from tests.benchmarks.test_sync import CITY, FIGURES
from tests.conftest import make_data_dir

from gongjian_core.database import Database
from gongjian_core.embedded import addresses_on

pytestmark = pytest.mark.anyio

MIRRORED = int(os.environ.get("BENCH_MIRRORED", "1000000" if FULL else "50000"))
USCC = "91530900MA6K5X2W1W"


async def filled(url: str) -> None:
    """Write the observations."""
    database = Database(make_url(url).render_as_string(hide_password=False), pool_size=1)
    for first in range(0, MIRRORED, 50_000):
        async with database.transaction((CITY,)) as tx:
            await tx.execute("select set_config('statement_timeout', '0', true)")
            await tx.execute(FIGURES, CITY, first, min(first + 50_000, MIRRORED) - 1)
    await database.close()


async def writing(port: int, done: asyncio.Event) -> int:
    """Record without pause; answers how often."""
    number = 0
    headers = {"Authorization": f"Bearer {ADMIN_KEY}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, timeout=120) as client:
        while not done.is_set():
            number += 1
            body = {"name": f"第{number}", "division_code": "530902", "industry_code": "C1530"}
            answer = await client.put(f"/cities/{CITY}/enterprises/{USCC}", json=body)
            assert answer.status_code in (200, 201), answer.text
            await asyncio.sleep(0.02)
    return number


async def mirrored(command: list[str], log: Path) -> tuple[float, float, float]:
    """Seconds, CPU seconds and most megabytes of a mirror that has to end equal."""
    begin, peak, used = perf_counter(), 0.0, 0.0
    with log.open("ab") as output:
        environment = {**os.environ, "GONGJIAN_MIRROR_KEY": ADMIN_KEY}
        process = subprocess.Popen(command, env=environment, stderr=output)  # noqa: ASYNC220 -- it only starts
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            times = watched.cpu_times()
            peak, used = max(peak, watched.memory_info().rss / 2**20), times.user + times.system
        except psutil.NoSuchProcess:
            break
        await asyncio.sleep(0.05)
    assert process.wait() == 0, log.read_text("utf-8")
    return perf_counter() - begin, used, peak


async def test_a_first_copy_beside_a_writer() -> None:
    data_dir = make_data_dir()
    folder, log = data_dir / "mirror", data_dir / "mirror.log"
    try:
        with ours(free_port(), data_dir, data_dir / "ours.log") as server:
            found = addresses_on(data_dir)
            assert found is not None
            await filled(found.app)
            done = asyncio.Event()
            busy = asyncio.create_task(writing(server.port, done))
            command = [GONGJIAN, "mirror", "--from", f"http://127.0.0.1:{server.port}", "--to", str(folder), "--once"]
            seconds, used, peak = await mirrored(command, log)
            report = json.loads((folder / "report.json").read_text("utf-8"))
            again, _, _ = await mirrored(command, log)
            done.set()
            written = await busy
    finally:
        said = log.read_text("utf-8") if log.exists() else ""
        shutil.rmtree(data_dir)
    assert report["equal"]
    assert report["records"] > MIRRORED
    print(f"\n{report['records']} records mirrored into a folder while {written} changes were recorded: equal")
    print(f"first copy, catching up, check: {seconds:7.1f} s, {report['records'] / seconds:,.0f} records/s")
    print(f"of that the check:              {report['seconds']:7.1f} s")
    print(f"mirror's CPU and memory:        {used:7.1f} s, {peak:.0f} MB at most")
    print(f"once more, only what changed:   {again:7.1f} s")
    print(said)
