"""What `/metrics` says of the database, and that it says it while the database does not answer."""

import re
from datetime import datetime
from typing import Any

import httpx
import pytest

from gongjian_core.database import Database
from gongjian_core.telemetry.vitals import _FRESH, vitals

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
            "insert into changes (city, id, type, key, op, revision) values ('aa', 900, 'enterprise', 'x', 'upsert', 1)"
        )
        await transaction.execute("insert into jobs (city, id, kind, request) values ('aa', '1', 'nobody', '{}')")
    known = await vitals(service.database, ("aa", "bb"))
    assert known.unsequenced == 1
    assert 0 <= known.lag_seconds < 60
    assert [(jobs.kind, jobs.state, jobs.number) for jobs in known.jobs] == [("nobody", "queued", 1)]
    assert known.observed == {}


async def test_attainment_is_as_fresh_as_the_newest_observation(service: Any, editor: httpx.AsyncClient) -> None:
    for period in ("2024-01..06", "2023-01..06"):
        figure = {"subject": "city", "indicator": "gross_output", "period": period, "value": "93", "unit": "亿元"}
        assert (await editor.put("/cities/aa/observations", json={"items": [figure]})).status_code == 200
    for number in range(3):
        await editor.put(PATH, json={**BODY, "name": str(number)})
    newest = (await editor.get("/cities/aa/observations?period=2023-01..06")).json()["items"][0]["recorded_at"]
    observed = (await vitals(service.database, ("aa", "bb"))).observed
    assert observed == {"aa": datetime.fromisoformat(newest)}
    text = (await editor.get("http://test/metrics")).text
    figure_of_aa = value(text, 'gongjian_attainment_observed_timestamp_seconds{city="aa"}')
    assert figure_of_aa == pytest.approx(observed["aa"].timestamp())
    assert (await vitals(service.database, ())).observed == {}


async def test_the_newest_observation_is_found_without_reading_the_others(service: Any) -> None:
    async with service.database.transaction(("aa",)) as transaction:
        await transaction.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        rows = await transaction.fetch(f"explain {_FRESH}", ["aa"])
    assert "Index Only Scan Backward using observations_recorded_at" in "\n".join(row[0] for row in rows)


async def test_what_callers_make_up_is_no_label(editor: httpx.AsyncClient) -> None:
    made_up = (
        ("PURGE", "/cities"), ("PURGE", "http://test/nothing"), ("GET", "http://test/nothing"), ("POST", PATH),
        ("GET", "http://test/docs"), ("HEAD", PATH), ("GET", "/cities/secret/enterprises"),
    )  # fmt: skip
    for method, path in made_up:
        await editor.request(method, path)
    text = (await editor.get("http://test/metrics")).text
    assert set(re.findall(r'^gongjian_requests_total\{method="(\w+)",route="(.+)",status="(\d+)"\}', text, re.M)) == {
        ("other", "/api/v1/cities", "405"),
        ("other", "unmatched", "404"),
        ("other", "/api/v1/cities/{city}/enterprises/{uscc}", "405"),
        ("GET", "/docs", "200"),
        ("HEAD", "/api/v1/cities/{city}/enterprises/{uscc}", "404"),
        ("GET", "/api/v1/cities/{city}/enterprises", "404"),
    }


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
