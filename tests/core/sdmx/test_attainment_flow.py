"""ATTAINMENT: the same answers as the REST API's, one observation for each period of each target that has begun."""

from typing import Any

import httpx
import pytest
from pysdmx.io.xml.doc_validation import validate_doc
from tests.core.attainment.declared_city import TARGETS
from tests.core.conftest import Service
from tests.core.sdmx.reading import CSV, GENERIC, SPECIFIC, Row, get, message, prepared, rows

pytestmark = pytest.mark.anyio
ALL = "/data/ATTAINMENT"
FIELDS = {"ACTUAL": "actual", "EXPECTED_BY_NOW": "expected_by_now", "RATIO": "ratio", "GAP": "gap"}


@pytest.fixture
async def editor(service: Service) -> httpx.AsyncClient:
    """Answer an editor of the city aa."""
    return await service.caller("editor", "aa", "editor of aa")


async def project(client: httpx.AsyncClient, code: str, **milestones: str) -> None:
    """Register a large manufacturing project."""
    body = {
        "name": code, "division_code": "990102", "industry_code": "C15", "kind": "new_build", "origin": "local",
        "planned_investment": "60000000.00", "milestones": milestones,
    }  # fmt: skip
    assert (await client.put(f"/cities/aa/projects/{code}", json=body)).status_code == 201


async def record(client: httpx.AsyncClient, indicator: str, period: str, value: str | None, unit: str) -> None:
    """Record one figure of the whole city."""
    item = {"subject": "city", "indicator": indicator, "period": period, "value": value, "unit": unit, "note": "x"}
    assert (await client.put("/cities/aa/observations", json={"items": [item]})).status_code == 200


def pivoted(found: list[Row]) -> dict[str, dict[str, Row]]:
    """The lines by target and kind of value."""
    targets: dict[str, dict[str, Row]] = {}
    for row in found:
        targets.setdefault(row["TARGET"], {})[row["VALUE_KIND"]] = row
    return targets


@pytest.mark.parametrize("on", [None, "2024-08-31"])
async def test_it_says_what_the_rest_api_says(
    editor: httpx.AsyncClient, reader: httpx.AsyncClient, on: str | None
) -> None:
    await project(editor, "p-1", reserved_on="2024-01-05", started_on="2024-03-01")
    await record(editor, "gdp", "2024-H1", "500.5", "亿元")
    await record(editor, "industrial_value_added_growth", "2024-01..08", "12.3", "%")
    found = pivoted(await rows(reader, ALL, **({"on": on} if on else {})))
    parameters = {"on": on or "2024-12-31"}
    answers = (await reader.get("/cities/aa/attainment", params=parameters)).json()["items"]
    assert list(found) == [answer["target"] for answer in answers] == [target.id for target in TARGETS]
    for answer, target in zip(answers, TARGETS, strict=True):
        kinds = found[answer["target"]]
        assert kinds["TARGET"]["OBS_VALUE"] == str(target.value)
        for kind, field in FIELDS.items():
            if answer[field] is None and kind != "ACTUAL":
                assert kind not in kinds
            else:
                assert kinds[kind]["OBS_VALUE"] == (answer[field] or "NaN")
        assert ("FORECAST" in kinds) == (answer["forecast"] is not None)
        for row in kinds.values():
            assert (row["LIGHT"], row["JUDGED_ON"], row["REASONS"]) == (
                answer["light"], parameters["on"], " ".join(answer["reasons"]),
            )  # fmt: skip
            assert (row["MET"], row["FINAL"]) == tuple(
                "" if flag is None else str(flag).lower() for flag in (answer["met"], answer["final"])
            )
            assert row["UNIT_MEASURE"] == ("" if row["VALUE_KIND"] == "RATIO" else target.unit)
    assert {row["TIME_PERIOD"] for kinds in found.values() for row in kinds.values()} == {"2024"}


