"""A database without tables, and statements on it."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url


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
