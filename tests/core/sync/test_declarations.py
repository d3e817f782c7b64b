"""What cities declare is told in the feed: all of it at first, then only what a new version of a plugin changes."""

from typing import Any

import pytest
from tests.contract.mini_city import mini_city, with_target
from tests.core.sync.conftest import changes

from gongjian import Declarations, installed
from gongjian_core.catalogue import InstalledCities, InstalledCity
from gongjian_core.database import Database
from gongjian_core.sync import repository
from gongjian_core.sync.declarations.commands import declare_on
from gongjian_core.sync.declarations.rules import declared

pytestmark = pytest.mark.anyio


def cities(said: Declarations) -> InstalledCities:
    """A catalogue of one city."""
    return InstalledCities({said.city.key: InstalledCity(said)})


async def told(service: Any, said: Declarations, cursor: str | None = None) -> dict[str, Any]:
    """What the feed says of declarations."""
    await repository.register(service.database, {said.city.key: repository.Known(said.city.division_code)})
    query = {"cursor": cursor} if cursor else {}
    return await changes(await service.caller("reader"), types="declaration", limit=1000, **query)


async def test_everything_declared_is_told_by_its_path_and_nothing_twice(service: Any, urls: Any) -> None:
    said = mini_city()
    first = await declare_on(urls.owner, cities(said))
    again = await declare_on(urls.owner, cities(said))
    assert (first[said.city.key].written, first[said.city.key].withdrawn) == (len(declared(InstalledCity(said))), 0)
    assert (again[said.city.key].written, again[said.city.key].withdrawn) == (0, 0)
    page = await told(service, said)
    keys = [change["key"] for change in page["changes"]]
    assert sorted(keys) == sorted(declared(InstalledCity(said)))
    assert {f"targets/{target.id}" for target in said.targets} <= set(keys)
    assert {change["origin"] for change in page["changes"]} == {"plugin"}
    city = next(change["data"] for change in page["changes"] if change["key"] == "city")
    assert city["plugin"] == {"distribution": said.distribution, "version": said.version}


async def test_a_new_version_tells_what_it_changes_and_withdraws(service: Any, urls: Any) -> None:
    before = mini_city()
    await declare_on(urls.owner, cities(before))
    cursor = (await told(service, before))["next_cursor"]
    target = before.targets[0]
    after = with_target(target.id, title="说得更清楚")
    after = mini_city(targets=after.targets, version="9.9", tasks=())
    await declare_on(urls.owner, cities(after))
    seen = {
        change["key"]: (change["op"], change["revision"]) for change in (await told(service, after, cursor))["changes"]
    }
    assert seen[f"targets/{target.id}"] == ("upsert", 2)
    assert seen["city"] == ("upsert", 2)
    for task in before.tasks:
        assert seen[f"tasks/{task.id}"] == ("delete", 2)
    await declare_on(urls.owner, cities(before))
    page = await told(service, before)
    revisions = [change["revision"] for change in page["changes"] if change["key"] == f"targets/{target.id}"]
    assert revisions == [1, 2, 3]


async def test_a_server_may_not_change_what_is_declared(service: Any, urls: Any) -> None:
    said = mini_city()
    database = Database(urls.app)
    with pytest.raises(Exception, match="permission denied"):
        await declare_on(urls.app, cities(said))
    await database.close()


@pytest.mark.parametrize("said", installed(), ids=lambda said: said.city.key)
async def test_what_is_told_is_what_is_answered(said: Declarations) -> None:
    items = declared(InstalledCity(said))
    counted = sum(1 for _ in said.declared()) + len(said.plans) + len(InstalledCity(said).fates) + len(said.indicators)
    about = said.city
    counted += 1 + sum(map(len, (about.divisions, about.departments, about.chains, about.scopes)))
    assert len(items) == counted
