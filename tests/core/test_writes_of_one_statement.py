"""A record is read without a lock and written in one statement; what others write meanwhile is not lost."""

import asyncio
from typing import Any

import httpx
import pytest

from gongjian_core.database import Database, Transaction
from gongjian_core.enterprises.repository import REGISTER

pytestmark = pytest.mark.anyio

KEY = "91530900MA6K5X2W1W"
PATH = f"/cities/aa/enterprises/{KEY}"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C15"}
WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"


async def overtaken(service: Any, patching: Any, other: str) -> httpx.Response:
    """The answer to a patch that has read the record when another transaction, which locks it, writes it."""
    async with service.database.transaction(("aa",), actor="key:other") as tx:
        await tx.execute("update enterprises set document = $1::json where uscc = $2", other, KEY)
        task = asyncio.create_task(patching)
        async with asyncio.timeout(20):
            while not await tx.fetchval(WAITING):
                await asyncio.sleep(0.02)
                # A transaction sees the activity of its first look until then.
                await tx.execute("select pg_stat_clear_snapshot()")
    answer: httpx.Response = await task
    return answer


async def document(service: Any) -> tuple[str, str]:
    async with service.database.transaction(("aa",)) as tx:
        found = await REGISTER.find(tx, "aa", KEY)
    assert found is not None
    return found.document, found.tag


async def test_what_another_request_wrote_in_between_is_kept(service: Any, editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    other = (await document(service))[0].replace('"tags":[]', '"tags":["theirs"]')
    answer = await overtaken(service, editor.patch(PATH, json={"name": "二"}), other)
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["tags"], answer.json()["revision"]) == ("二", ["theirs"], 3)
    authors = [item["recorded_by"] for item in (await editor.get(f"{PATH}/history")).json()["items"]]
    assert authors == ["key:editor of aa", "key:other", "key:editor of aa"]


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
async def test_a_condition_that_ceased_to_hold_in_between_is_412(
    service: Any, editor: httpx.AsyncClient, method: str
) -> None:
    await editor.put(PATH, json=BODY)
    text, tag = await document(service)
    asked = editor.request(method, PATH, json=BODY | {"name": "二"}, headers={"If-Match": tag})
    answer = await overtaken(service, asked, text.replace('"tags":[]', '"tags":["theirs"]'))
    assert answer.status_code == 412
    assert (await editor.get(PATH)).json()["revision"] == 2


async def test_a_patch_takes_two_round_trips(
    service: Any, editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await editor.put(PATH, json=BODY)
    begun = []
    begin = Transaction._begun

    async def counted(transaction: Transaction) -> Any:
        begun.append(transaction._begin)
        return await begin(transaction)

    monkeypatch.setattr(Transaction, "_begun", counted)
    for number in range(8):
        assert (await editor.patch(PATH, json={"name": str(number)})).json()["revision"] == 2 + number
    assert not [text for text in begun if "gongjian.cities" in text]


async def test_a_write_of_one_statement_reaches_its_city_only_and_leaves_no_scope_behind(urls: Any) -> None:
    database = Database(urls.app, pool_size=1)
    insert = "insert into enterprises (city, uscc, document) values ($1, $2, $3::json)"
    text = '{"name":"甲","division_code":"990121","industry_code":"C","status":"operating"}'
    async with database.transaction(("aa", "bb")) as tx:
        for city in ("aa", "bb"):
            await tx.execute(insert, city, "X", text)
    for number in range(12):
        for city, other in (("aa", "bb"), ("bb", "aa")):
            async with database.transaction((city,), actor="key:a", origin="there") as tx:
                found = await REGISTER.find(tx, city, "X")
                assert found is not None
                changed = text.replace("甲", f"{city}{number}")
                assert await REGISTER.change(tx, other, "X", changed, found.tag) is None
                assert await REGISTER.change(tx, city, "X", changed, '"0-below_scale"') is None
                assert await REGISTER.change(tx, city, "X", changed, found.tag) is not None
                assert not tx._open
        async with database.gate() as gate:
            assert not await gate.fetchval("select current_setting('gongjian.cities', true)")
    async with database.transaction(("aa", "bb")) as tx:
        rows = await tx.fetch("select city, revision, origin, recorded_by from changes order by city, revision")
    assert [tuple(row) for row in rows if row["revision"] > 1] == [
        (city, revision, "there", "key:a") for city in ("aa", "bb") for revision in range(2, 14)
    ]
    await database.close()


async def test_a_write_after_other_statements_goes_with_their_transaction(urls: Any) -> None:
    database = Database(urls.app)
    text = '{"name":"甲","division_code":"990121","industry_code":"C","status":"operating"}'
    async with database.transaction(("aa",)) as tx:
        await REGISTER.put(tx, "aa", [("X", text)])

    async def failing() -> None:
        async with database.transaction(("aa",)) as tx:
            found = await REGISTER.find(tx, "aa", "X", lock=True)
            assert found is not None
            assert await REGISTER.change(tx, "aa", "X", text.replace("甲", "乙"), found.tag) is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    async with database.transaction(("aa",)) as tx:
        found = await REGISTER.find(tx, "aa", "X")
    assert found is not None
    assert found.revision == 1
    await database.close()
