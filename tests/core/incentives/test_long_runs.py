"""Settlements too large for a request: ordered, told how far they are, whole or absent whatever happens."""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau, opened
from tests.core.lease import pass_the_lease
from tests.credit_codes import code

from gongjian_core.incentives.entity import Settlement

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[3]
WORKER = """
import asyncio, sys
from tests.core.incentives.fund_city import fund_cities
from gongjian_core.incentives import jobs
from gongjian_core.jobs.worker import Worker

async def work():
    worker = Worker(sys.argv[1], {jobs.KIND: jobs.handler(fund_cities())})
    worker.start()
    await asyncio.sleep(60)

asyncio.run(work())
"""
DOCUMENT = (
    '{"name":"企业","division_code":"990102","industry_code":"C1530","status":"operating","lists":[],'
    '"above_scale":[{"from":"2020-01-01","to":null,"entry":"upgrade"}],"certifications":[],'
    '"compliance":[{"period":"2024","lawful_operation":true,"tax_normal":true}]}'
)


async def until_done(bureau: Bureau, location: str) -> Any:
    for _ in range(4000):
        answer = await bureau.editor.get(location.removeprefix("/api/v1"))
        if answer.status_code != 202:
            return answer
        await asyncio.sleep(0.02)
    pytest.fail("the settlement was not done in time")


async def test_a_large_settlement_is_a_job_whose_result_is_that_of_a_small_one(urls: Any) -> None:
    async with AsyncExitStack() as stack:
        bureau = await opened(urls, stack, settle_at_once=1)
        for number in (1, 2, 3):
            uscc = await bureau.enterprise(number)
            await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1=f"{29_000_000 + number}")
        ordered = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1"})
        assert ordered.status_code == 202
        assert ordered.json()["state"] in ("queued", "running")
        done = await until_done(bureau, ordered.headers["location"])
        assert (done.status_code, done.json()["run_by"], done.json()["totals"]["amount"]) == (200, "key:李", "27000.00")
        bureau.service.app.state.settings.settle_at_once = 100
        small = await bureau.settle("2024-Q1")
        own = {"id": "", "settlement": "", "recorded_at": ""}
        assert [one | own for one in await bureau.awards(done.json())] == [
            one | own for one in await bureau.awards(small)
        ]
        assert (await bureau.approve(done.json()))["approved_by"] == "key:王"


async def test_the_author_of_a_job_cannot_approve_it(urls: Any) -> None:
    async with AsyncExitStack() as stack:
        bureau = await opened(urls, stack, settle_at_once=0)
        await bureau.enterprise(1)
        admin = await bureau.service.caller("admin", "aa")
        ordered = await admin.post(f"{AT}/settlements", json={"period": "2024-Q1"})
        done = await until_done(bureau, ordered.headers["location"])
        assert done.status_code == 200, done.text
        refused = await admin.post(f"{AT}/settlements/{done.json()['id']}/approve")
        assert refused.json()["type"] == "urn:gongjian:problem:four-eyes"


async def test_a_settlement_that_fails_leaves_nothing(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    await bureau.enterprise(1)
    monkeypatch.setattr(Settlement, "document", lambda self: "{")
    assert (await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1"})).status_code == 500
    monkeypatch.undo()
    async with bureau.service.database.transaction(("aa",)) as tx:
        for table in ("settlements", "awards", "settlement_rules"):
            assert await tx.fetchval(f"select count(*) from {table}") == 0


async def worker(url: str) -> asyncio.subprocess.Process:
    """A process that works on settlements."""
    return await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, url, cwd=ROOT)


async def begun(bureau: Bureau, id: str) -> None:
    """Wait until a worker has the job."""
    for _ in range(3000):
        if await asked(bureau, "select state from jobs where id = $1", id) == "running":
            return
        await asyncio.sleep(0.01)
    pytest.fail("no worker took the job")


async def asked(bureau: Bureau, sql: str, *values: Any) -> Any:
    async with bureau.service.database.transaction(("aa",)) as tx:
        return await tx.fetchval(sql, *values)


@pytest.mark.slow
async def test_a_settlement_whose_server_is_killed_is_absent_and_then_whole(urls: Any) -> None:
    async with AsyncExitStack() as stack:
        bureau = await opened(urls, stack, works=False, settle_at_once=0)
        codes = [code(number) for number in range(8000)]
        async with bureau.service.database.transaction(("aa",)) as tx:
            await tx.execute(
                "insert into enterprises (city, uscc, document) select 'aa', unnest($1::text[]), $2::json",
                codes, DOCUMENT,
            )  # fmt: skip
        ordered = await bureau.editor.post(f"{AT}/settlements", json={"period": "2024-Q1"})
        id = ordered.json()["id"]
        first = await worker(urls.app)
        await begun(bureau, id)
        await asyncio.sleep(0.3)
        first.kill()
        await first.wait()
        assert await asked(bureau, "select state from jobs where id = $1", id) == "running"
        assert await asked(bureau, "select count(*) from settlements") == 0
        assert await asked(bureau, "select count(*) from awards") == 0
        await pass_the_lease(urls.owner)
        second = await worker(urls.app)
        done = await until_done(bureau, ordered.headers["location"])
        second.kill()
        await second.wait()
        assert done.json()["totals"]["unknown"] == len(codes)
        assert await asked(bureau, "select count(*) from awards") == len(codes)
        assert await asked(bureau, "select attempts from jobs where id = $1", id) == 2
