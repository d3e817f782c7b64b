"""What CloudNativePG runs when it makes the cluster, on a real PostgreSQL; then core migrates and serves."""

import asyncio
import re
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from gongjian_core import migrate
from gongjian_core.app import create_app
from gongjian_core.catalogue import load
from gongjian_core.embedded import EmbeddedServer
from gongjian_core.settings import Settings

from .rendering import DEPLOY, needs_kubectl, one

pytestmark = needs_kubectl

BARE = """drop database gongjian with (force);
drop owned by gongjian_app; drop role gongjian_app; drop role gongjian_gate; drop role gongjian_owner;
create role gongjian_owner login password 'of_the_owner';
create database gongjian owner gongjian_owner;"""
"""A server as the operator has it before postInitSQL: the owner and the owner's database, nothing else of ours."""
MANAGED = "alter role gongjian_app login noinherit password 'of_the_app'"


def statements_of(script: str) -> list[str]:
    """Answer the statements of a script, which has no semicolon within one."""
    return [statement for statement in script.split(";") if statement.strip()]


async def run(server: EmbeddedServer, statements: list[str]) -> None:
    """Run statements as the superuser, one at a time, outside of the database of ours."""
    url = make_url(server.superuser_url)
    connection = await asyncpg.connect(
        host=str(url.query["host"]), user=url.username, password=url.password, database="postgres"
    )
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


def reached_by(server: EmbeddedServer, role: str, password: str) -> str:
    """Answer the URL of a role."""
    url = make_url(server.app_url).set(username=role, password=password)
    return url.render_as_string(hide_password=False)


def test_a_cluster_made_by_the_operator_is_migrated_by_its_owner_and_served(data_dir: Path) -> None:
    spec = one("production", "Cluster", "gongjian-db")["spec"]
    with EmbeddedServer(data_dir) as server:
        asyncio.run(run(server, [*statements_of(BARE), *spec["bootstrap"]["initdb"]["postInitSQL"], MANAGED]))
        migrate.upgrade(reached_by(server, "gongjian_owner", "of_the_owner"))
        asyncio.run(serve(reached_by(server, "gongjian_app", "of_the_app")))


def test_a_server_of_your_own_is_made_by_the_statements_of_the_page(data_dir: Path) -> None:
    (script,) = re.findall(r"^```sql\n(.*?)^```$", (DEPLOY / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    with EmbeddedServer(data_dir) as server:
        asyncio.run(run(server, [*statements_of(BARE)[:-2], *statements_of(script)]))
        migrate.upgrade(reached_by(server, "gongjian_owner", "OWNER"))
        asyncio.run(serve(reached_by(server, "gongjian_app", "APP")))


async def serve(url: str) -> None:
    """Start the application as the role that serves, which refuses roles that are not safe."""
    app = create_app(Settings.model_validate({"database_url": url}), load())
    async with app.router.lifespan_context(app), app.state.database.gate() as gate:
        assert await gate.fetchval("select current_user") == "gongjian_gate"


def test_without_these_statements_the_migration_says_what_is_missing(data_dir: Path) -> None:
    with EmbeddedServer(data_dir) as server:
        asyncio.run(run(server, statements_of(BARE)))
        with pytest.raises(RuntimeError, match="grant gongjian_gate to gongjian_app"):
            migrate.upgrade(reached_by(server, "gongjian_owner", "of_the_owner"))
