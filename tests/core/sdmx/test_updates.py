"""`updatedAfter` with the `Prepared` of the message before misses nothing: a copy kept by it equals the whole."""

import asyncio
import random
from typing import Any

import httpx
import pytest
from tests.core.conftest import USCC, Service
from tests.core.sdmx.reading import CSV, NAMESPACES, SPECIFIC, Row, get, lines, message, prepared, rows

from gongjian_core.indicators import repository
from gongjian_core.indicators.entity import Observation
from gongjian_core.indicators.rules import figures_of

pytestmark = pytest.mark.anyio
ALL = "/data/OBSERVATIONS"
KEY = ("FREQ", "CITY", "REF_AREA", "SUBJECT", "INDICATOR", "SCOPE", "ACCUMULATION", "TIME_PERIOD")


@pytest.fixture
async def editor(service: Service) -> httpx.AsyncClient:
    """Answer an editor of the city aa."""
    return await service.caller("editor", "aa", "editor of aa")


def figure(period: str, value: str | None, **more: Any) -> dict[str, Any]:
    """Gross domestic product of the whole city unless said otherwise."""
    return {"subject": "city", "indicator": "gdp", "period": period, "value": value, "unit": "亿元"} | more


async def record(client: httpx.AsyncClient, *items: dict[str, Any]) -> None:
    """Record observations of aa."""
    answer = await client.put("/cities/aa/observations", json={"items": items})
    assert answer.status_code == 200, answer.text


async def now(reader: httpx.AsyncClient) -> str:
    """When a message is prepared that has everything up to now."""
    return prepared(await message(reader, ALL))


