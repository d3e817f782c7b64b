"""After a bulk load changes are numbered in parts, without a gap and in the order of their ids."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from gongjian_core import changelog
from gongjian_core.catalogue import load
from gongjian_core.database import Database
from gongjian_core.demo import loading
from gongjian_core.demo.choices import choices_of
from gongjian_core.demo.loading import Amounts

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("size", [1, 7, 33, 34, 1000])
async def test_parts_of_any_size_give_one_gapless_sequence(
    urls: Any, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(changelog, "_AT_ONCE", size)
    choices = choices_of(load().cities["lincang"], 1, 2024)
    database = Database(urls.app, pool_size=1)
    try:
        await loading.load(database, "lincang", choices, Amounts(9, 4, 20), add=False, progress=lambda what, done: None)
        async with database.transaction(("lincang",)) as tx:
            rows = await tx.fetch("select seq, sequenced_at from changes order by id")
    finally:
        await database.close()
    assert [row["seq"] for row in rows] == list(range(1, 34))
    assert all(before["sequenced_at"] <= after["sequenced_at"] for before, after in pairwise(rows))
