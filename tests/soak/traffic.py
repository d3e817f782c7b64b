"""Writers, readers and killers of a soak, each counting what it was told."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import asyncpg
from sqlalchemy import make_url
from tests.soak.pods import Callers, Pod

CITIES = ("lincang", "linyi", "tongchuan")
DIVISIONS = {"lincang": "530902", "linyi": "371302", "tongchuan": "610202"}
PUT = """insert into enterprises (city, uscc, document) values ($1, $2, $3::text::json)
  on conflict (city, uscc) do update set document = excluded.document"""
Place = tuple[str, str]


@dataclass
class Told:
    """What all of them saw."""

    stop: asyncio.Event = field(default_factory=asyncio.Event)
    written: asyncio.Event = field(default_factory=asyncio.Event)
    acknowledged: list[tuple[Place, str]] = field(default_factory=list)
    rolled_back: set[str] = field(default_factory=set)
    long_commits: int = 0
    deadlocks: int = 0
    refused: int = 0
    replays: int = 0
    broken_backends: int = 0
    crashes: int = 0
    read: dict[int, list[tuple[int, str]]] = field(default_factory=dict)


def document(city: str, name: str) -> str:
    """An enterprise as it is stored."""
    return json.dumps(
        {"name": name, "division_code": DIVISIONS[city], "industry_code": "C1530", "status": "operating",
         "above_scale": [], "certifications": [], "compliance": [], "lists": []}
    )  # fmt: skip


async def over_http(callers: Callers, told: Told, number: int, dice: random.Random) -> None:
    """Record figures one after the other; only what was answered counts as recorded."""
    step = 0
    while not told.stop.is_set():
        city, step = dice.choice(CITIES), step + 1
        period = f"20{dice.randint(10, 23)}"
        source = f"writer {number} step {step}"
        item = {"subject": "city", "indicator": "gross_output", "period": period, "value": str(step), "unit": "元",
                "source": source}  # fmt: skip
        answer = await callers.ask("PUT", f"/cities/{city}/observations", json={"items": [item]})
        if answer is not None:
            assert answer.status_code == 200, answer.text
            told.acknowledged.append(((city, f"city||gross_output|{period}"), source))


async def in_long_transactions(url: str, told: Told, number: int, dice: random.Random) -> None:
    """Write many records in transactions that last up to three seconds, delete some, roll some back."""
    step, connection = 0, None
    while not told.stop.is_set():
        try:
            if connection is None or connection.is_closed():
                connection = await connect(url)
            step += 1
            name, written = f"long {number} step {step}", []
            async with connection.transaction():
                await connection.execute("select set_config('gongjian.cities', $1, true)", ",".join(CITIES))
                await connection.execute("select pg_current_xact_id()")
                for place in sorted({(dice.choice(CITIES), f"E{dice.randint(0, 30)}") for _ in range(6)}):
                    if dice.random() < 0.2:
                        await connection.execute("delete from enterprises where city = $1 and uscc = $2", *place)
                    else:
                        await connection.execute(PUT, *place, document(place[0], name))
                        written.append(place)
                    await asyncio.sleep(dice.random() * 0.1)
                await asyncio.sleep(dice.random() * dice.choice((0, 0.2, 2.5)))
                if dice.random() < 0.1:
                    told.rolled_back.add(name)
                    raise LookupError
            told.long_commits += 1
            told.acknowledged += [(place, name) for place in written]
        except LookupError:
            pass
        except asyncpg.DeadlockDetectedError:
            told.deadlocks += 1
        except asyncpg.UniqueViolationError:
            told.refused += 1
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            connection = None
            await asyncio.sleep(0.2)
    if connection is not None:
        await connection.close(timeout=5)


async def reading(callers: Callers, told: Told, number: int, dice: random.Random) -> None:
    """Follow the feed by pages of any size until everything was written, sometimes reading a cursor again."""
    mine = told.read.setdefault(number, [])
    cursor: str | None = None
    while True:
        finished = told.written.is_set()
        query = {"limit": dice.choice((1, 7, 100, 1000)), "wait": dice.choice((0, 0, 2)), "cursor": cursor}
        page = await _page(callers, query)
        if page is None:
            continue
        if dice.random() < 0.1:
            again = await _page(callers, query)
            if again is not None:
                told.replays += 1
                shorter = min(len(page["changes"]), len(again["changes"]))
                assert again["changes"][:shorter] == page["changes"][:shorter]
        mine += [(change["seq"], change["id"]) for change in page["changes"]]
        cursor = page["next_cursor"]
        if finished and not page["has_more"] and not page["changes"]:
            return


async def _page(callers: Callers, query: dict[str, Any]) -> dict[str, Any] | None:
    given = {name: value for name, value in query.items() if value is not None}
    answer = await callers.ask("GET", "/changes", params=given)
    if answer is None:
        return None
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def killing(pods: Sequence[Pod], url: str, told: Told, dice: random.Random) -> None:
    """Kill a pod now and then and start it again; in between break connections, or let the whole database crash."""
    for number in count(1):
        await asyncio.sleep(1 + dice.random() * 2)
        if told.stop.is_set():
            return
        pod = dice.choice(pods)
        pod.kill()
        try:
            await (_crash(url, told) if number % 2 == 0 else _break(url, told))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(0.5)
        await pod.start()


_SOME = """select pid from pg_stat_activity
  where usename = 'gongjian_app' and datname = current_database() order by random() limit 3"""


async def _break(url: str, told: Told) -> None:
    connection = await connect(url)
    told.broken_backends += await connection.fetchval(f"select count(pg_terminate_backend(pid)) from ({_SOME}) chosen")
    await connection.close()


async def _crash(url: str, told: Told) -> None:
    """Kill one server process with -9: PostgreSQL ends all others and recovers."""
    connection = await connect(url)
    pid = await connection.fetchval(_SOME)
    await connection.close()
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
        told.crashes += 1
        await asyncio.sleep(1)


async def connect(url: str) -> asyncpg.Connection:
    """A connection to a database by its address."""
    address = make_url(url)
    return await asyncpg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, database=address.database,
        timeout=10, server_settings={"timezone": "UTC"},
    )  # fmt: skip
