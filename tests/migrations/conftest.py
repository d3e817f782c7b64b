"""A database without tables, statements on it, and what its schema is."""

import asyncio
import os
import re
import subprocess
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url

from gongjian_core.embedded import programs

OF_THE_MOMENT = re.compile(r"^(-- Dumped |\\(un)?restrict ).*\n", re.MULTILINE)
"""Lines of pg_dump that differ although the schema is the same: versions and a random word."""


def connected(url: str, statement: str, cities: str = "") -> Any:
    """Run a statement on a connection of its own that sees these cities; answers its rows."""

    async def run() -> Any:
        address = make_url(url)
        connection = await asyncpg.connect(
            host=str(address.query["host"]), user=address.username, password=address.password, database=address.database
        )
        try:
            await connection.execute("select set_config('gongjian.cities', $1, false)", cities)
            if statement.lstrip().startswith("select"):
                return await connection.fetch(statement)
            return await connection.execute(statement)
        finally:
            await connection.close()

    return asyncio.run(run())


@pytest.fixture
def empty(server: Any) -> Iterator[str]:
    """Answer the owner's address of a database without tables."""
    name = f"stair_{uuid4().hex}"
    connected(server.superuser_url, f"create database {name} owner gongjian_owner")
    yield make_url(server.owner_url).set(database=name).render_as_string(hide_password=False)
    connected(server.superuser_url, f"drop database {name} with (force)")


def schema(url: str) -> str:
    """What pg_dump says of a database but for its rows: tables, functions with their bodies, policies and grants."""
    address = make_url(url)
    done = subprocess.run(
        [programs() / "pg_dump", "--schema-only", "--no-password", f"--host={address.query['host']}",
         f"--username={address.username}", f"--dbname={address.database}"],
        env={"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": str(address.password)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return OF_THE_MOMENT.sub("", done.stdout)
