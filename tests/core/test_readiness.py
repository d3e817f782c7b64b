"""When a server may get requests: `/readyz` names everything that does not hold, and what to do about it."""

import asyncio
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner

from gongjian_core import migrate, serve
from gongjian_core.cli import app as cli
from gongjian_core.database import Database
from gongjian_core.errors import StartRefused
from gongjian_core.opening import Opened
from gongjian_core.sync.declarations.repository import store

pytestmark = pytest.mark.anyio

PATH = "/cities/aa/enterprises/91530900MA6K5X2W1W"


async def change(url: str, statement: str) -> None:
    """Run a statement as the owner."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(statement)
    await connection.close()


async def test_a_database_ahead_is_served_until_it_is_contracted(service: Any, urls: Any) -> None:
    anyone = await service.caller()
    await change(urls.owner, "update alembic_version set version_num = '9998_of_the_next_version'")
    assert (await anyone.get("http://test/readyz")).status_code == 200
    await change(urls.owner, f"comment on table alembic_version is '{migrate.FLOOR}9998_of_the_next_version'")
    answer = await anyone.get("http://test/readyz")
    assert answer.status_code == 503
    assert "run a newer version" in answer.json()["detail"]
    await change(urls.owner, f"comment on table alembic_version is '{migrate.FLOOR}{migrate.head()}'")
    assert (await anyone.get("http://test/readyz")).status_code == 200


def test_a_start_on_a_contracted_database_is_refused(urls: Any) -> None:
    asyncio.run(change(urls.owner, f"comment on table alembic_version is '{migrate.FLOOR}9998_later'"))
    for place in (Opened(urls.app, urls.owner, "embedded", embedded=True), Opened(urls.app, None, "x", embedded=False)):
        with pytest.raises(StartRefused, match="run a newer version"):
            serve.bring_up_to_date(place, print)


def test_after_a_roll_back_there_is_nothing_to_migrate_unless_the_database_was_contracted(urls: Any) -> None:
    def migrated(exit_code: int) -> str:
        done = CliRunner().invoke(cli, ["migrate"], env={"GONGJIAN_OWNER_DATABASE_URL": urls.owner})
        assert done.exit_code == exit_code, done.output
        return done.output

    assert f"The database is at {migrate.head()}." in migrated(0)
    asyncio.run(change(urls.owner, "update alembic_version set version_num = '9998_later'"))
    assert "The database is at 9998_later, ahead of this version, which works on it" in migrated(0)
    asyncio.run(change(urls.owner, f"comment on table alembic_version is '{migrate.FLOOR}9998_later'"))
    assert "run a newer version, or restore a backup" in migrated(1)


@pytest.mark.parametrize("found", [None, "0001_roles_keys_changes", "0000_old", "no_number"])
async def test_a_database_behind_is_not_served(found: str | None) -> None:
    said = migrate.standing(found)
    assert said is not None
    assert "gongjian migrate" in said


async def test_a_server_that_was_ready_once_has_come_up_for_good(service: Any) -> None:
    anyone, whole = await service.caller(), service.app.state.database
    service.app.state.database = Database("postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere")
    assert (await anyone.get("http://test/startupz")).status_code == 503
    service.app.state.database = whole
    assert (await anyone.get("http://test/startupz")).status_code == 200
    service.app.state.draining = True
    assert (await anyone.get("http://test/startupz")).status_code == 200
    assert (await anyone.get("http://test/readyz")).status_code == 503


async def test_several_things_are_said_at_once(service: Any) -> None:
    service.app.state.database = Database("postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere")
    service.app.state.draining = True
    answer = await (await service.caller()).get("http://test/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"/database", "/process"}
    assert "FileNotFoundError" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("user", "password", "database", "about", "said"),
    [
        (None, "wrong", None, "/database", "password authentication failed"),
        (None, None, "no_such_database", "/database", "does not exist"),
        (None, None, "postgres", "/migrations", "run `gongjian migrate`"),
        ("owner", None, None, "/role", "owns tables"),
        ("superuser", None, None, "/role", "is a superuser"),
    ],
)
async def test_each_way_of_reaching_the_wrong_place_is_named(
    service: Any, urls: Any, user: str | None, password: str | None, database: str | None, about: str, said: str
) -> None:
    found = make_url(getattr(urls, user or "app"))
    url = found.set(password=password or found.password, database=database or found.database)
    other = Database(url.render_as_string(hide_password=False), pool_size=1)
    service.app.state.database = other
    answer = await (await service.caller()).get("http://test/readyz")
    await other.close()
    assert answer.status_code == 503
    (fault,) = answer.json()["errors"]
    assert fault["pointer"] == about
    assert said in fault["detail"]


async def test_a_table_that_may_not_be_read_is_named(service: Any, urls: Any) -> None:
    await change(urls.owner, "revoke select on alembic_version from gongjian_app")
    answer = await (await service.caller()).get("http://test/readyz")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (503, "/database")
    assert "permission denied for table alembic_version" in answer.json()["detail"]


async def test_a_city_that_joined_without_the_migration_job_is_named(service: Any, urls: Any) -> None:
    anyone, owner = await service.caller(), Database(urls.owner, pool_size=1)
    for city in ("aa", "bb", "cc"):
        await store(owner, city, {"city": "{}"}, actor="test")
    answer = await anyone.get("http://test/readyz")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (503, "/declarations")
    assert "dd" in answer.json()["detail"]
    await store(owner, "dd", {"city": "{}"}, actor="test")
    await owner.close()
    assert (await anyone.get("http://test/readyz")).status_code == 200


async def test_a_server_that_drains_answers_but_keeps_no_connection(service: Any) -> None:
    editor = await service.caller("editor", "aa")
    assert "connection" not in (await editor.get(PATH)).headers
    service.app.state.draining = True
    answer = await editor.get(PATH)
    assert (answer.status_code, answer.headers["connection"]) == (404, "close")
    assert (await editor.get("http://test/healthz")).status_code == 200


async def test_a_pool_in_use_is_named_as_such(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongjian_core.health._PATIENCE_SECONDS", 0.05)
    small = Database(service.app.state.settings.database_url.get_secret_value(), pool_size=1)
    service.app.state.database = small
    async with small.gate() as gate:
        await gate.execute("select 1")
        answer = await (await service.caller()).get("http://test/readyz")
    assert answer.status_code == 503
    assert "GONGJIAN_POOL_SIZE" in answer.json()["detail"]
    assert (await (await service.caller()).get("http://test/readyz")).status_code == 200
    await small.close()


def test_a_migration_may_only_require_code_that_exists() -> None:
    with pytest.raises(ValueError, match="no migration"):
        migrate.require_code("9999_unheard_of")
