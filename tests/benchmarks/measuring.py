"""Rounds of measurements, the peers in turn, and the table of their medians."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.sizes import Sizes
from tests.benchmarks.workloads import Peer

Cpu = Callable[[], float]


@dataclass(frozen=True)
class Measured:
    """One measurement: requests a second, latencies in ms, CPU seconds of a thousand requests."""

    rate: float
    p50: float
    p99: float
    server: float
    database: float


@dataclass(frozen=True)
class Clocks:
    """CPU seconds used so far by each peer's server (the load generator's own for the raw statement) and PostgreSQL."""

    servers: Mapping[str, Cpu]
    database: Cpu


def measure(peer: Peer, workload: str, sizes: Sizes, clocks: Clocks, first: int) -> Measured:
    """Ask one peer for a while."""
    asked = {
        **peer.reached, **peer.asks[workload], "connections": sizes.connections, "milliseconds": sizes.milliseconds,
        "first": first,
    }  # fmt: skip
    server = clocks.servers.get(peer.name, lambda: 0.0)
    before = server(), clocks.database()
    generator = Path(__file__).with_name("load_generator.py")
    answer = subprocess.run(
        [sys.executable, str(generator)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["wrong"] == 0, f"{peer.name}, {workload}: {found['wrong']} of {found['number']} answers are wrong"
    thousands = found["number"] / 1000
    own = found["cpu"] if peer.name not in clocks.servers else server() - before[0]
    return Measured(
        found["number"] / found["seconds"],
        found["p50"],
        found["p99"],
        own / thousands,
        (clocks.database() - before[1]) / thousands,
    )


def rounds(
    peers: Sequence[Peer], workloads: Sequence[str], sizes: Sizes, clocks: Clocks
) -> dict[tuple[str, str], list[Measured]]:
    """Measure every workload with every peer, round after round, another peer first each time."""
    found: dict[tuple[str, str], list[Measured]] = {}
    for number in range(sizes.rounds):
        turn = [*peers[number % len(peers) :], *peers[: number % len(peers)]]
        for workload in workloads:
            for peer in turn:
                if workload in peer.asks:
                    measured = measure(peer, workload, sizes, clocks, first=number * 3989)
                    found.setdefault((workload, peer.name), []).append(measured)
    return found


def ratio(found: Mapping[tuple[str, str], Sequence[Measured]], workload: str, peer: str, other: str) -> float:
    """Median over the rounds of one peer's rate over another's, of the same round."""
    pairs = zip(found[workload, peer], found[workload, other], strict=True)
    return median(mine.rate / theirs.rate for mine, theirs in pairs)


def table(found: Mapping[tuple[str, str], Sequence[Measured]], against: str) -> str:
    """All medians as Markdown."""
    lines = [
        f"| workload | peer | requests/s | × {against} | p50 / p99 ms | CPU s per 1000: server + PostgreSQL |",
        "|---|---|---|---|---|---|",
    ]
    for (workload, peer), each in found.items():
        middle = {name: median(getattr(one, name) for one in each) for name in Measured.__dataclass_fields__}
        times = f"{ratio(found, workload, peer, against):.2f}" if (workload, against) in found else ""
        lines.append(
            f"| {workload} | {peer} | {middle['rate']:,.0f} | {times} | {middle['p50']:.1f} / {middle['p99']:.1f} "
            f"| {middle['server']:.2f} + {middle['database']:.2f} |"
        )
    return "\n".join(lines)
