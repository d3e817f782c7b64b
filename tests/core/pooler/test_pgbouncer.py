"""Behind PgBouncer in transaction mode: the same answers, nobody's rows mixed up, keys revoked at once."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from tests.core.conftest import Service, served
from tests.core.sample_city import SampleCatalogue
from tests.credit_codes import code

from gongjian_core.database import Database
from gongjian_core.errors import StartRefused
from gongjian_core.opening import Opened
from gongjian_core.operate.doctor import examined
from gongjian_core.reach import Reach
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio

Running = Callable[[], Any]
LINE = '{{"uscc":"{}","name":"一","division_code":"990121","industry_code":"C15"}}\n'


def running(url: str) -> AbstractAsyncContextManager[Service]:
    """A process of the service behind the pooler."""
    return served(url, SampleCatalogue(), pool_size=8)


@pytest.mark.parametrize("listen", [True, False], ids=["listening", "looking"])
async def test_many_clients_on_few_connections_get_their_own_rows(bouncer: Any, urls: Any, listen: bool) -> None:
    url = bouncer.url(urls.app, listen)
    async with running(url) as one, running(url) as other:
        editors = {city: [await service.caller("editor", city) for service in (one, other)] for city in ("aa", "bb")}

        async def work(number: int) -> None:
            city = ("aa", "bb")[number % 2]
            editor = editors[city][number // 2 % 2]
            path = f"/cities/{city}/enterprises/{code(number)}"
            division = {"aa": "990121", "bb": "990202"}[city]
            body = {"name": f"{city}{number}", "division_code": division, "industry_code": "C15"}
            made = await editor.put(path, json=body)
            assert made.status_code == 201, made.text
            for _ in range(3):
                read = await editor.get(path)
                assert (read.status_code, read.json()["name"]) == (200, f"{city}{number}")
            listed = (await editor.get(f"/cities/{city}/enterprises?limit=500")).json()["items"]
            assert all(item["name"].startswith(city) for item in listed)

        await asyncio.gather(*(work(number) for number in range(40)))
        for city in ("aa", "bb"):
            seen = await editors[city][0].get("/changes")
            assert [change["city"] for change in seen.json()["changes"]] == [city] * 20


async def test_an_import_copies_through_the_pooler(bouncer: Any, urls: Any) -> None:
    async with running(bouncer.url(urls.app, True)) as service:
        editor = await service.caller("editor", "aa")
        body = "".join(LINE.format(code(number)) for number in range(300))
        for _ in range(2):
            answer = await editor.post(
                "/cities/aa/imports?type=enterprises", content=body, headers={"Content-Type": "application/x-ndjson"}
            )
            assert answer.status_code in (200, 201), answer.text
        assert (await editor.get("/cities/aa/enterprises?count=true")).json()["total"] == 300


async def test_long_reads_of_two_processes_do_not_meet(bouncer: Any, urls: Any) -> None:
    """As settlements read: a cursor, which is a statement with a name, and a table that goes with its transaction."""
    databases = [Database(bouncer.url(urls.app, False), pool_size=4) for _ in range(2)]

    async def read(number: int) -> None:
        async with databases[number % 2].transaction(("aa",)) as transaction:
            await transaction.execute("create temporary table seen (number int) on commit drop")
            cursor = await transaction.driver.cursor("select generate_series($1::int, $1 + 999)", number)
            found = []
            while rows := await cursor.fetch(300):
                found += [row[0] for row in rows]
                await transaction.driver.copy_records_to_table("seen", records=rows)
            assert found == list(range(number, number + 1000))
            assert await transaction.fetchval("select count(*) from seen") == 1000
            assert await transaction.fetchval("select current_setting('statement_timeout')") == "1min"

    await asyncio.gather(*(read(number) for number in range(24)))
    await asyncio.gather(*(database.close() for database in databases))


@pytest.mark.parametrize("listen", [True, False], ids=["listening", "looking"])
async def test_a_revoked_key_opens_nothing_at_once(bouncer: Any, urls: Any, listen: bool) -> None:
    url = bouncer.url(urls.app, listen)
    async with running(url) as one, running(url) as other:
        admin, reader = await one.caller("admin"), await other.caller("reader", "aa", "to be revoked")
        assert (await reader.get("/cities/aa/enterprises")).status_code == 200
        if listen:
            await asyncio.sleep(0.3)
            assert other.app.state.keyring.remembers
        else:
            assert not other.app.state.keyring.remembers
        keys = (await admin.get("/keys")).json()["items"]
        id = next(key["id"] for key in keys if key["name"] == "to be revoked")
        assert (await admin.delete(f"/keys/{id}")).status_code == 204
        await asyncio.sleep(0.2 if listen else 0)
        assert (await reader.get("/cities/aa/enterprises")).status_code == 401


async def test_a_pooler_that_restarts_is_503_and_then_fine(bouncer: Any, urls: Any) -> None:
    async with running(bouncer.url(urls.app, True)) as service:
        editor = await service.caller("editor", "aa")
        path = "/cities/aa/enterprises"
        assert (await editor.get(path)).status_code == 200
        bouncer.stop()
        away = await editor.get(path)
        assert (away.status_code, "retry-after" in away.headers) == (503, True)
        bouncer.start()
        answers = [await editor.get(path) for _ in range(10)]
        assert {answer.status_code for answer in answers} <= {200, 503}
        assert answers[-1].status_code == 200


async def test_the_doctor_names_a_pooler_that_nobody_told_of(bouncer: Any, urls: Any) -> None:
    silent = bouncer.url(urls.app, False)
    found = await examined(Settings(), SampleCatalogue(), Opened(silent, None, "a pooler", embedded=False))
    told = next(finding for finding in found if finding.about == "notifications")
    assert (told.level, "listen_host" in told.detail) == ("wrong", True)


def test_a_url_says_how_it_is_reached() -> None:
    direct = "postgresql+asyncpg://u:p%40@/d?port=5432&host=a&host=b"
    assert Reach.of(direct) == Reach(direct)
    assert not Reach.of(direct).pooled
    reach = Reach.of("postgresql+asyncpg://u:p%40@h:6432/d?ssl=require&pooler=transaction&listen_host=s")
    assert reach.url == "postgresql+asyncpg://u:p%40@h:6432/d?ssl=require"
    assert (reach.pooled, reach.listen) == (True, {"host": "s"})
    for wrong in ("pooler=session", "pooler=transaction&listen_port=x"):
        with pytest.raises(StartRefused, match="pooler="):
            Reach.of(f"postgresql+asyncpg://u@h/d?{wrong}")
