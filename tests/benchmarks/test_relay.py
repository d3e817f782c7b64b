"""Deliveries of one relay process to 50 subscriptions: a backlog one by one and in batches, and changes as they come.

BENCH_DELIVERED says how many changes (300). Core, relay, receivers and PostgreSQL share the machine; every message is
signed, noted as an attempt and acknowledged.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import httpx
import psutil
import pytest
from tests.benchmarks.processes import ADMIN_KEY, GONGJIAN, Server, free_port, serving
from tests.conftest import make_data_dir
from tests.relay.receiver import OK, Received, Receiver, receiving

pytestmark = pytest.mark.anyio

SUBSCRIPTIONS = 50
CHANGES = int(os.environ.get("BENCH_DELIVERED", "300"))
USCC = "91530900MA6K5X2W1W"


class Counting(Receiver):
    """Takes everything, by path, and when it came."""

    def __init__(self) -> None:
        super().__init__(respond=self.count)
        self.messages: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()

    def count(self, message: Received) -> bytes:
        """Count a message."""
        self.messages[message.path] += 1
        self.changed[message.path] += len(message.changes)
        self.received.clear()
        return OK

    def all_have(self, number: int, path: str) -> bool:
        """Whether each subscription below a path has that many changes."""
        return sum(self.changed[f"{path}/{one}"] >= number for one in range(SUBSCRIPTIONS)) == SUBSCRIPTIONS


async def subscribe(admin: httpx.AsyncClient, receiver: Receiver, path: str, **more: Any) -> list[str]:
    made = []
    for one in range(SUBSCRIPTIONS):
        asked = {"url": receiver.url(path=f"{path}/{one}"), "cities": ["lincang"], "types": ["enterprise"], **more}
        answer = await admin.post("/subscriptions", json=asked)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    return made


async def record(admin: httpx.AsyncClient, number: int, name: str) -> None:
    for one in range(number):
        body = {"name": f"{name}{one}", "division_code": "530902", "industry_code": "C1530"}
        answer = await admin.put(f"/cities/lincang/enterprises/{USCC}", json=body)
        assert answer.status_code in (200, 201), answer.text


async def drained(
    server: Server, admin: httpx.AsyncClient, receiver: Counting, path: str, batch: int
) -> tuple[float, int, float]:
    """Seconds and messages until a backlog was delivered to all, and the relay's CPU seconds."""
    cursor = (await admin.get("/changes?cities=lincang&types=enterprise&limit=1000")).json()["next_cursor"]
    await record(admin, CHANGES, path)
    relay = next(one for one in server.process.children() if "gongjian_relay" in " ".join(one.cmdline()))
    before, begin = cpu(relay), perf_counter()
    made = await subscribe(admin, receiver, path, batch=batch, cursor=cursor)
    await receiver.until(lambda: receiver.all_have(CHANGES, path), 600)
    seconds, used = perf_counter() - begin, cpu(relay) - before
    for id in made:
        await admin.delete(f"/subscriptions/{id}")
    assert sum(receiver.changed.values()) == CHANGES * SUBSCRIPTIONS
    messages = sum(receiver.messages.values())
    receiver.messages.clear()
    receiver.changed.clear()
    return seconds, messages, used


def cpu(process: psutil.Process) -> float:
    """CPU seconds so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def test_deliveries_to_fifty_subscriptions() -> None:
    data_dir, port = make_data_dir(), free_port()
    environment = {
        "GONGJIAN_DATA_DIR": str(data_dir), "GONGJIAN_PORT": str(port), "GONGJIAN_ADMIN_KEY": ADMIN_KEY,
        "GONGJIAN_ALLOW_PRIVATE_WEBHOOKS": "true", "GONGJIAN_LOG_LEVEL": "warning",
    }  # fmt: skip
    client = httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}/api/v1", headers={"Authorization": f"Bearer {ADMIN_KEY}"}, timeout=60
    )
    try:
        with serving([GONGJIAN, "serve", "--relay"], port, "/readyz", Path(data_dir) / "log", **environment) as server:
            async with client as admin, receiving(Counting()) as (receiver,):
                one_by_one = await drained(server, admin, receiver, "/one", 1)
                in_batches = await drained(server, admin, receiver, "/batch", 100)
                delays = await followed(admin, receiver)
    finally:
        shutil.rmtree(data_dir)
    print(f"\n{CHANGES} changes to {SUBSCRIPTIONS} subscriptions by one relay")
    for title, (seconds, messages, used) in (("one by one", one_by_one), ("batches of 100", in_batches)):
        print(
            f"backlog, {title}: {messages / seconds:7,.0f} deliveries/s, {CHANGES * SUBSCRIPTIONS / seconds:8,.0f} "
            f"changes/s; relay {1000 * used / messages:.1f} CPU ms a delivery"
        )
    print(
        f"from a change to its arrival at all {SUBSCRIPTIONS}: {median(delays) * 1000:.0f} ms (median of {len(delays)})"
    )


async def followed(admin: httpx.AsyncClient, receiver: Counting) -> list[float]:
    """Seconds from a change to its arrival at every subscription."""
    await subscribe(admin, receiver, "/live")
    delays = []
    for one in range(10):
        begin = perf_counter()
        await record(admin, 1, f"live {one} ")
        await receiver.until(lambda number=one + 1: receiver.all_have(number, "/live"), 60)  # type: ignore[misc]
        delays.append(perf_counter() - begin)
        await asyncio.sleep(0.2)
    return delays
