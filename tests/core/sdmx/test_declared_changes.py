"""When a plugin's version changes what a city promises, `updatedAfter` tells what is new, changed and withdrawn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.core.attainment.declared_city import TARGETS, city, make
from tests.core.conftest import served
from tests.core.sdmx.reading import Row, get, message, prepared, rows

from gongjian import at_least, quantity, yi
from gongjian_core.catalogue import InstalledCities
from gongjian_core.sync.declarations.commands import declare_on

pytestmark = pytest.mark.anyio
BEFORE = {one.id: one for one in TARGETS}
FIRST = InstalledCities({"aa": city("aa", "990100", *TARGETS), "bb": city("bb", "990200", BEFORE["gdp"])})
CHANGED = BEFORE | {
    "gdp": replace(BEFORE["gdp"], value=yi(1300).value),
    "stations": replace(BEFORE["stations"], scope="zones"),
    "entered": replace(BEFORE["entered"], recurrence="quarterly"),
    "new": make("new", at_least(quantity(4, "个"))),
}
SECOND = InstalledCities(
    {
        "aa": city("aa", "990100", *(one for id, one in CHANGED.items() if id != "net")),
        "bb": city("bb", "990200", BEFORE["gdp"]),
    }
)


def told(found: list[Row]) -> set[tuple[str, ...]]:
    """City, target, action, time, value and scope of each line."""
    names = ("CITY", "TARGET", "ACTION", "TIME_PERIOD", "OBS_VALUE", "SCOPE")
    return {tuple(row[name] for name in names) for row in found}


QUARTERS = {("aa", "entered", "R", f"2024-Q{number}", "3", "_T") for number in (1, 2, 3, 4)}
DIFFERENCE = {
    ("aa", "gdp", "R", "2024", "1300", "_T"), ("aa", "stations", "R", "2024", "1550", "zones"),
    ("aa", "stations", "D", "2024", "", "_T"), ("aa", "entered", "D", "2024", "", "_T"),
    ("aa", "new", "R", "2024", "4", "_T"), ("aa", "net", "D", "2024", "", "_T"), *QUARTERS,
}  # fmt: skip


async def test_new_changed_and_withdrawn_targets_are_told(urls: Any) -> None:
    await declare_on(urls.owner, FIRST)
    async with served(urls.app, FIRST) as service:
        reader = await service.caller("reader")
        before = prepared(await message(reader, "/data/ATTAINMENT"))
        for flow in ("TARGETS", "ATTAINMENT"):
            assert await rows(reader, f"/data/{flow}", updatedAfter=before) == []
    await declare_on(urls.owner, SECOND)
    async with served(urls.app, SECOND) as service:
        anonymous, reader = await service.caller(), await service.caller("reader")
        assert told(await rows(anonymous, "/data/TARGETS", updatedAfter=before)) == DIFFERENCE
        assert told(await rows(anonymous, "/data/TARGETS/......net", updatedAfter=before)) == {
            ("aa", "net", "D", "2024", "", "_T")
        }
        attained = await rows(reader, "/data/ATTAINMENT", updatedAfter=before)
        assert told([row for row in attained if row["VALUE_KIND"] == "TARGET"]) == DIFFERENCE
        assert {row["TARGET"] for row in attained} == {"gdp", "stations", "entered", "new", "net"}
        after = prepared(await message(reader, "/data/ATTAINMENT"))
        assert await rows(anonymous, "/data/TARGETS", updatedAfter=after) == []


async def test_where_declarations_are_not_stored_everything_may_have_changed(urls: Any) -> None:
    async with served(urls.app, FIRST) as service:
        reader = await service.caller("reader")
        now = prepared(await message(reader, "/data/ATTAINMENT"))
        found = await rows(await service.caller(), "/data/TARGETS", updatedAfter=now)
        assert {row["ACTION"] for row in found} == {"R"}
        assert len({(row["CITY"], row["TARGET"]) for row in found}) == len(TARGETS) + 1


async def test_declared_data_say_they_were_prepared_before_pods_may_have_been_exchanged(
    anonymous: httpx.AsyncClient,
) -> None:
    said = datetime.fromisoformat(prepared(await message(anonymous, "/data/TARGETS")))
    assert timedelta(minutes=14) < datetime.now(UTC) - said < timedelta(minutes=16)
    ahead = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    refused = await get(anonymous, "/data/TARGETS", updatedAfter=ahead)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "?updatedAfter")
