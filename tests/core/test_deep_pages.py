"""A cursor narrows the index scan of its order, under row-level security, too: deep pages cost what the first costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from gongjian_core.catalogue import load
from gongjian_core.database import Database, Transaction
from gongjian_core.demo import loading
from gongjian_core.demo.choices import choices_of
from gongjian_core.demo.loading import Amounts
from gongjian_core.enterprises import repository as enterprises
from gongjian_core.pages import Page, Sort, Wanted, Where, page_of
from gongjian_core.projects import repository as projects
from gongjian_core.store import Register

pytestmark = pytest.mark.anyio

ORDERS = [
    (module.REGISTER, module.SORTS, name)
    for module, names in (
        (enterprises, ("uscc", "name", "gross_output", "division_code")),
        (projects, ("code", "name", "planned_investment", "fixed_asset_investment", "division_code")),
    )
    for name in names
]


@pytest.fixture
async def filled(urls: Any) -> AsyncIterator[Database]:
    """Answer a database that holds records of a city."""
    database = Database(urls.app, pool_size=1)
    choices = choices_of(load().cities["lincang"], 1, 2024)
    await loading.load(database, "lincang", choices, Amounts(40, 40, 400), add=False, progress=lambda what, done: None)
    yield database
    await database.close()


@pytest.mark.parametrize("descending", ["", "-"], ids=["ascending", "descending"])
@pytest.mark.parametrize(("register", "sorts", "name"), ORDERS, ids=[f"{o[0].table}-{o[2]}" for o in ORDERS])
async def test_a_cursor_is_a_bound_of_the_index_and_no_filter(
    filled: Database, register: Register[Any], sorts: dict[str, Sort], name: str, descending: str
) -> None:
    asked: list[tuple[str, tuple[Any, ...]]] = []

    async def page(transaction: Transaction, cursor: str | None) -> Page:
        where = Where()
        where.add("r.city = {}", "lincang")
        return await page_of(
            transaction, item=register.served, source=register.source(None), where=where,
            keys=(sorts[register.key],), sorts=sorts, wanted=Wanted(10, cursor, f"{descending}{name}"),
        )  # fmt: skip

    async with filled.transaction(("lincang",)) as transaction:
        # So few rows are read whole otherwise.
        await transaction.execute(
            "select set_config(name, 'off', true)"
            " from unnest(array['enable_seqscan', 'enable_sort', 'enable_bitmapscan']) name"
        )
        first = await page(transaction, None)
        with transaction.driver.query_logger(lambda query: asked.append((query.query, tuple(query.args)))):
            second = await page(transaction, first.next)
            await asyncio.sleep(0)  # the logger is told afterwards
        assert len({*first.items, *second.items}) == 20
        ((sql, values),) = asked
        plan = [row[0].strip() for row in await transaction.fetch(f"explain {sql}", *values)]
    bounds = [line for line in plan if line.startswith("Index Cond")]
    assert len(bounds) == 1, plan
    assert "ROW(" in bounds[0] or name == register.key, plan
    assert not [line for line in plan if line.startswith(("Filter", "Sort"))], plan
