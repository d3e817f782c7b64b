"""Numbers are given after commit: nothing is lost, doubled or reordered whatever commits when."""

import asyncio
import json
import random
from typing import Any

import pytest

from gongjian_core.changelog import number_some, place_of
from gongjian_core.database import Database
from gongjian_core.errors import Unavailable
from gongjian_core.sync import repository
from gongjian_core.sync.sequencer import Sequencer

pytestmark = pytest.mark.anyio

DOCUMENT = {
    "name": "甲", "division_code": "990121", "industry_code": "C", "status": "operating", "above_scale": [],
    "certifications": [], "compliance": [], "lists": [],
}  # fmt: skip
PUT = """insert into enterprises (city, uscc, document) values ($1, $2, $3::text::json)
  on conflict (city, uscc) do update set document = excluded.document"""


async def put(transaction: Any, key: str, name: str) -> None:
    """Write an enterprise."""
    await transaction.execute(PUT, "aa", key, json.dumps({**DOCUMENT, "name": name}))


async def read(database: Database) -> list[dict[str, Any]]:
    """Everything numbered so far."""
    head = (await repository.standing(database)).head
    found = await repository.stretch(database, ("aa",), None, 0, head, 100_000)
    return [json.loads(text) for text in found.changes]


async def test_a_transaction_that_commits_late_comes_last_and_nothing_is_passed_over(service: Any) -> None:
    database: Database = service.database
    sequencer = Sequencer(database)
    async with database.transaction(("aa",)) as late:
        await put(late, "late", "1")
        async with database.transaction(("aa",)) as early:
            await put(early, "early", "1")
        await sequencer.catch_up()
        assert [(change["seq"], change["key"]) for change in await read(database)] == [(1, "early")]
    await sequencer.catch_up()
    told = await read(database)
    assert [(change["seq"], change["key"]) for change in told] == [(1, "early"), (2, "late")]
    assert int(told[1]["id"]) < int(told[0]["id"])


async def test_what_is_rolled_back_is_never_told(service: Any) -> None:
    database: Database = service.database

    async def fails() -> None:
        async with database.transaction(("aa",)) as transaction:
            await put(transaction, "never", "1")
            raise LookupError

    with pytest.raises(LookupError):
        await fails()
    async with database.transaction(("aa",)) as transaction:
        await put(transaction, "ever", "1")
    await Sequencer(database).catch_up()
    assert [(change["seq"], change["key"]) for change in await read(database)] == [(1, "ever")]


async def test_only_one_process_numbers_at_a_time_and_nobody_waits_for_it(service: Any) -> None:
    database: Database = service.database
    async with database.transaction(("aa",)) as transaction:
        await put(transaction, "x", "1")
    async with database.gate() as first:
        assert await number_some(first) is False
        async with database.transaction(("aa",)) as transaction:
            await put(transaction, "y", "1")
        async with database.gate() as second:
            assert await number_some(second) is None
    async with database.gate() as third:
        assert await number_some(third) is False
    assert [change["key"] for change in await read(database)] == ["x", "y"]


async def test_many_writers_and_readers_agree_on_one_order(service: Any) -> None:
    database: Database = service.database
    dice = random.Random(5)  # noqa: S311 - repeatable, not secret
    seen: list[list[int]] = []

    async def write(number: int) -> None:
        for step in range(12):
            async with database.transaction(("aa",)) as transaction:
                await put(transaction, f"own-{number}-{step % 3}", str(step))
                await asyncio.sleep(dice.random() * 0.01)
                await put(transaction, "shared", f"{number}.{step}")

    async def follow(sequencer: Sequencer, done: asyncio.Event) -> None:
        position, mine = 0, []
        while True:
            finished = done.is_set()
            await sequencer.catch_up()
            head = (await repository.standing(database)).head
            found = await repository.stretch(database, ("aa",), None, position, head, dice.randint(1, 9))
            mine += [json.loads(text)["seq"] for text in found.changes]
            position = found.position
            if finished and position == head:
                break
        seen.append(mine)

    done = asyncio.Event()
    readers = [asyncio.create_task(follow(Sequencer(database), done)) for _ in range(3)]
    await asyncio.gather(*(write(number) for number in range(5)))
    done.set()
    await asyncio.gather(*readers)
    told = await read(database)
    assert [change["seq"] for change in told] == list(range(1, len(told) + 1))
    assert len(told) == 5 * 12 * 2
    assert seen == [[change["seq"] for change in told]] * 3
    revisions: dict[str, list[int]] = {}
    for change in told:
        revisions.setdefault(change["key"], []).append(change["revision"])
    for key, found in revisions.items():
        assert found == list(range(1, len(found) + 1)), key


async def test_a_write_at_the_moment_of_a_deletion_is_to_be_tried_again(service: Any) -> None:
    database: Database = service.database
    async with database.transaction(("aa",)) as transaction:
        await put(transaction, "x", "1")

    async def write() -> None:
        async with database.transaction(("aa",)) as transaction:
            await put(transaction, "x", "2")

    async with database.transaction(("aa",)) as transaction:
        await transaction.execute("delete from enterprises where uscc = 'x'")
        writing = asyncio.create_task(write())
        await asyncio.sleep(0.3)
        assert not writing.done()
    with pytest.raises(Unavailable, match="try again"):
        await writing
    await write()
    await Sequencer(database).catch_up()
    assert [(change["op"], change["revision"]) for change in await read(database)] == [
        ("upsert", 1), ("delete", 2), ("upsert", 3),
    ]  # fmt: skip


async def test_places_in_time_and_the_feed_share_one_numbering(service: Any) -> None:
    database: Database = service.database
    async with database.gate() as gate:
        before = await gate.fetchval("select clock_timestamp()")
    async with database.transaction(("aa",)) as transaction:
        await put(transaction, "x", "1")
    async with database.gate() as gate:
        after = await gate.fetchval("select clock_timestamp()")
    assert (await place_of(database, before), await place_of(database, after)) == (0, 1)
    assert (await repository.standing(database)).head == 1
    assert [change["seq"] for change in await read(database)] == [1]


async def test_a_numbered_change_is_sealed_and_a_tombstone_is_not(service: Any) -> None:
    database: Database = service.database
    async with database.transaction(("aa",)) as transaction:
        await put(transaction, "x", "1")
        await transaction.execute("delete from enterprises where uscc = 'x'")
    await Sequencer(database).catch_up()
    async with database.transaction(("aa",)) as transaction:
        rows = await transaction.fetch("select op, length(sha256) as bytes from changes order by seq")
    assert [tuple(row) for row in rows] == [("upsert", 32), ("delete", None)]
