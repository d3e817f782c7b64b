"""What every test may use: one PostgreSQL for the session, in a folder that goes with it."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url

from gongjian_core import migrate
from gongjian_core.embedded import EmbeddedServer


def pytest_configure() -> None:
    """Take the settings of whoever runs the tests out of the way: a test says itself what it needs."""
    for name in [name for name in os.environ if name.startswith(("GONGJIAN_", "PG"))]:
        del os.environ[name]


def make_data_dir() -> Path:
    """Answer a new folder that any account can reach, unlike pytest's own folders below root."""
    data_dir = Path(tempfile.mkdtemp(prefix="gongjian-test-"))
    if os.geteuid() == 0:
        data_dir.chmod(0o711)
    return data_dir


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Answer an empty data directory that goes after the test."""
    made = make_data_dir()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """Answer the PostgreSQL that the session's tests share."""
    made = make_data_dir()
    with EmbeddedServer(made) as running:
        yield running
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def template(server: EmbeddedServer) -> str:
    """Answer the name of a migrated database that others are copied from; it is made once per session."""
    name = "template_gongjian"
    asyncio.run(_administer(server, f"create database {name} owner gongjian_owner"))
    migrate.upgrade(_address(server.owner_url, name))
    return name


@dataclass(frozen=True)
class Urls:
    """How a test's database is reached."""

    app: str
    owner: str
    superuser: str


@pytest.fixture
def urls(server: EmbeddedServer, template: str) -> Iterator[Urls]:
    """Answer a fresh, migrated database of the test's own; it may commit what it likes."""
    name = f"test_{uuid4().hex}"
    asyncio.run(_administer(server, f"create database {name} template {template} owner gongjian_owner"))
    yield Urls(_address(server.app_url, name), _address(server.owner_url, name), _address(server.superuser_url, name))
    asyncio.run(_administer(server, f"drop database {name} with (force)"))


def _address(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


async def _administer(server: EmbeddedServer, statement: str) -> None:
    url = make_url(server.superuser_url)
    connection = await asyncpg.connect(
        host=str(url.query["host"]), user=url.username, password=url.password, database=url.database
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, which the application runs on."""
    return "asyncio"
