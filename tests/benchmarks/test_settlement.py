"""A quarter settled over HTTP against the bare loop over the same facts, and against OpenFisca's request path.

All in one run on the same records: demo data of Lincang, one enterprise in fifty exactly on a threshold. The whole
request is measured: reading, deciding, explaining and storing every award, in the server and in PostgreSQL.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

import httpx
import psutil
import pytest
from tests.benchmarks.processes import ADMIN_KEY, GONGJIAN, Server, cpu_below, free_port, ours
from tests.benchmarks.settlement_cases import Facts, case, grew_exactly, growth_in_fen, read
from tests.benchmarks.sizes import FULL
from tests.conftest import make_data_dir

from gongjian import Period
from gongjian.compiled import compiled
from gongjian_core import catalogue
from gongjian_core.embedded import addresses_on

ENTERPRISES = int(os.environ.get("BENCH_SETTLED", "100000" if FULL else "10000"))
ROUNDS = int(os.environ.get("BENCH_SETTLED_ROUNDS", "3"))
MOST_MEGABYTES = 160
"""By which the server may grow during a settlement, whatever the number of enterprises."""
QUARTER = Period.parse("2024-Q2")
AT = "/api/v1/cities/lincang"


@dataclass(frozen=True)
class Settled:
    """One settlement, whole."""

    id: str
    awarded: int
    unknown: int
    seconds: float
    server: float
    database: float
    grown: float


class Bench:
    """A served process with a city full of demo data."""

    def __init__(self, server: Server, data_dir: Path) -> None:
        self.server = server
        addresses = addresses_on(data_dir)
        assert addresses is not None
        self.url = addresses.app
        pid = int((data_dir / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])
        self.postgres = psutil.Process(pid)
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{server.port}", headers={"Authorization": f"Bearer {ADMIN_KEY}"}, timeout=600
        )

    def settle(self) -> Settled:
        """Run a settlement of the second quarter and wait for it, asking as often as the answers say."""
        before = self.server.cpu, cpu_below(self.postgres)
        begin = perf_counter()
        with _peak(self.server) as peak:
            answer = self.client.post(f"{AT}/settlements", json={"period": str(QUARTER)})
            while answer.status_code == 202:
                sleep(float(answer.headers["retry-after"]))
                answer = self.client.get(answer.headers["location"])
        seconds = perf_counter() - begin
        assert answer.status_code in (200, 201), answer.text
        totals = answer.json()["totals"]
        return Settled(
            answer.json()["id"], totals["awarded"], totals["unknown"], seconds, self.server.cpu - before[0],
            cpu_below(self.postgres) - before[1], max(peak) - peak[0],
        )  # fmt: skip

    def growth_awards(self, id: str) -> dict[str, Decimal]:
        """What 三(一)1 pays, by credit code."""
        found: dict[str, Decimal] = {}
        path = f"{AT}/settlements/{id}/awards?incentive=output-growth&outcome=awarded&limit=500&fields=subject,amount"
        while path:
            page = self.client.get(path).json()
            found |= {one["subject"].removeprefix("enterprise:"): Decimal(one["amount"]) for one in page["items"]}
            path = f"{path.split('&cursor')[0]}&cursor={page['next']}" if page["next"] else ""
        return found


@contextmanager
def _peak(server: Server) -> Iterator[list[float]]:
    """Resident megabytes of the server, every 20 ms."""
    seen, done = [server.megabytes], threading.Event()

    def look() -> None:
        while not done.wait(0.02):
            seen.append(server.megabytes)

    looking = threading.Thread(target=look)
    looking.start()
    yield seen
    done.set()
    looking.join()


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Answer a served city."""
    data_dir = make_data_dir()
    try:
        environment = os.environ | {"GONGJIAN_DATA_DIR": str(data_dir)}
        amounts = {"enterprises": ENTERPRISES, "projects": ENTERPRISES // 5, "observations": 9 * ENTERPRISES}
        options = [word for name, amount in amounts.items() for word in (f"--{name}", str(amount))]
        for command in (["migrate"], ["demo", "lincang", *options]):
            subprocess.run([GONGJIAN, *command], env=environment, check=True, capture_output=True)
        with ours(free_port(), data_dir, data_dir / "ours.log") as server:
            made = Bench(server, data_dir)
            with made.client:
                yield made
    finally:
        shutil.rmtree(data_dir)


def bare_loop(facts: Facts) -> float:
    """CPU seconds to decide on every enterprise, facts in memory, nothing explained or stored."""
    rules = [compiled(item, QUARTER) for item in facts.incentives]
    begin = process_time()
    for subject in facts.subjects:
        for rule in rules:
            rule.decide(subject.contents)
    return process_time() - begin


def explaining_loop(facts: Facts, number: int) -> float:
    """CPU seconds to explain every condition of every incentive for some enterprises."""
    begin = process_time()
    for subject in facts.subjects[:number]:
        known = facts.select.explained(subject)
        for item in facts.incentives:
            item.assess(known, QUARTER)
    return process_time() - begin


def openfisca(facts: Facts, number: int) -> dict[str, float]:
    """Seconds a case on OpenFisca's request path, one and a hundred cases a request."""
    script = Path(__file__).with_name("settlement_openfisca.py")
    cases = json.dumps([case(subject.contents) for subject in facts.subjects[:number]])
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    answer = subprocess.run(
        [str(Path(GONGJIAN).parent / "uv"), "run", "--quiet", "--script", str(script)],
        input=cases, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def test_a_quarter_against_the_bare_loop_and_openfisca(bench: Bench) -> None:
    facts = asyncio.run(read(bench.url, catalogue.load().cities["lincang"], QUARTER, {"quarterly", "once"}))
    assert len(facts.subjects) == ENTERPRISES
    rounds = []
    for _ in range(ROUNDS):
        settled = bench.settle()
        rounds.append((settled, bare_loop(facts), explaining_loop(facts, 500), openfisca(facts, 200)))
    each = 1e6 / (ENTERPRISES + ENTERPRISES // 5)
    whole = median((one.server + one.database) for one, *_ in rounds) * each
    print(f"\n{ENTERPRISES} enterprises and {ENTERPRISES // 5} projects; medians of {ROUNDS} rounds, per subject")
    settled = rounds[-1][0]
    print(
        f"settled with reasons, whole request: {whole:8.1f} µs CPU ("
        f"server {median(one.server for one, *_ in rounds) * each:.1f}, "
        f"PostgreSQL {median(one.database for one, *_ in rounds) * each:.1f}), "
        f"{median(one.seconds for one, *_ in rounds) * each:.1f} µs wall; "
        f"{settled.awarded} awards and {settled.unknown} unknown outcomes stored"
    )
    loop = median(seconds for _, seconds, _, _ in rounds) / ENTERPRISES * 1e6
    explained = median(seconds for _, _, seconds, _ in rounds) / 500 * 1e6
    print(
        f"bare loop in memory, no reasons:     {loop:8.1f} µs CPU; the whole request costs {whole / loop:.1f} times it"
    )
    print(f"every condition explained, memory:   {explained:8.1f} µs CPU")
    for name, title in (("single", "one a request"), ("traced", "one a trace"), ("hundred", "a hundred a request")):
        theirs = median(found[name] for *_, found in rounds) * 1e6
        ratio = median(found[name] * 1e6 / ((one.server + one.database) * each) for one, _, _, found in rounds)
        print(f"OpenFisca-core, {title:20} {theirs:8.1f} µs CPU; {ratio:.1f} times the whole request of ours")
    print(f"server grew by {max(one.grown for one, *_ in rounds):.0f} MB at most")
    assert max(one.grown for one, *_ in rounds) < MOST_MEGABYTES
    assert whole < median(found["single"] for *_, found in rounds) * 1e6 / 10


def test_no_award_on_a_threshold_is_lost(bench: Bench) -> None:
    facts = asyncio.run(read(bench.url, catalogue.load().cities["lincang"], QUARTER, {"quarterly", "once"}))
    found = bench.growth_awards(bench.settle().id)
    wanted = {subject.key: growth_in_fen(subject.contents) for subject in facts.subjects}
    expected = {key: Decimal(fen).scaleb(-2) for key, fen in wanted.items() if fen is not None}
    exact = sum(grew_exactly(subject.contents) for subject in facts.subjects)
    print(f"\n{len(expected)} awards of 三(一)1; {exact} enterprises grew by a demanded rate exactly")
    assert exact > ENTERPRISES // 2000
    assert found == expected
