"""Published results become observations once, with their source, and never undo a correction."""

from __future__ import annotations

from typing import Any

import pytest

from gongjian import Declarations, installed
from gongjian_core.database import Database
from gongjian_core.indicators import published

pytestmark = pytest.mark.anyio
CITIES = installed()


@pytest.mark.parametrize("said", CITIES, ids=[said.city.key for said in CITIES])
def test_every_published_result_of_an_installed_city_can_be_recorded(said: Declarations) -> None:
    figures, faults = published.figures(said)
    assert faults == []
    assert len(figures) == len(said.published)
    assert all(figure.observation.source for figure in figures)


async def test_published_results_are_recorded_once_and_a_withdrawn_one_stays_withdrawn(urls: Any) -> None:
    lincang = next(said for said in CITIES if said.city.key == "lincang")
    number = len(lincang.published)
    database = Database(urls.app, pool_size=1)
    try:
        assert await published.load(database, [lincang]) == {"lincang": (number, number)}
        async with database.transaction(("lincang",), actor="test") as transaction:
            await transaction.execute(
                "update observations set value = null, base = null, note = 'withdrawn' where indicator = 'gdp'"
            )
        assert await published.load(database, [lincang]) == {"lincang": (0, number)}
        async with database.transaction(("lincang",)) as transaction:
            rows = await transaction.fetch("select indicator, value, unit, source, status from observations")
        found = {row["indicator"]: row for row in rows}
        assert found["gdp"]["value"] is None
        assert str(found["all_industry_value_added"]["value"].normalize()) == "183.97"
        assert found["all_industry_value_added"]["unit"] == "亿元"
        assert "https://" in found["all_industry_value_added"]["source"]
    finally:
        await database.close()
