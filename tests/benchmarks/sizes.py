"""How much is measured, by environment: `BENCH_FULL=1` for a province's worth, else what takes about five minutes."""

from __future__ import annotations

import os
from dataclasses import dataclass

FULL = os.environ.get("BENCH_FULL") == "1"


def _whole(name: str, small: int, full: int) -> int:
    return int(os.environ.get(f"BENCH_{name}", full if FULL else small))


@dataclass(frozen=True)
class Sizes:
    """Records, rounds, seconds of each measurement, and connections at once."""

    enterprises: int = _whole("ENTERPRISES", 5_000, 100_000)
    projects: int = _whole("PROJECTS", 2_000, 20_000)
    observations: int = _whole("OBSERVATIONS", 50_000, 1_000_000)
    rounds: int = _whole("ROUNDS", 5, 7)
    milliseconds: int = _whole("MILLISECONDS", 1_500, 2_000)
    connections: int = _whole("CONNECTIONS", 8, 8)
