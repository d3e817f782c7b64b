"""What the database itself refuses, whoever asks: read from its catalogue and tried in SQL as the service's role."""

import asyncio
import contextlib
from typing import Any

import asyncpg
import pytest

from gongjian_core.database import Database
from gongjian_core.errors import StartRefused
from gongjian_core.fitness import refuse_unsafe_role

pytestmark = pytest.mark.anyio

OF_THE_DEPLOYMENT = {
    "api_keys",
    "sequence_head",
    "idempotency",
    "known_cities",
    "subscriptions",
    "deliveries",
    "exports",
    "export_chunks",
}
"""Tables that belong to no city and have policies of their own."""
NOTHING_TO_PROTECT = {"alembic_version"}
ACROSS_CITIES = {"changes_seq_key"}
"""Unique keys that may span cities: the sequence is one for all readers, and no caller ever writes it."""
DOCUMENT = (
    '{"name":"甲","division_code":"990121","industry_code":"C","status":"operating","above_scale":[],'
    '"certifications":[],"compliance":[],"lists":[]}'
)
INSERT = "insert into enterprises (city, uscc, document) values ($1, $2, $3::json)"


@pytest.fixture
async def database(urls: Any) -> Any:
    """Answer the database as the service's role sees it."""
    opened = Database(urls.app)
    yield opened
    await opened.close()


async def test_every_table_is_protected_or_named_here(database: Database) -> None:
    async with database.transaction(()) as transaction:
        rows = await transaction.fetch(
            """select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
                 array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies
               from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"""
        )
    assert len(rows) > 10
    for row in rows:
        if row["name"] in NOTHING_TO_PROTECT:
            continue
        assert row["forced"], row["name"]
        assert row["policies"], row["name"]
        assert ("cities" in row["policies"]) != (row["name"] in OF_THE_DEPLOYMENT), row["name"]


async def test_every_key_of_a_recorded_table_begins_with_the_city(database: Database) -> None:
    async with database.transaction(()) as transaction:
        rows = await transaction.fetch(
            """select c.conname as name, c.conrelid::regclass::text as recorded, a.attname as first
               from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
               where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f')"""
        )
    for row in rows:
        if row["recorded"] not in OF_THE_DEPLOYMENT | NOTHING_TO_PROTECT and row["name"] not in ACROSS_CITIES:
            assert row["first"] == "city", row["name"]


async def test_the_services_role_owns_nothing_and_no_code_runs_with_more_rights(database: Database) -> None:
    async with database.transaction(()) as transaction:
        assert await transaction.fetchval("select count(*) from pg_class where relowner = current_user::regrole") == 0
        loose = await transaction.fetch(
            """select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
               and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')"""
        )
        views = await transaction.fetch(
            """select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
               and not coalesce('security_invoker=true' = any(reloptions), false)"""
        )
    assert (loose, views) == ([], [])


async def test_nothing_is_visible_or_writable_without_a_city(database: Database) -> None:
    async with database.transaction(("aa", "bb")) as transaction:
        await transaction.execute(INSERT, "aa", "X", DOCUMENT)
        await transaction.execute(INSERT, "bb", "X", DOCUMENT)
    for cities, expected in (((), 0), (("aa",), 1), (("cc",), 0), (("aa", "bb"), 2)):
        async with database.transaction(cities) as transaction:
            for table in ("enterprises", "enterprises_history", "changes"):
                assert await transaction.fetchval(f"select count(*) from {table}") == expected
    for cities in ((), ("bb",)):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction(cities) as transaction:
                await transaction.execute(INSERT, "aa", "Y", DOCUMENT)
    async with database.transaction(("bb",)) as transaction:
        assert await transaction.execute("delete from enterprises where city = 'aa'") == "DELETE 0"


