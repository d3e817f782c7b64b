"""One question to a server."""

import asyncpg


async def ask(url: str, query: str) -> object:
    """Answer the one value of ``query``."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()
