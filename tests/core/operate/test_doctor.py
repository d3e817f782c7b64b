"""What the doctor finds: nothing where nothing is wrong, and each thing by its name."""

import asyncio
from typing import Any

import asyncpg
import pytest
from tests.core.sample_city import SampleCatalogue

from gongjian_core.database import Database
from gongjian_core.migrate import downgrade
from gongjian_core.opening import Opened
from gongjian_core.operate.commands import examine
from gongjian_core.operate.doctor import Finding, examined
from gongjian_core.settings import Settings
from gongjian_core.sync.declarations.repository import store


def found_by(settings: Settings, place: Opened) -> dict[str, Finding]:
    """Answer the findings by what they are about."""
    return {finding.about: finding for finding in asyncio.run(examined(settings, SampleCatalogue(), place))}


def declare(urls: Any, *cities: str) -> None:
    """Store something of these cities, of all of them if none is named."""

    async def store_all() -> None:
        database = Database(urls.owner, pool_size=1)
        for city in cities or SampleCatalogue().cities:
            await store(database, city, {"city": "{}"}, actor="test")
        await database.close()

    asyncio.run(store_all())


def levels(found: dict[str, Finding]) -> dict[str, str]:
    """Answer what is not fine."""
    return {about: finding.level for about, finding in found.items() if finding.level != "ok"}


def test_a_healthy_deployment_has_nothing_wrong(urls: Any) -> None:
    declare(urls)
    settings = Settings(database_url=urls.app, admin_key="k" * 40, secrets_key="s" * 40, log_format="json")
    found = found_by(settings, Opened(urls.app, None, "a server", embedded=False))
    assert levels(found) == {}
    assert {"role", "migrations", "server", "connections", "clock", "notifications", "feed"} <= set(found)
    said: list[str] = []
    assert examine(settings, SampleCatalogue(), said.append) == []
    assert any(line.startswith("ok    migrations") for line in said)


def test_what_is_weak_or_left_open_is_noted(urls: Any) -> None:
    declare(urls)
    found = found_by(Settings(admin_key="short"), Opened(urls.app, None, "a server", embedded=False))
    assert levels(found) == {"admin key": "note", "secrets": "note", "logs": "note"}


def test_a_city_that_was_never_declared_is_wrong(urls: Any) -> None:
    declare(urls, "aa", "bb", "cc")
    found = found_by(Settings(), Opened(urls.app, None, "a server", embedded=False))
    assert found["declarations"] == Finding(
        "wrong", "declarations", "nothing of dd is stored: run `gongjian migrate`"
    )  # fmt: skip


def test_receivers_that_do_not_keep_up_are_noted_by_their_subscription(urls: Any) -> None:
    declare(urls)

    async def subscribe() -> list[str]:
        connection = await asyncpg.connect(urls.owner.replace("+asyncpg", ""))
        await connection.execute("alter table subscriptions no force row level security")
        await connection.execute("alter table changes no force row level security")
        await connection.execute("alter table sequence_head no force row level security")
        await connection.execute(
            "update changes set seq = 1, sequenced_at = now() - interval '2 hours' where id = (select min(id) from"
            " changes)"
        )
        await connection.execute("update sequence_head set last_seq = 1")
        made = await connection.fetch(
            "insert into subscriptions (url, mode, batch, scope, position, state, failures, secrets, created_by)"
            " select 'http://x', 'batch', 1, '*', position, state, failures, '[]', 'me' from (values"
            " (0, 'active', 3), (0, 'active', 0), (0, 'disabled', 1), (1, 'active', 0)) s (position, state, failures)"
            " returning id::text"
        )
        await connection.close()
        return [row["id"] for row in made]

    down, slow, off, _ = asyncio.run(subscribe())
    place = Opened(urls.app, None, "a server", embedded=False)
    found = asyncio.run(examined(Settings(), SampleCatalogue(), place))
    told = [finding.detail for finding in found if finding.about == "subscriptions"]
    assert [(detail.split()[0], detail.split()[1]) for detail in sorted(told)] == sorted(
        [(down, "failed"), (slow, "falls"), (off, "is")]
    )


@pytest.mark.parametrize("who", ["owner", "superuser", "nobody", "behind"])
def test_a_database_that_must_not_be_served_is_wrong(urls: Any, who: str) -> None:
    url = {"nobody": "postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere", "behind": urls.app}.get(who)
    if who == "behind":
        downgrade(urls.owner, "base")
    found = found_by(Settings(), Opened(url or getattr(urls, who), None, "a server", embedded=False))
    assert "wrong" in levels(found).values()
    assert {"behind": "migrations", "nobody": "database"}.get(who, "role") in levels(found)


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
