"""Demo data in the database: as over HTTP, in one transaction, refused where records are, removed to the last row."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.core.conftest import Service
from typer.testing import CliRunner, Result

from gongjian_core.catalogue import InstalledCities, load
from gongjian_core.cli import app as cli
from gongjian_core.database import Database
from gongjian_core.demo import loading
from gongjian_core.demo.choices import choices_of
from gongjian_core.demo.loading import Amounts
from gongjian_core.errors import Conflict

pytestmark = pytest.mark.anyio
CITIES = load()
AMOUNTS = Amounts(60, 20, 500)
CHOICES = choices_of(CITIES.cities["lincang"], 1, 2024)
PATH = "/cities/lincang"


def silent(what: str, done: int) -> None:
    """Take no notice of the progress."""


@pytest.fixture
def cities() -> InstalledCities:
    """Answer the installed cities."""
    return CITIES


async def fill(database: Database, seed: int = 1, *, add: bool = False) -> Amounts:
    """Load the sample."""
    choices = choices_of(CITIES.cities["lincang"], seed, 2024)
    return await loading.load(database, "lincang", choices, AMOUNTS, add=add, progress=silent)


async def counted(client: httpx.AsyncClient) -> dict[str, int]:
    """How many records of each kind a caller sees."""
    kinds = ("enterprises", "projects", "observations")
    return {kind: (await client.get(f"{PATH}/{kind}?limit=1&count=true")).json()["total"] for kind in kinds}


async def test_records_are_what_http_would_have_stored(service: Service) -> None:
    assert await fill(service.database) == AMOUNTS
    editor = await service.caller("editor", "lincang")
    assert await counted(editor) == {"enterprises": 60, "projects": 20, "observations": 500}
    for kind, key in (("enterprises", "uscc"), ("projects", "code")):
        for item in (await editor.get(f"{PATH}/{kind}?limit=60")).json()["items"]:
            again = await editor.put(f"{PATH}/{kind}/{item[key]}", json=item)
            assert (again.status_code, again.json()) == (200, item)
            assert (item["revision"], item["recorded_by"]) == (1, "demo data")
    figures = (await editor.get(f"{PATH}/observations?limit=500")).json()["items"]
    assert {figure["source"] for figure in figures} == {"示例数据"}
    again = await editor.put(f"{PATH}/observations", json={"items": figures})
    assert {item["outcome"] for item in again.json()["items"]} == {"unchanged"}


async def test_change_rows_history_and_summaries_come_with_them(service: Service) -> None:
    await fill(service.database)
    async with service.database.transaction(("lincang",)) as tx:
        changes = await tx.fetch("select type, origin, count(*) from changes where seq > 0 group by type, origin")
        unnumbered = await tx.fetchval("select count(*) from changes where seq is null")
        histories = [
            await tx.fetchval(f"select count(*) from {table}_history")
            for table in ("enterprises", "projects", "observations")
        ]
    found = {row["type"]: row["count"] for row in changes if row["origin"] == "demo"}
    assert found == {"enterprise": 60, "project": 20, "observation": 500}
    assert (unnumbered, histories) == (0, [60, 20, 500])
    reader = await service.caller("reader", "lincang")
    largest = (await reader.get(f"{PATH}/enterprises?sort=-gross_output&limit=1")).json()["items"][0]
    assert largest["tier"] == "hundred_million"


async def test_a_city_with_records_is_left_alone_unless_told_to_add(service: Service) -> None:
    editor = await service.caller("editor", "lincang")
    body = {"name": "真实企业", "division_code": "530921", "industry_code": "C153"}
    assert (await editor.put(f"{PATH}/enterprises/91530900MA6K5X2W1W", json=body)).status_code == 201
    with pytest.raises(Conflict, match="--add"):
        await fill(service.database)
    assert await counted(editor) == {"enterprises": 1, "projects": 0, "observations": 0}
    await fill(service.database, add=True)
    with pytest.raises(Conflict, match="--seed"):
        await fill(service.database, add=True)
    await fill(service.database, seed=2, add=True)
    assert await counted(editor) == {"enterprises": 121, "projects": 40, "observations": 1000}


async def test_exactly_the_labelled_records_are_removed(service: Service) -> None:
    await fill(service.database)
    editor = await service.caller("editor", "lincang")
    body = {"division_code": "530921", "industry_code": "C153"}
    kept = {
        "91530900MA6K5X2W1W": {"name": "真实企业", "tags": ["demo"]},
        "9153090055555555X5": {"name": "示例但未标记", "tags": []},
    }
    for code, named in kept.items():
        assert (await editor.put(f"{PATH}/enterprises/{code}", json=body | named)).status_code == 201
    city = {"subject": "city", "indicator": "gdp", "period": "2024", "value": "1", "unit": "亿元", "source": "示例数据"}
    assert (await editor.put(f"{PATH}/observations", json={"items": [city]})).status_code == 200
    assert await loading.remove(service.database, "lincang", progress=silent) == AMOUNTS
    assert await counted(editor) == {"enterprises": 2, "projects": 0, "observations": 1}
    async with service.database.transaction(("lincang",)) as tx:
        assert await tx.fetchval("select count(*) from changes where op = 'delete'") == 580
    assert await fill(service.database, add=True) == AMOUNTS


async def test_removal_stops_at_a_project_that_stays_and_names_a_demo_owner(service: Service) -> None:
    await fill(service.database)
    editor = await service.caller("editor", "lincang")
    owner = (await editor.get(f"{PATH}/enterprises?limit=1")).json()["items"][0]["uscc"]
    body = {"name": "真实项目", "division_code": "530921", "industry_code": "C153", "kind": "new_build"}
    assert (await editor.put(f"{PATH}/projects/REAL-1", json=body | {"enterprise": owner})).status_code == 201
    with pytest.raises(Conflict, match="owner"):
        await loading.remove(service.database, "lincang", progress=silent)
    assert await counted(editor) == {"enterprises": 60, "projects": 21, "observations": 500}


async def test_another_citys_key_sees_none_of_it(service: Service) -> None:
    await fill(service.database)
    reader = await service.caller("reader", "linyi")
    assert (await reader.get(f"{PATH}/enterprises")).status_code == 404
    assert (await reader.get("/cities/linyi/enterprises?count=true")).json()["total"] == 0


def test_the_command_says_what_it_did_and_what_to_do(urls: Any) -> None:
    def demo(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["demo", *arguments], env={"GONGJIAN_DATABASE_URL": urls.app})

    few = ("--enterprises", "20", "--projects", "5")
    first = demo("lincang", *few)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("lincang: 20 enterprises, 5 projects and 200 figures of 2024 and the year before")
    again = demo("lincang", *few)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "--add" in again.stderr
    removed = demo("lincang", "--remove")
    assert removed.stdout.startswith("lincang: 20 enterprises, 5 projects and 200 figures removed")
    unknown = demo("atlantis")
    assert (unknown.exit_code, "no such city: atlantis" in unknown.stderr) == (1, True)