async def test_what_is_not_known_is_never_zero(reader: httpx.AsyncClient) -> None:
    (row,) = await rows(reader, f"{ALL}/......gdp.ACTUAL")
    assert (row["OBS_VALUE"], row["LIGHT"], row["REASONS"]) == ("NaN", "grey", "missing_observation")
    root = await message(reader, f"{ALL}/......gdp.ACTUAL")
    assert not list(root.iter("{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}ObsValue"))
    specific = await message(reader, f"{ALL}/......gdp.ACTUAL", SPECIFIC)
    assert next(specific.iter("Obs")).get("OBS_VALUE") is None
    for accept in (GENERIC, SPECIFIC):
        validate_doc((await get(reader, ALL, accept)).text)


async def test_periods_that_have_not_begun_are_left_out(reader: httpx.AsyncClient) -> None:
    assert await rows(reader, ALL, on="2023-12-31") == []
    assert {row["JUDGED_ON"] for row in await rows(reader, ALL, on="2024-01-01")} == {"2024-01-01"}
    assert {row["JUDGED_ON"] for row in await rows(reader, ALL, on="2030-01-01")} == {"2024-12-31"}


async def test_keys_narrow_it(reader: httpx.AsyncClient) -> None:
    found = await rows(reader, f"{ALL}/A.aa.....gdp+net.TARGET+ACTUAL")
    assert [(row["TARGET"], row["VALUE_KIND"]) for row in found] == [
        ("net", "TARGET"), ("net", "ACTUAL"), ("gdp", "TARGET"), ("gdp", "ACTUAL"),
    ]  # fmt: skip
    assert await rows(reader, f"{ALL}/.bb......") == []
    assert await rows(reader, ALL, startPeriod="2025") == []
    assert len({row["TARGET"] for row in await rows(reader, ALL, startPeriod="2024", endPeriod="2024-12")}) == 14


async def test_it_needs_a_key_for_the_city(service: Service) -> None:
    assert (await get(await service.caller(), ALL)).status_code == 401
    assert (await get(await service.caller("reader", "bb"), ALL)).status_code == 404
    assert (await get(await service.caller("reader", "aa"), ALL)).status_code == 200


async def test_only_what_changed_since_is_sent(editor: httpx.AsyncClient, reader: httpx.AsyncClient) -> None:
    await record(editor, "gdp", "2024-H1", "500.5", "亿元")
    await record(editor, "base_stations_5g", "2024-12", "1600", "个")
    before = prepared(await message(reader, ALL))
    assert await rows(reader, ALL, updatedAfter=before) == []
    await record(editor, "gdp", "2024", "1300", "亿元")
    await record(editor, "base_stations_5g", "2024-12", None, "个")
    changed = {(row["TARGET"], row["VALUE_KIND"], row["ACTION"], row["OBS_VALUE"])
               for row in await rows(reader, ALL, updatedAfter=before)}  # fmt: skip
    assert changed >= {
        ("gdp", "ACTUAL", "R", "1300"), ("gdp", "RATIO", "R", "1.0833"), ("gdp", "GAP", "R", "-100"),
        ("stations", "ACTUAL", "R", "NaN"), ("stations", "RATIO", "D", ""), ("stations", "GAP", "D", ""),
    }  # fmt: skip
    assert {target for target, *_ in changed} == {"gdp", "stations"}
    whole = {key(row): row for row in await rows(reader, ALL)}
    copy = {key(row): row for row in await rows(reader, ALL, as_of=before)}
    for row in await rows(reader, ALL, updatedAfter=before):
        if row["ACTION"] == "D":
            del copy[key(row)]
        else:
            copy[key(row)] = row | {"ACTION": "I"}
    assert copy == whole


def key(row: Row) -> tuple[str, ...]:
    """What tells lines apart."""
    return row["CITY"], row["TARGET"], row["VALUE_KIND"], row["TIME_PERIOD"]


async def test_a_day_that_is_no_day_is_refused(reader: httpx.AsyncClient) -> None:
    answer: Any = await get(reader, ALL, CSV, on="2024-02-30")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "?on")
