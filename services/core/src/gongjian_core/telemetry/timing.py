"""How long work takes that is more than a request: settlements, imports and exports, whoever asked for them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Histogram

WORK = Histogram(
    "gongjian_work_seconds",
    "Time of a settlement, an import or an export, in a request or as a job",
    ["kind", "outcome"],
    registry=None,
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600),
)
"""Of the process; every application registers it with its own figures."""


@contextmanager
def timed(kind: str) -> Iterator[None]:
    """Count the block as work of that kind, `done` or, when it raises, `failed`."""
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    finally:
        WORK.labels(kind, outcome).observe(time.perf_counter() - started)
