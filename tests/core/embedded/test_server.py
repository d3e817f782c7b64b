"""The embedded server does what a server has to: it starts, keeps what it was given, and stops."""

import fcntl
import os
import stat
import threading
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from tests.core.embedded.asking import ask

from gongjian_core.embedded import EmbeddedServer, EmbeddedServerError, addresses_on

pytestmark = pytest.mark.anyio


async def test_it_is_postgresql_18_in_utf8_with_a_collation_of_its_own(server: EmbeddedServer) -> None:
    assert str(await ask(server.owner_url, "show server_version")).startswith("18.")
    assert await ask(server.owner_url, "show server_encoding") == "UTF8"
    located = "select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()"
    assert await ask(server.owner_url, located) == "b C.UTF-8"


async def test_it_listens_on_no_network(server: EmbeddedServer) -> None:
    assert await ask(server.superuser_url, "show listen_addresses") == ""


async def test_the_owner_owns_the_database_and_nothing_more(server: EmbeddedServer) -> None:
    owner = "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"
    assert await ask(server.owner_url, owner) == "gongjian_owner"
    rights = "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = $$%s$$"
    for role in ("gongjian_owner", "gongjian_app", "gongjian_gate"):
        assert await ask(server.owner_url, rights % role) is False


async def test_the_application_has_the_gates_rights_only_when_it_asks_for_them(
    server: EmbeddedServer,
) -> None:
    assert await ask(server.app_url, "select pg_has_role('gongjian_gate', 'SET')") is True
    assert await ask(server.app_url, "select pg_has_role('gongjian_gate', 'USAGE')") is False
    assert await ask(server.app_url, "select pg_has_role('gongjian_owner', 'MEMBER')") is False


async def test_a_wrong_password_opens_nothing(server: EmbeddedServer) -> None:
    address = server.app_url.split("@")[1]
    with pytest.raises(asyncpg.InvalidPasswordError):
        await ask(f"postgresql://gongjian_app:wrong@{address}", "select 1")


async def test_a_restart_keeps_the_data_and_the_passwords(data_dir: Path) -> None:
    with EmbeddedServer(data_dir) as first:
        await ask(first.owner_url, "create table kept as select 1 as n")
        passwords = first.owner_url.split("@")[0]
    assert not first.running
    with EmbeddedServer(data_dir) as again:
        assert await ask(again.owner_url, "select n from kept") == 1
        assert again.owner_url.split("@")[0] == passwords


async def test_a_lost_record_costs_the_passwords_and_not_the_data(data_dir: Path) -> None:
    with EmbeddedServer(data_dir) as first:
        await ask(first.owner_url, "create table kept as select 1 as n")
    (data_dir / "embedded.json").unlink()
    with EmbeddedServer(data_dir) as again:
        assert await ask(again.owner_url, "select n from kept") == 1
        assert await ask(again.app_url, "select 1") == 1


def test_secrets_are_for_the_owners_eyes_alone(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        for name in ("embedded.json", "embedded.lock", "postgresql.log"):
            assert stat.S_IMODE((data_dir / name).stat().st_mode) == 0o600
        assert stat.S_IMODE((data_dir / "postgresql").stat().st_mode) == 0o700


def test_an_address_is_refused_while_it_does_not_run(data_dir: Path) -> None:
    with pytest.raises(EmbeddedServerError, match=r"call start\(\) first"):
        _ = EmbeddedServer(data_dir).app_url


def test_a_second_start_on_the_same_data_is_refused_with_the_process_that_holds_them(data_dir: Path) -> None:
    with (
        EmbeddedServer(data_dir),
        pytest.raises(EmbeddedServerError, match=r"in use by process \d+, started .*GONGJIAN"),
    ):
        EmbeddedServer(data_dir).start()


async def test_a_command_beside_it_finds_its_addresses(data_dir: Path) -> None:
    assert addresses_on(data_dir) is None
    with EmbeddedServer(data_dir) as server:
        found = addresses_on(data_dir)
        assert found == server.addresses
        assert found is not None
        assert found.process == os.getpid()
        assert await ask(found.owner, "select current_user") == "gongjian_owner"
    assert addresses_on(data_dir) is None


def test_looking_who_serves_keeps_nobody_from_starting(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    descriptor = os.open(data_dir / "embedded.lock", os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    threading.Timer(0.2, os.close, [descriptor]).start()
    with EmbeddedServer(data_dir) as server:
        assert server.running


def test_data_of_another_major_version_are_left_alone(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    version = data_dir / "postgresql" / "data" / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(EmbeddedServerError, match=r"written by PostgreSQL 17.*pg_dump of version 17"):
        EmbeddedServer(data_dir).start()
    version.write_text("18\n")
    with EmbeddedServer(data_dir) as again:
        assert again.running


def test_a_cluster_that_was_recorded_and_has_gone_is_not_begun_anew(data_dir: Path) -> None:
    with EmbeddedServer(data_dir):
        pass
    (data_dir / "postgresql").rename(data_dir / "elsewhere")
    with pytest.raises(EmbeddedServerError, match=r"has gone\. Put it back"):
        EmbeddedServer(data_dir).start()
    assert not (data_dir / "postgresql").exists()


@pytest.mark.parametrize("name", ["with spaces and 汉字", "/".join(["a-rather-long-name"] * 9)])
async def test_any_path_will_do(data_dir: Path, name: str) -> None:
    with EmbeddedServer(data_dir / name) as server:
        assert await ask(server.app_url, "select 1") == 1
        sockets = server.app_url.split("host=")[1]
        assert len(f"{sockets}/.s.PGSQL.5432".encode()) <= 107
    assert not Path(sockets).exists()


def test_a_relative_path_is_taken_from_where_it_was_started(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data_dir)
    with EmbeddedServer(Path("here")) as server:
        assert server.data_dir == data_dir / "here"


async def test_the_environment_of_another_postgresql_leads_nobody_astray(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = {"PGHOST": "nowhere.invalid", "PGPORT": "1", "PGUSER": "x", "PGPASSWORD": "x", "PGDATABASE": "x"}
    for name, value in (*elsewhere.items(), ("PGSSLMODE", "require"), ("PGDATA", "/nowhere")):
        monkeypatch.setenv(name, value)
    with EmbeddedServer(data_dir) as server:
        engine = create_async_engine(server.app_url)
        async with engine.connect() as connection:
            assert (await connection.execute(text("select current_user"))).scalar_one() == "gongjian_app"
        await engine.dispose()
