"""Requests of ours against the bare statement and against the same service written the usual way; `make bench`."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import asyncpg
import httpx
import psutil
import pytest
from sqlalchemy import make_url
from tests.benchmarks import usual_tables
from tests.benchmarks.attainment_alone import ON, seconds_of_sql
from tests.benchmarks.measuring import Clocks, rounds, table
from tests.benchmarks.processes import GONGJIAN, Server, cpu_below, free_port, ours, serving
from tests.benchmarks.sizes import FULL, Sizes
from tests.benchmarks.workloads import CITY, DIVISION, OURS, STATUS, Known, our_peer, raw_peer, usual_peer
from tests.conftest import make_data_dir

from gongjian_core.embedded import Addresses, addresses_on

SIZES = Sizes()
WORKLOADS = ("one", "page", "page without total", "first page", "deep page", "patch")


@dataclass(frozen=True)
class Bench:
    """Both services running on one PostgreSQL with the same records."""

    ours: Server
    usual: Server
    addresses: Addresses
    known: Known
    seconds_to_load: float

    def client(self) -> httpx.Client:
        """A caller of ours."""
        return httpx.Client(base_url=f"http://127.0.0.1:{self.ours.port}", headers=OURS, timeout=60)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Answer both services, each one process, filled alike."""
    data_dir = make_data_dir()
    try:
        seconds = _filled(data_dir)
        with ours(free_port(), data_dir, data_dir / "ours.log"):
            pass
        with ours(free_port(), data_dir, data_dir / "ours.log") as server:
            addresses = addresses_on(data_dir)
            assert addresses is not None
            known = asyncio.run(_known(addresses.owner))
            port = free_port()
            command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.usual_way:app", "--port", str(port)]
            command += ["--log-level", "warning", "--no-access-log"]
            log = data_dir / "usual.log"
            with serving(command, port, "/openapi.json", log, BENCH_DATABASE_URL=addresses.owner) as usual:
                yield Bench(server, usual, addresses, known, seconds)
    finally:
        shutil.rmtree(data_dir)


def _filled(data_dir: Path) -> float:
    """Fill a new data directory with demo data; answers the seconds that the command took."""
    environment = os.environ | {"GONGJIAN_DATA_DIR": str(data_dir)}
    subprocess.run([GONGJIAN, "migrate"], env=environment, check=True, capture_output=True)
    begin = monotonic()
    amounts = {"enterprises": SIZES.enterprises, "projects": SIZES.projects, "observations": SIZES.observations}
    options = [word for name, amount in amounts.items() for word in (f"--{name}", str(amount))]
    subprocess.run([GONGJIAN, "demo", "lincang", *options], env=environment, check=True, capture_output=True)
    return monotonic() - begin


async def _known(owner_url: str) -> Known:
    parts = make_url(owner_url)
    connection = await asyncpg.connect(
        host=str(parts.query["host"]), port=int(str(parts.query["port"])), user=parts.username,
        password=parts.password, database=parts.database, server_settings={"statement_timeout": "0"},
    )  # fmt: skip
    try:
        await connection.execute(usual_tables.MAKE)
        codes = [row[0] for row in await connection.fetch("select uscc from usual.enterprise order by md5(uscc)")]
        projects = [row[0] for row in await connection.fetch("select code from usual.project order by md5(code)")]
    finally:
        await connection.close()
    return Known(codes[:2000], projects[:2000], len(codes))


def _deep_cursor(bench: Bench) -> str:
    """The cursor after nine tenths of the list."""
    cursor, seen = "", 0
    with bench.client() as client:
        while seen < bench.known.deep:
            limit = min(500, bench.known.deep - seen)
            asked = {"limit": str(limit), "sort": "-gross_output", "fields": "uscc"}
            page = client.get(f"{CITY}/enterprises", params=asked | ({"cursor": cursor} if cursor else {})).json()
            cursor, seen = page["next"], seen + limit
    return cursor


