"""What every test may use: one PostgreSQL for the session, in a folder that goes with it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, which the application runs on."""
    return "asyncio"
