"""What `/metrics` says of the database, and that it says it while the database does not answer."""

import re
from typing import Any

import httpx
import pytest

from gongjian_core.database import Database
from gongjian_core.vitals import vitals

pytestmark = pytest.mark.anyio

PATH = "/cities/aa/enterprises/91530900MA6K5X2W1W"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C15"}


def value(text: str, name: str) -> float:
    """Answer the value of a figure."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} is missing in\n{text}"
    return float(found[1])


async def test_pool_feed_and_jobs_are_shown(service: Any, editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    text = (await editor.get("http://test/metrics")).text
    assert value(text, "gongjian_database_up") == 1
    assert value(text, "gongjian_pool_size") == service.app.state.settings.pool_size
    assert value(text, "gongjian_pool_in_use") < 3
    assert value(text, "gongjian_pool_waiting") == 0
    assert value(text, "gongjian_requests_open") == 1
    assert value(text, "gongjian_feed_unsequenced_rows") + value(text, "gongjian_feed_head") == 1


async def test_changes_without_a_number_and_waiting_jobs_are_counted(service: Any) -> None:
    await service.app.state.feed.stop()
    async with service.database.transaction(("aa",)) as transaction:
        await transaction.execute(
            "insert into changes (city, id, type, key, op, revision)"
            " values ('aa', 900, 'observation', 'x', 'upsert', 1)"
        )
        await transaction.execute("insert into jobs (city, id, kind, request) values ('aa', '1', 'nobody', '{}')")
    known = await vitals(service.database, ("aa", "bb"))
    assert known.unsequenced == 1
    assert 0 <= known.lag_seconds < 60
    assert [(jobs.kind, jobs.state, jobs.number) for jobs in known.jobs] == [("nobody", "queued", 1)]
    assert set(known.observed) == {"aa"}


async def test_a_city_that_the_reader_may_not_see_is_not_looked_at(service: Any) -> None:
    assert (await vitals(service.database, ())).observed == {}


async def test_figures_are_answered_while_the_database_is_away(service: Any) -> None:
    anyone = await service.caller()
    service.app.state.figures._database = Database("postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere")
    text = (await anyone.get("http://test/metrics")).text
    assert value(text, "gongjian_database_up") == 0
    assert "gongjian_feed_head" not in text
    assert value(text, "gongjian_pool_in_use") < 3


async def test_settlements_and_imports_are_timed(editor: httpx.AsyncClient) -> None:
    name = 'gongjian_work_seconds_count{kind="import",outcome="done"}'
    before = (await editor.get("http://test/metrics")).text
    row = '{"uscc":"91530900MA6K5X2W1W","name":"一","division_code":"990121","industry_code":"C15"}\n'
    answer = await editor.post(
        "/cities/aa/imports?type=enterprises", content=row, headers={"Content-Type": "application/x-ndjson"}
    )
    assert answer.status_code in (200, 201), answer.text
    after = (await editor.get("http://test/metrics")).text
    assert value(after, name) == (value(before, name) if name in before else 0) + 1
