"""What the doctor finds: nothing where nothing is wrong, and each thing by its name."""

import asyncio
from typing import Any

import pytest
from tests.core.sample_city import SampleCatalogue

from gongjian_core.database import Database
from gongjian_core.migrate import downgrade
from gongjian_core.opening import Opened
from gongjian_core.operate.commands import examine
from gongjian_core.operate.doctor import Finding, examined
from gongjian_core.settings import Settings


def found_by(settings: Settings, place: Opened) -> dict[str, Finding]:
    """Answer the findings by what they are about."""
    return {finding.about: finding for finding in asyncio.run(examined(settings, SampleCatalogue(), place))}


def levels(found: dict[str, Finding]) -> dict[str, str]:
    """Answer what is not fine."""
    return {about: finding.level for about, finding in found.items() if finding.level != "ok"}


def test_a_healthy_deployment_has_nothing_wrong(urls: Any) -> None:
    settings = Settings(database_url=urls.app, admin_key="k" * 40, secrets_key="s" * 40, log_format="json")
    found = found_by(settings, Opened(urls.app, None, "a server", embedded=False))
    assert levels(found) == {}
    assert {"role", "migrations", "server", "connections", "clock", "notifications", "feed"} <= set(found)
    said: list[str] = []
    assert examine(settings, SampleCatalogue(), said.append) == []
    assert any(line.startswith("ok    migrations") for line in said)


def test_what_is_weak_or_left_open_is_noted(urls: Any) -> None:
    found = found_by(Settings(admin_key="short"), Opened(urls.app, None, "a server", embedded=False))
    assert levels(found) == {"admin key": "note", "secrets": "note", "logs": "note"}


@pytest.mark.parametrize("who", ["owner", "superuser", "nobody", "behind"])
def test_a_database_that_must_not_be_served_is_wrong(urls: Any, who: str) -> None:
    url = {"nobody": "postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere", "behind": urls.app}.get(who)
    if who == "behind":
        downgrade(urls.owner, "base")
    found = found_by(Settings(), Opened(url or getattr(urls, who), None, "a server", embedded=False))
    assert "wrong" in levels(found).values()
    assert ("migrations" if who == "behind" else "database") in levels(found)


def test_changes_that_nobody_numbers_are_wrong(urls: Any) -> None:
    async def write() -> None:
        database = Database(urls.app, pool_size=1)
        async with database.transaction(("aa",)) as transaction:
            await transaction.execute(
                "insert into changes (city, id, type, key, op, revision, written_at)"
                " values ('aa', 900, 'enterprise', 'x', 'upsert', 1, now() - interval '2 minutes')"
            )
        await database.close()

    asyncio.run(write())
    found = found_by(Settings(), Opened(urls.app, None, "a server", embedded=False))
    assert found["feed"].level == "wrong"
    assert "1 without a number" in found["feed"].detail
