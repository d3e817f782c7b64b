"""Jobs: done once, in the transaction of their result, whatever happens to their workers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from tests.core.lease import pass_the_lease

from gongjian_core.database import Database
from gongjian_core.errors import Invalid, Unavailable
from gongjian_core.jobs import repository
from gongjian_core.jobs.repository import Job, Lost, Standing
from gongjian_core.jobs.worker import Shift, Worker

pytestmark = pytest.mark.anyio

RESULT = """insert into changes (city, id, type, key, op, revision)
values ('aa', nextval('change_ids'), 'job', $1, 'delete', 1)"""


@pytest.fixture
async def database(urls: Any) -> AsyncIterator[Database]:
    """Answer the database as the service's role sees it."""
    opened = Database(urls.app)
    yield opened
    await opened.close()


async def put_in(database: Database, *ids: str) -> None:
    async with database.transaction(("aa",), actor="key:e") as tx:
        for id in ids:
            await repository.enqueue(tx, "aa", id, "tell", {"say": f"好 {id}"})


async def standing(database: Database, id: str) -> Standing:
    async with database.transaction(("aa",)) as tx:
        found = await repository.standing(tx, "aa", id)
    assert found is not None
    return found


async def results(database: Database) -> list[str]:
    async with database.transaction(("aa",)) as tx:
        return [row[0] for row in await tx.fetch("select key from changes order by key")]


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(1000):
        if await holds():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not happen in time")


async def write_result(shift: Shift) -> None:
    async with shift.database.transaction((shift.job.city,), actor=shift.job.created_by) as tx:
        await tx.execute(RESULT, shift.job.id)
        await repository.finish(tx, shift.job)


async def is_(database: Database, id: str, state: str) -> bool:
    return (await standing(database, id)).state == state


async def test_three_workers_do_each_job_once_under_the_name_of_whoever_asked(database: Database, urls: Any) -> None:
    seen: list[Job] = []

    async def tell(shift: Shift) -> None:
        seen.append(shift.job)
        await write_result(shift)

    workers = [Worker(urls.app, {"tell": tell}) for _ in range(3)]
    for worker in workers:
        worker.start()
    ids = [f"{number:02}" for number in range(20)]
    await put_in(database, *ids)
    for id in ids:
        await until(lambda id=id: is_(database, id, "done"))  # type: ignore[misc]
    for worker in workers:
        await worker.stop()
    assert sorted(job.id for job in seen) == ids == await results(database)
    assert {(job.created_by, job.attempt) for job in seen} == {("key:e", 1)}
    assert {job.request["say"] for job in seen} == {f"好 {id}" for id in ids}


async def test_a_worker_that_went_silent_loses_its_job_and_may_not_finish_it(database: Database, urls: Any) -> None:
    await put_in(database, "x")
    first = await repository.take(database, "tell", "one")
    assert first is not None
    assert await repository.take(database, "tell", "two") is None
    await pass_the_lease(urls.owner)
    second = await repository.take(database, "tell", "two")
    assert (second.id, second.attempt) == ("x", 2) if second else False
    assert not await repository.beat(database, first, 1, None)
    with pytest.raises(Lost):
        await write_result(Shift(database, first))
    assert await results(database) == []
    assert second
    assert await repository.beat(database, second, 3, 9)
    assert await standing(database, "x") == Standing("running", 3, 9, None)
    await write_result(Shift(database, second))
    assert await standing(database, "x") == Standing("done", 9, 9, None)
    assert await results(database) == ["x"]


async def test_a_worker_that_stops_gives_its_job_back_without_a_trace(database: Database, urls: Any) -> None:
    begun = asyncio.Event()

    async def hang(shift: Shift) -> None:
        async with shift.database.transaction(("aa",)) as tx:
            await tx.execute(RESULT, shift.job.id)
            begun.set()
            await asyncio.sleep(60)

    worker = Worker(urls.app, {"tell": hang})
    worker.start()
    await put_in(database, "x")
    await asyncio.wait_for(begun.wait(), 20)
    await worker.stop()
    assert await standing(database, "x") == Standing("queued", 0, None, "its worker stopped")
    assert await results(database) == []
    taken = await repository.take(database, "tell", "two")
    assert taken
    assert taken.attempt == 1


@pytest.mark.parametrize(
    ("error", "why"),
    [(Invalid("the file is no good"), "the file is no good"), (ValueError("secret"), "a defect of the service")],
)
async def test_a_job_that_cannot_be_done_fails_and_says_why(
    database: Database, urls: Any, error: Exception, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "gongjian.jobs")

    async def break_(shift: Shift) -> None:
        raise error

    worker = Worker(urls.app, {"tell": break_})
    worker.start()
    await put_in(database, "x")
    await until(lambda: is_(database, "x", "failed"))
    await worker.stop()
    found = await standing(database, "x")
    assert found.error
    assert found.error.startswith(why)
    (told,) = [record for record in caplog.records if record.name == "gongjian.jobs"]
    assert told.getMessage().startswith("tell x ")
    assert (told.exc_info is not None) == isinstance(error, ValueError)


async def test_a_job_is_tried_again_when_the_database_was_away_and_given_up_in_the_end(database: Database) -> None:
    await put_in(database, "x")
    for attempt in range(1, repository.MOST_ATTEMPTS + 1):
        job = await repository.take(database, "tell", "one")
        assert job
        assert job.attempt == attempt
        await repository.give_back(database, job, Unavailable("away").detail)
        assert await repository.take(database, "tell", "one") is None, "it waits before it is tried again"
        async with database.gate() as gate:
            await gate.execute("update jobs set heartbeat_at = heartbeat_at - interval '3 seconds'")
    assert await repository.take(database, "tell", "one") is None
    assert await standing(database, "x") == Standing("failed", 0, None, "away")


async def test_another_citys_jobs_are_not_seen(database: Database) -> None:
    await put_in(database, "x")
    async with database.transaction(("bb",)) as tx:
        assert await repository.standing(tx, "aa", "x") is None
