"""The statements behind the attainment of all targets, overheard once and then run bare."""

from __future__ import annotations

import asyncio
from datetime import date
from statistics import median
from time import monotonic
from typing import Any

from gongjian_core.attainment.report import attainments
from gongjian_core.catalogue import load
from gongjian_core.database import Database

ON = date(2024, 9, 30)


async def seconds_of_sql(url: str, times: int) -> tuple[int, float]:
    """How many statements there are, and how long they take without anything around them (median)."""
    city = load().cities["lincang"]
    database = Database(url, pool_size=1)
    overheard: list[tuple[str, tuple[Any, ...]]] = []

    def note(query: Any) -> None:
        overheard.append((query.query, tuple(query.args)))

    try:
        async with database.transaction(("lincang",)) as tx:
            await tx.execute("select 1")
            with tx.driver.query_logger(note):
                found = await attainments(tx, city, list(city.declarations.targets), ON, None)
                await asyncio.sleep(0)  # the logger is told afterwards
            assert sum(item.actual is not None for item in found) >= 10
            taken = []
            for _ in range(times):
                begin = monotonic()
                for sql, values in overheard:
                    await tx.driver.fetch(sql, *values)
                taken.append(monotonic() - begin)
    finally:
        await database.close()
    return len(overheard), median(taken)