@pytest.mark.parametrize(
    "statement",
    [
        "select * from api_keys",
        "select * from sequence_head",
        "update changes set seq = 1",
        "delete from changes",
        "update enterprises set name = 'x'",
        "update enterprises set revision = 1",
        "delete from observations",
        "truncate enterprises",
        "alter table enterprises disable row level security",
        "select gongjian_protect('enterprises')",
        "set role gongjian_owner",
    ],
)
async def test_the_services_role_may_not(database: Database, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.transaction(("aa",)) as transaction:
            await transaction.execute(statement)


async def test_the_gate_sees_no_records(database: Database) -> None:
    for table in ("enterprises", "projects", "observations", "enterprises_history", "changes"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.gate() as gate:
                await gate.fetch(f"select * from {table}")
    async with database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select current_user") == "gongjian_app"


async def test_a_city_in_quotes_stays_a_value(database: Database) -> None:
    async with database.transaction(("a'; drop table changes; --",), actor="o'key") as transaction:
        assert await transaction.fetchval("select gongjian_actor()") == "o'key"
        assert await transaction.fetchval("select count(*) from changes") == 0


async def test_a_failed_transaction_is_never_taken_for_committed(database: Database) -> None:
    async def swallow() -> None:
        async with database.transaction(("aa",)) as transaction:
            await transaction.execute(INSERT, "aa", "X", DOCUMENT)
            with contextlib.suppress(asyncpg.DivisionByZeroError):
                await transaction.fetchval("select 1 / 0")

    with pytest.raises(RuntimeError, match="rolled back"):
        await swallow()
    async with database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select count(*) from enterprises") == 0


async def test_whoever_writes_leaves_a_change_row(urls: Any, database: Database) -> None:
    owner = Database(urls.owner)
    async with owner.transaction(("aa",), origin="") as transaction:
        await transaction.execute(
            "insert into enterprises (city, uscc, document)"
            " select 'aa', 'N' || n, $1::json from generate_series(1, 3) n",
            DOCUMENT,
        )
        await transaction.execute(
            "update enterprises set document = replace(document::text, '甲', '乙')::json where uscc <> 'N1'"
        )
        await transaction.execute("update enterprises set tier = tier")
        await transaction.execute("delete from enterprises where uscc = 'N3'")
    await owner.close()
    async with database.transaction(("aa",)) as transaction:
        rows = await transaction.fetch("select key, op, revision, origin, recorded_by from changes order by id")
        kept = await transaction.fetch("select uscc, op, revision, name from enterprises_history order by change_id")
    assert [(row["key"], row["op"], row["revision"]) for row in rows] == [
        ("N1", "upsert", 1), ("N2", "upsert", 1), ("N3", "upsert", 1),
        ("N2", "upsert", 2), ("N3", "upsert", 2), ("N3", "delete", 3),
    ]  # fmt: skip
    assert {(row["origin"], row["recorded_by"]) for row in rows} == {("database", "role:gongjian_owner")}
    assert [tuple(row)[:3] for row in kept] == [(row["key"], row["op"], row["revision"]) for row in rows]
    assert [row["name"] for row in kept] == ["甲", "甲", "甲", "乙", "乙", "乙"]


@pytest.mark.parametrize("role", ["owner", "superuser"])
async def test_the_service_refuses_to_start_as_a_role_that_sees_everything(urls: Any, role: str) -> None:
    unsafe = Database(getattr(urls, role))
    with pytest.raises(StartRefused, match="gongjian_app"):
        await refuse_unsafe_role(unsafe)
    await unsafe.close()


async def test_a_single_statement_sees_its_own_scope_and_leaves_none_behind(urls: Any) -> None:
    database = Database(urls.app, pool_size=1)
    async with database.transaction(("aa", "bb")) as transaction:
        for city in ("aa", "bb"):
            await transaction.execute(INSERT, city, "X", DOCUMENT)
    for number in range(12):
        for cities in (("aa",), ("bb",), (), ("aa", "bb")):
            async with database.transaction(cities) as transaction:
                rows = await transaction.once("select r.city, r.uscc from enterprises r where r.uscc = $1", "X")
                assert sorted(row[0] for row in rows) == list(cities), number
                assert not transaction._open
        async with database.gate() as gate:
            assert not await gate.fetchval("select current_setting('gongjian.cities', true)")
    await database.close()


async def test_a_transaction_that_is_cancelled_gives_its_connection_back_clean(urls: Any) -> None:
    database = Database(urls.app, pool_size=1)

    async def slow() -> None:
        async with database.transaction(("aa",)) as transaction:
            await transaction.execute(INSERT, "aa", "X", DOCUMENT)
            await transaction.execute("select pg_sleep(30)")

    task = asyncio.create_task(slow())
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5), database.transaction(("aa",)) as transaction:
        assert await transaction.fetchval("select count(*) from enterprises") == 0
    await database.close()
