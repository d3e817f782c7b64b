"""History and as_of: every revision is kept, and an answer once given never changes."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gongjian_core.changelog import place_of

pytestmark = pytest.mark.anyio

PATH = "/cities/aa/enterprises/91530900MA6K5X2W1W"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C1530"}


def now() -> str:
    """This moment, as a parameter."""
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


async def test_history_says_who_when_and_what_changed(service: Any, editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    other = await service.caller("editor", "aa", "second")
    await other.patch(PATH, json={"name": "二", "tags": ["x"]})
    await editor.delete(PATH)
    first, second, third = (await editor.get(f"{PATH}/history")).json()["items"]
    assert [item["op"] for item in (first, second, third)] == ["upsert", "upsert", "delete"]
    assert (second["recorded_by"], second["origin"], second["revision"]) == ("key:second", "api", 2)
    assert second["changed"] == [
        {"pointer": "/name", "before": "一", "after": "二"},
        {"pointer": "/tags", "before": [], "after": ["x"]},
    ]
    assert second["data"]["name"] == "二"
    assert third["data"] is None
    assert {"pointer": "/name", "before": "二", "after": None} in third["changed"]
    page = (await editor.get(f"{PATH}/history?limit=1&sort=-revision")).json()
    assert page["items"][0]["revision"] == 3
    rest = (await editor.get(f"{PATH}/history?limit=2&sort=-revision&cursor={page['next']}")).json()
    assert [item["revision"] for item in rest["items"]] == [2, 1]


async def test_history_needs_the_right_and_a_record(service: Any, editor: httpx.AsyncClient) -> None:
    assert (await editor.get(f"{PATH}/history")).status_code == 404
    await editor.put(PATH, json=BODY)
    assert (await (await service.caller()).get(f"{PATH}/history")).status_code == 401
    assert (await (await service.caller("admin", "bb")).get(f"{PATH}/history")).status_code == 404


async def test_as_of_answers_what_was_known_then(editor: httpx.AsyncClient) -> None:
    before = now()
    await editor.put(PATH, json={**BODY, "above_scale": [{"from": "2024-01-01", "entry": "upgrade"}]})
    created = now()
    await editor.patch(PATH, json={"name": "二", "above_scale": []})
    changed = now()
    await editor.delete(PATH)
    assert (await editor.get(f"{PATH}?as_of={before}")).status_code == 404
    then = (await editor.get(f"{PATH}?as_of={created}")).json()
    assert (then["name"], then["revision"], then["tier"]) == ("一", 1, "above_scale")
    assert (await editor.get(f"{PATH}?as_of={changed}")).json()["name"] == "二"
    assert (await editor.get(f"{PATH}?as_of={now()}")).status_code == 404
    listed = (await editor.get(f"/cities/aa/enterprises?as_of={created}&count=true")).json()
    assert (listed["items"], listed["total"]) == ([then], 1)
    assert (await editor.get(f"/cities/aa/enterprises?as_of={now()}")).json()["items"] == []
    history = (await editor.get(f"{PATH}/history?as_of={created}")).json()
    assert [item["revision"] for item in history["items"]] == [1]


@pytest.mark.parametrize(
    "moment", ["2024-01-01", "yesterday", "2024-01-01T00:00:00", "1700000000", "2999-01-01T00:00:00Z"]
)
async def test_as_of_is_a_time_that_has_passed(editor: httpx.AsyncClient, moment: str) -> None:
    answer = await editor.get(f"{PATH}?as_of={moment}")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?as_of")


async def test_writes_take_no_as_of(editor: httpx.AsyncClient) -> None:
    assert (await editor.put(f"{PATH}?as_of={now()}", json=BODY)).status_code == 422


async def test_a_transaction_that_commits_late_cannot_change_an_answer_given(service: Any) -> None:
    database = service.database
    insert = "insert into enterprises (city, uscc, document) values ('aa', $1, $2::json)"
    document = (
        '{"name":"迟","division_code":"990121","industry_code":"C","status":"operating","above_scale":[],'
        '"certifications":[],"compliance":[],"lists":[]}'
    )
    asked = asyncio.Event()
    written = asyncio.Event()

    async def late() -> None:
        async with database.transaction(("aa",)) as transaction:
            await transaction.execute(insert, "X1", document)
            written.set()
            await asked.wait()

    writing = asyncio.create_task(late())
    await written.wait()
    moment = datetime.now(UTC)
    async with database.transaction(("aa",)) as transaction:
        await transaction.execute(insert, "X2", document)
    answer = await place_of(database, moment)
    asked.set()
    await writing
    assert await place_of(database, moment) == answer == 0
    later = await place_of(database, datetime.now(UTC))
    assert later == 2
    async with database.transaction(("aa",)) as transaction:
        rows = await transaction.fetch("select seq, key, sequenced_at > $1 as later from changes order by seq", moment)
    assert [tuple(row) for row in rows] == [(1, "X2", True), (2, "X1", True)]


async def test_stamps_never_run_backwards(service: Any, editor: httpx.AsyncClient) -> None:
    for number in range(5):
        await editor.put(PATH, json={**BODY, "name": f"名{number}"})
        if number % 2:
            await place_of(service.database, datetime.now(UTC) - timedelta(milliseconds=1))
    await place_of(service.database, datetime.now(UTC))
    async with service.database.transaction(("aa",)) as transaction:
        rows = await transaction.fetch("select seq, sequenced_at from changes order by seq")
    assert [row["seq"] for row in rows] == [1, 2, 3, 4, 5]
    stamps = [row["sequenced_at"] for row in rows]
    assert stamps == sorted(stamps)