def told(found: list[Row]) -> set[tuple[str, str, str]]:
    """Action, time and value of each line."""
    return {(row["ACTION"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in found}


async def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(
    editor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    body = {"name": "甲厂", "division_code": "990102", "industry_code": "C1530", "status": "operating"}
    await editor.put(f"/cities/aa/enterprises/{USCC}", json=body)
    of_plant = figure("2019", "7", subject=f"enterprise:{USCC}", indicator="gross_output", unit="元")
    await record(editor, figure("2020", "1"), figure("2021", "2"), figure("2022", "3"), figure("2023", "4"), of_plant)
    before = await now(reader)
    assert await rows(reader, ALL, updatedAfter=before) == []
    await record(editor, figure("2021", "2.5"), figure("2024", "9"), figure("2020", "1"))
    await record(editor, figure("2022", None, note="误报"), figure("2025", "1"), figure("2018", "1"))
    await record(editor, figure("2025", None, note="误报"))
    assert (await editor.delete(f"/cities/aa/enterprises/{USCC}")).status_code == 204
    changed = await rows(reader, ALL, updatedAfter=before)
    assert told(changed) == {
        ("R", "2021", "2.5"), ("R", "2024", "9"), ("R", "2018", "1"),
        ("D", "2022", ""), ("D", "2025", ""), ("D", "2019", ""),
    }  # fmt: skip
    assert told(await rows(reader, ALL, updatedAfter=before, startPeriod="2022", endPeriod="2024")) == {
        ("R", "2024", "9"), ("D", "2022", ""),
    }  # fmt: skip
    sets = (await message(reader, ALL, updatedAfter=before)).findall("mes:DataSet", NAMESPACES)
    assert [one.get("action") for one in sets] == ["Replace", "Delete"]
    deleted = (await message(reader, ALL, SPECIFIC, updatedAfter=before)).findall("mes:DataSet", NAMESPACES)[1]
    assert {tuple(one.attrib) for one in deleted.iter("Obs")} == {("TIME_PERIOD",)}
    assert {row["ACTION"] for row in await rows(reader, ALL)} == {"I"}
    assert told(await rows(reader, ALL)) == {("I", year, value) for year, value in
        (("2018", "1"), ("2020", "1"), ("2021", "2.5"), ("2023", "4"), ("2024", "9"))}  # fmt: skip


async def test_a_transaction_that_commits_after_the_message_is_in_the_next_one(
    service: Service, editor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    await record(editor, figure("2020", "1"))
    late = Observation.model_validate(figure("2021", "2"))
    figures, _ = figures_of([late], service.app.state.catalogue.cities["aa"])
    async with service.database.transaction(("aa",), actor="late") as transaction:
        await repository.put(transaction, "aa", figures)
        before = await now(reader)
        assert told(await rows(reader, ALL)) == {("I", "2020", "1")}
        await record(editor, figure("2022", "3"))
        between = await now(reader)
        assert told(await rows(reader, ALL, updatedAfter=before)) == {("R", "2022", "3")}
    assert told(await rows(reader, ALL, updatedAfter=between)) == {("R", "2021", "2")}
    assert told(await rows(reader, ALL, updatedAfter=before)) == {("R", "2021", "2"), ("R", "2022", "3")}


async def test_an_earlier_state_is_answered_as_it_was(editor: httpx.AsyncClient, reader: httpx.AsyncClient) -> None:
    await record(editor, figure("2020", "1"), figure("2021", "2"))
    first = await now(reader)
    await record(editor, figure("2020", "1.5"), figure("2021", None, note="误报"), figure("2022", "3"))
    second = await now(reader)
    await record(editor, figure("2020", "1.7"), figure("2023", "4"))
    assert told(await rows(reader, ALL, as_of=first)) == {("I", "2020", "1"), ("I", "2021", "2")}
    assert told(await rows(reader, ALL, as_of=second)) == {("I", "2020", "1.5"), ("I", "2022", "3")}
    assert told(await rows(reader, ALL, as_of=second, updatedAfter=first)) == {
        ("R", "2020", "1.5"), ("D", "2021", ""), ("R", "2022", "3"),
    }  # fmt: skip


async def test_a_time_in_the_future_is_refused(reader: httpx.AsyncClient) -> None:
    for name in ("updatedAfter", "as_of"):
        answer = await get(reader, ALL, CSV, **{name: "2999-01-01T00:00:00Z"})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == f"?{name}"


async def follow(reader: httpx.AsyncClient, since: str, copy: dict[tuple[str, ...], str]) -> str:
    """Bring a copy up to date from one message; answers when that was prepared."""
    answer = await get(reader, ALL, CSV, updatedAfter=since)
    if answer.status_code == 404:
        return since
    for row in lines(answer):
        key = tuple(row[name] for name in KEY)
        if row["ACTION"] == "D":
            copy.pop(key, None)
        else:
            copy[key] = row["OBS_VALUE"]
    return answer.headers["x-prepared"]


async def test_a_copy_kept_by_updates_equals_the_whole_under_concurrent_writers(
    service: Service, editor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    dice = random.Random(20241125)  # noqa: S311 - the same run each time
    city = service.app.state.catalogue.cities["aa"]

    async def write(number: int) -> None:
        for _ in range(12):
            years = sorted(dice.sample(range(2000, 2030), 4))
            values = [None if dice.random() < 0.3 else str(dice.randrange(1000)) for _ in years]
            said = [figure(str(year), value, note="x") for year, value in zip(years, values, strict=True)]
            figures, _ = figures_of([Observation.model_validate(one) for one in said], city)
            async with service.database.transaction(("aa",), actor=f"writer {number}") as transaction:
                await repository.put(transaction, "aa", figures)
                await asyncio.sleep(dice.random() / 50)

    await record(editor, figure("1999", "1"))
    copy: dict[tuple[str, ...], str] = {}
    since = "2000-01-01T00:00:00Z"
    polls = 0
    writers = [asyncio.create_task(write(number)) for number in range(4)]
    while not all(writer.done() for writer in writers):
        since = await follow(reader, since, copy)
        polls += 1
    await asyncio.gather(*writers)
    await follow(reader, since, copy)
    whole = {tuple(row[name] for name in KEY): row["OBS_VALUE"] for row in await rows(reader, ALL)}
    assert polls > 3
    assert copy == whole
