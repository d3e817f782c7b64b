"""The roles of gongjian and its database: set right at every start, so that a half-made cluster heals."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg

from .cluster import SUPERUSER
from .place import Record

DATABASE = "gongjian"
PORT = 5432
OWNER = "gongjian_owner"
APP = "gongjian_app"
GATE = "gongjian_gate"

_ROLES = f"""
DO $$ BEGIN
  IF to_regrole('{OWNER}') IS NULL THEN CREATE ROLE {OWNER}; END IF;
  IF to_regrole('{APP}') IS NULL THEN CREATE ROLE {APP}; END IF;
  IF to_regrole('{GATE}') IS NULL THEN CREATE ROLE {GATE}; END IF;
END $$;
ALTER ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE {GATE} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
GRANT {GATE} TO {APP} WITH INHERIT FALSE, SET TRUE;
"""


def prepare(sockets: Path, record: Record) -> None:
    """Make the roles and the database where they are missing, and see that the recorded passwords open them.

    Callable from within an event loop, too: it works in a thread of its own.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, _prepare(sockets, record)).result()


async def _prepare(sockets: Path, record: Record) -> None:
    connection = await _connect(sockets, SUPERUSER, record.superuser, "postgres")
    try:
        await connection.execute(_ROLES)
        if not await connection.fetchval("select 1 from pg_database where datname = $1", DATABASE):
            await connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        await connection.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
        await connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}")
        for role, password in ((OWNER, record.owner), (APP, record.app)):
            empty = await connection.fetchval("select rolpassword is null from pg_authid where rolname = $1", role)
            if empty or not await _opens(sockets, role, password):
                # A password is of letters, digits, - and _ only; roles take no parameters.
                await connection.execute(f"ALTER ROLE {role} PASSWORD '{password}'")
    finally:
        await connection.close()


async def _opens(sockets: Path, role: str, password: str) -> bool:
    try:
        connection = await _connect(sockets, role, password, DATABASE)
    except asyncpg.InvalidPasswordError:
        return False
    await connection.close()
    return True


async def _connect(sockets: Path, role: str, password: str, database: str) -> asyncpg.Connection:
    # What is left unsaid here asyncpg takes from PGPORT and the like, which mean another server.
    return await asyncpg.connect(
        host=str(sockets),
        port=PORT,
        user=role,
        password=password,
        database=database,
        ssl=False,
        target_session_attrs="any",
        timeout=60,
    )
