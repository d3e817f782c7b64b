"""How long a statement may take: what reads everything is given more, for its own transaction alone."""

from typing import Any

import pytest

from gongjian_core.database import Database
from gongjian_core.errors import Unavailable

pytestmark = pytest.mark.anyio


async def test_a_statement_that_takes_too_long_is_given_up_unless_its_transaction_is_patient(urls: Any) -> None:
    database = Database(urls.app, pool_size=1, command_seconds=0.2)
    try:
        async with database.transaction(()) as tx:
            await tx.be_patient(7)
            assert await tx.fetchval("select true from pg_sleep(0.5)")
            assert await tx.fetchval("show statement_timeout") == "7s"
        with pytest.raises(Unavailable):
            async with database.transaction(()) as tx:
                await tx.fetchval("select true from pg_sleep(0.5)")
        async with database.transaction(()) as tx:
            assert await tx.fetchval("show statement_timeout") == "1min"
    finally:
        await database.close()
