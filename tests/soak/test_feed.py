"""`make soak`: no committed change is lost, doubled or reordered, whatever is written, read and killed meanwhile.

Sixteen writers, eight of them in transactions of up to three seconds; readers paging at every moment; pods killed with
-9 and connections of the database broken. At the end everything is counted. SOAK_SECONDS says how long (120).
"""

import asyncio
import os
import random
import shutil
from collections import Counter
from itertools import pairwise
from typing import Any

import asyncpg
import pytest
from tests.conftest import make_data_dir
from tests.soak.pods import Callers, deployment
from tests.soak.traffic import Told, connect, in_long_transactions, killing, over_http, reading

from gongjian_core.sync.digest.canonical import combined, fingerprint

pytestmark = pytest.mark.anyio

SECONDS = float(os.environ.get("SOAK_SECONDS", "120"))
SEED = int(os.environ.get("SOAK_SEED", "20261125"))
WRITERS, READERS, PODS = 16, 4, 2


async def everything(callers: Callers) -> list[dict[str, Any]]:
    """The whole feed, read once more from the beginning."""
    found: list[dict[str, Any]] = []
    query: dict[str, Any] = {"limit": 1000}
    while True:
        answer = await callers.ask("GET", "/changes", params=query)
        if answer is None:
            continue
        page = answer.json()
        found += page["changes"]
        query["cursor"] = page["next_cursor"]
        if not page["has_more"]:
            return found


async def recorded(url: str) -> list[asyncpg.Record]:
    """What the database itself holds, past row-level security."""
    connection = await connect(url)
    rows = await connection.fetch("select seq, id::text, city, type, key, revision, op from changes order by seq")
    await connection.close()
    return list(rows)


async def digest(callers: Callers) -> dict[str, Any]:
    """The digest of everything."""
    answer = None
    while answer is None:
        answer = await callers.ask("GET", "/digest")
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.slow
async def test_nothing_is_lost_doubled_or_reordered(urls: Any) -> None:
    folder = make_data_dir()
    dice = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    told = Told()
    try:
        async with deployment(urls.app, folder, PODS) as pods:
            callers = Callers(pods, dice)
            await soak(callers, pods, urls, told, dice)
            fed = await everything(callers)
            wrong = count(fed, await recorded(urls.superuser), told)
            wrong["digests that differ"] = int(await differs(callers, fed))
            seen = traffic(told, fed, callers, sum(pod.kills for pod in pods))
            await callers.close()
    finally:
        shutil.rmtree(folder)
    print(f"\n{SECONDS:.0f} seconds, {WRITERS} writers, seed {SEED}")
    print("\n".join(f"{number:8} {what}" for what, number in (seen | wrong).items()))
    assert seen["changes"] > 50
    assert not any(wrong.values())


async def soak(callers: Callers, pods: Any, urls: Any, told: Told, dice: random.Random) -> None:
    """Everybody at once for a while; then the writers stop and the readers read to the end."""
    half = WRITERS // 2
    writers = [over_http(callers, told, number, dice) for number in range(half)]
    writers += [in_long_transactions(urls.app, told, number, dice) for number in range(half, WRITERS)]
    readers = [asyncio.create_task(reading(callers, told, number, dice)) for number in range(READERS)]
    working = [asyncio.create_task(one) for one in (*writers, killing(pods, urls.superuser, told, dice))]
    done, _ = await asyncio.wait([*working, *readers], timeout=SECONDS, return_when=asyncio.FIRST_EXCEPTION)
    told.stop.set()
    for task in done:
        task.result()
    await asyncio.gather(*working)
    told.written.set()
    await asyncio.gather(*readers)


def count(fed: list[dict[str, Any]], rows: list[asyncpg.Record], told: Told) -> dict[str, int]:
    """What is lost, doubled or reordered: in the feed, for a reader, or of what was acknowledged."""
    ids = [change["id"] for change in fed]
    whole = [(change["seq"], change["id"]) for change in fed]
    names = Counter(
        ((change["city"], change["key"]), str(change["data"].get("source") or change["data"]["name"]))
        for change in fed
        if change["op"] == "upsert"
    )
    revisions: dict[tuple[str, str, str], list[int]] = {}
    for change in fed:
        revisions.setdefault((change["city"], change["type"], change["key"]), []).append(change["revision"])
    return {
        "committed, not in the feed": len({row["id"] for row in rows} - set(ids)),
        "in the feed, not committed": len(set(ids) - {row["id"] for row in rows}),
        "acknowledged, not in the feed": sum(1 for one in told.acknowledged if one not in names),
        "rolled back, in the feed": len(told.rolled_back & {name for _, name in names}),
        "twice in the feed": len(ids) - len(set(ids)),
        "one write told twice": sum(number - 1 for number in names.values()),
        "numbers not gapless": sum(change["seq"] != at for at, change in enumerate(fed, 1)),
        "records with revisions out of order": sum(
            found != list(range(1, len(found) + 1)) for found in revisions.values()
        ),
        "readers who saw something else": sum(seen != whole for seen in told.read.values()),
        "without a number": sum(row["seq"] is None for row in rows),
    }


async def differs(callers: Callers, fed: list[dict[str, Any]]) -> bool:
    """Whether what a receiver has after the feed has another digest than the service says."""
    state: dict[tuple[str, str, str], dict[str, Any]] = {}
    for change in fed:
        state.pop((change["city"], change["type"], change["key"]), None)
        if change["op"] == "upsert":
            state[change["city"], change["type"], change["key"]] = change
    found = await digest(callers)
    mine = len(state), combined(map(fingerprint, state.values())).hex()
    return (found["count"], found["sha256"]) != mine


def traffic(told: Told, fed: list[dict[str, Any]], callers: Callers, kills: int) -> dict[str, int]:
    """What was going on."""
    return {
        "changes": len(fed), "deletions": sum(change["op"] == "delete" for change in fed),
        "acknowledged": len(told.acknowledged), "long transactions": told.long_commits,
        "rolled back": len(told.rolled_back), "deadlocks": told.deadlocks, "refused": told.refused,
        "numbered after a later id": sum(int(b["id"]) < int(a["id"]) for a, b in pairwise(fed)),
        "readers": len(told.read), "cursors read again": told.replays, "pods killed": kills,
        "connections broken": told.broken_backends, "crashes of PostgreSQL": told.crashes,
        "requests that failed": callers.failed,
    }  # fmt: skip