def test_all_answer_the_same(bench: Bench) -> None:
    usual = httpx.Client(base_url=f"http://127.0.0.1:{bench.usual.port}/api/v1")
    with bench.client() as client, usual:
        code = bench.known.uscc[0]
        mine, theirs = client.get(f"{CITY}/enterprises/{code}").json(), usual.get(f"/enterprises/{code}").json()
        assert {name: mine[name] for name in ("uscc", "name", "established_on", "certifications")} == {
            name: theirs[name] for name in ("uscc", "name", "established_on", "certifications")
        }
        asked = {"limit": "100", "sort": "-gross_output", "division": DIVISION, "status": STATUS}
        mine = client.get(f"{CITY}/enterprises", params=asked).json()["items"]
        theirs = usual.get("/enterprises/", params={"division_code": DIVISION, "status": STATUS}).json()["data"]
        assert [item["uscc"] for item in mine] == [item["uscc"] for item in theirs]
        deep = {"limit": "100", "sort": "-gross_output", "cursor": _deep_cursor(bench)}
        mine = client.get(f"{CITY}/enterprises", params=deep).json()["items"]
        theirs = usual.get("/enterprises/", params={"offset": str(bench.known.deep)}).json()["data"]
        assert [item["uscc"] for item in mine] == [item["uscc"] for item in theirs]
        assert len(mine) == 100
        change = {"planned_investment": "9876543210.00"}
        code = bench.known.projects[0]
        for answer in (
            client.patch(f"{CITY}/projects/{code}", json=change),
            usual.patch(f"/projects/{code}", json=change),
        ):
            assert (answer.status_code, answer.json()["planned_investment"]) == (200, "9876543210.00")


def test_one_enterprise_a_page_a_patch_and_a_deep_page(bench: Bench) -> None:
    postgres = psutil.Process(int(_postmaster(bench)))
    clocks = Clocks(
        {
            "gongjian": lambda: bench.ours.cpu,
            "usual way": lambda: bench.usual.cpu,
            "usual way, lists as JSON": lambda: bench.usual.cpu,
        },
        lambda: cpu_below(postgres),
    )
    peers = (
        raw_peer(bench.addresses.owner, bench.known),
        usual_peer(bench.usual.port, bench.known),
        usual_peer(bench.usual.port, bench.known, flat=True),
        our_peer(bench.ours.port, bench.known, _deep_cursor(bench)),
    )
    found = rounds(peers, WORKLOADS, SIZES, clocks)
    print(
        f"\n\n{'Full' if FULL else 'Small'} size: {SIZES.enterprises:,} enterprises, {SIZES.projects:,} projects, "
        f"{SIZES.observations:,} observations, loaded in {bench.seconds_to_load:.0f} s; {SIZES.rounds} rounds of "
        f"{SIZES.milliseconds} ms, {SIZES.connections} connections; load before {os.getloadavg()[0]:.1f}\n\n"
        f"{table(found, 'usual way')}\n"
    )
    for name, server in (("gongjian, its PostgreSQL included", bench.ours), ("usual way", bench.usual)):
        print(f"{name}: first answer after {server.first_answer:.1f} s, {server.megabytes:.0f} MiB resident")


def test_the_attainment_of_all_targets(bench: Bench) -> None:
    taken = []
    with bench.client() as client:
        for _ in range(SIZES.rounds + 1):
            begin = monotonic()
            answer = client.get(f"{CITY}/attainment", params={"on": ON.isoformat(), "limit": "500"})
            taken.append(monotonic() - begin)
            assert answer.status_code == 200
        found = answer.json()["items"]
    number, bare = asyncio.run(seconds_of_sql(bench.addresses.app, SIZES.rounds))
    counted = sum(item["actual"] is not None for item in found)
    print(
        f"\nAttainment of {len(found)} targets, {counted} with a figure, in one request: first {taken[0]:.2f} s, then "
        f"{sorted(taken[1:])[len(taken) // 2 - 1]:.2f} s; its {number} statements alone {bare:.2f} s"
    )


def _postmaster(bench: Bench) -> str:
    found = [child for child in bench.ours.process.children() if child.name().startswith("postgres")]
    assert len(found) == 1, found
    return str(found[0].pid)
