"""The tables that the code derives from its entities are the tables that the migrations make."""

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from gongjian_core.tables import METADATA

if TYPE_CHECKING:
    from typing import Any


def _differences(connection: Connection) -> "list[Any]":
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
    return [found for found in compare_metadata(context, METADATA) if not _is_index(found)]


def _is_index(found: "Any") -> bool:
    """Indexes are written in the migrations only: they serve queries and say nothing about entities."""
    return isinstance(found, tuple) and found[0] == "remove_index"


@pytest.mark.anyio
async def test_migrated_tables_equal_the_derived_ones(urls: "Any") -> None:
    engine = create_async_engine(urls.owner)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()
