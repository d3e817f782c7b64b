"""The version before this one and this one, on one database, in every order that an upgrade and a rollback have."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from sqlalchemy import make_url
from tests.end_to_end import previous
from tests.end_to_end.load import Load
from tests.end_to_end.running import GONGJIAN, Running

from gongjian_core import migrate
from gongjian_core.embedded import EmbeddedServer

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

KEY = "a-key-of-the-tests-that-is-long-enough"
NEW = (str(GONGJIAN),)


@dataclass(frozen=True)
class Unmade:
    """How an empty database is reached."""

    app: str
    owner: str
    superuser: str


@pytest.fixture
def unmade(server: EmbeddedServer) -> Iterator[Unmade]:
    """Answer the URLs of an empty database."""
    name = f"upgrade_{uuid4().hex}"

    async def administer(statement: str) -> None:
        connection = await asyncpg.connect(server.superuser_url.replace("+asyncpg", ""))
        await connection.execute(statement)
        await connection.close()

    asyncio.run(administer(f"create database {name} owner gongjian_owner"))
    urls = (make_url(url).set(database=name) for url in (server.app_url, server.owner_url, server.superuser_url))
    yield Unmade(*(url.render_as_string(hide_password=False) for url in urls))
    asyncio.run(administer(f"drop database {name} with (force)"))


def migrated(command: Sequence[str], owner: str) -> str:
    """Run `gongjian migrate` of a version, as the job before a rollout does; answer what it said."""
    environment = {**os.environ, "GONGJIAN_OWNER_DATABASE_URL": owner}
    tried = subprocess.run([*command, "migrate"], env=environment, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    return tried.stderr


def serving(command: tuple[str, ...], folder: Path, app: str, stack: ExitStack) -> Running:
    """Start a version."""
    folder.mkdir()
    one = Running(folder, database_url=app, admin_key=KEY, pool_size="4")
    one.command = command
    return stack.enter_context(one)


def client_of(one: Running) -> httpx.AsyncClient:
    """Answer a client of a server."""
    return httpx.AsyncClient(base_url=one.url, headers={"Authorization": f"Bearer {KEY}"}, timeout=60, trust_env=False)


async def hold_up(superuser: str, begun: asyncio.Event) -> None:
    """Be a long transaction that has written to every table, until a migration has waited for one of them in vain."""
    connection = await asyncpg.connect(superuser.replace("+asyncpg", ""))
    tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    waiting = "select exists (select from pg_locks where locktype = 'relation' and not granted)"
    async with connection.transaction(), asyncio.timeout(120):
        await connection.execute(f"lock table {', '.join(row[0] for row in tables)} in row exclusive mode")
        begun.set()
        for comes in (True, False):
            while await connection.fetchval(waiting) != comes:  # noqa: ASYNC110 -- there is no event
                await asyncio.sleep(0.1)
    await connection.close()


async def test_old_and_new_code_work_on_one_database(unmade: Unmade, tmp_path: Path) -> None:
    app, owner = unmade.app, unmade.owner
    before = previous.code_before(tmp_path / "previous")
    old_code = previous.command_of(before)
    behind = previous.head_of(old_code) != migrate.head()
    migrated(old_code, owner)
    with ExitStack() as stack:
        old = await asyncio.to_thread(serving, old_code, tmp_path / "old", app, stack)

        # The new code on the old schema: it does not serve, and says what to run.
        if behind:
            environment = {**os.environ, "GONGJIAN_DATABASE_URL": app, "GONGJIAN_PORT": "0", "GONGJIAN_ADMIN_KEY": KEY}
            early = subprocess.run([*NEW, "serve"], env=environment, capture_output=True, text=True, check=False)
            assert (early.returncode, "gongjian migrate" in early.stderr) == (1, True), early.stderr

        # The migration while the old code serves, and while a long transaction is in its way.
        async with client_of(old) as to_old:
            load = Load([to_old], retried=False)
            running = asyncio.create_task(load.run(writers=2, readers=2))
            await asyncio.sleep(1)
            if behind:
                begun = asyncio.Event()
                held = asyncio.create_task(hold_up(unmade.superuser, begun))
                await begun.wait()
                assert "trying again" in await asyncio.to_thread(migrated, NEW, owner)
                await held
            await asyncio.sleep(1)

            # Both versions side by side on the new schema, as during the rollout.
            new = await asyncio.to_thread(serving, NEW, tmp_path / "new", app, stack)
            async with client_of(new) as to_new:
                both = Load([to_old, to_new], retried=False, revisions=load.revisions)
                load.stopping = True
                await running
                assert not load.wrong, load.wrong[:5]
                assert set(load.statuses) == {"200", "201"}
                assert load.slowest < 9, "requests wait behind a migration no longer than it waits for a lock"
                running = asyncio.create_task(both.run(writers=2, readers=4))
                await asyncio.sleep(2)
                both.stopping = True
                await running
                assert both.written > 0
                changes = await both.nothing_is_lost(to_new)
                assert changes == load.written + both.written == await both.nothing_is_lost(to_old)

        # Rolled back: the old code starts again on the new schema.
        assert await asyncio.to_thread(new.end, signal.SIGTERM) in (0, -signal.SIGTERM)
        assert await asyncio.to_thread(old.end, signal.SIGTERM) in (0, -signal.SIGTERM)
        if not (before / previous.FITNESS).exists():
            return
        again = await asyncio.to_thread(serving, old_code, tmp_path / "again", app, stack)
        async with client_of(again) as to_again:
            assert (await to_again.get("/readyz")).status_code == 200
            await both.nothing_is_lost(to_again)
            late = Load([to_again], retried=False)
            running = asyncio.create_task(late.run(writers=2, readers=2))
            await asyncio.sleep(1)
            late.stopping = True
            await running
            assert not late.wrong, late.wrong[:5]
