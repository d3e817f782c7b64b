"""OBSERVATIONS: every recorded figure under one key, exactly as recorded, for those whose key covers the city."""

from typing import Any

import httpx
import pytest
from pysdmx.io.xml.doc_validation import validate_doc
from tests.core.attainment.declared_city import city
from tests.core.conftest import USCC, Service
from tests.core.sdmx.reading import GENERIC, SPECIFIC, Row, get, message, rows, values

from gongjian_core.sdmx import message as messages
from gongjian_core.sdmx.areas import Places

pytestmark = pytest.mark.anyio
NS = {"gen": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"}
ALL = "/data/OBSERVATIONS"


@pytest.fixture
async def editor(service: Service) -> httpx.AsyncClient:
    """Answer an editor of the city aa."""
    return await service.caller("editor", "aa", "editor of aa")


def figure(indicator: str, period: str, value: str | None, **more: Any) -> dict[str, Any]:
    """An observation of the whole city unless said otherwise."""
    return {"subject": "city", "indicator": indicator, "period": period, "value": value, "unit": "亿元"} | more


async def record(client: httpx.AsyncClient, *items: dict[str, Any], key: str = "aa") -> None:
    """Record observations."""
    answer = await client.put(f"/cities/{key}/observations", json={"items": items})
    assert answer.status_code == 200, answer.text


async def enterprise(client: httpx.AsyncClient) -> None:
    """Register the enterprise that figures are about."""
    body = {"name": "甲厂", "division_code": "990102", "industry_code": "C1530", "status": "operating"}
    assert (await client.put(f"/cities/aa/enterprises/{USCC}", json=body)).status_code == 201


def short(row: Row) -> tuple[str, ...]:
    """What tells lines apart, and their value."""
    names = ("FREQ", "CITY", "REF_AREA", "SUBJECT", "INDICATOR", "SCOPE", "ACCUMULATION", "TIME_PERIOD", "OBS_VALUE")
    return tuple(row[name] for name in names)


async def test_each_figure_stands_where_statisticians_look_for_it(
    editor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    await enterprise(editor)
    await record(
        editor,
        figure("gdp", "2024", "1150.19"),
        figure("gdp", "2024-01..05", "400.5"),
        figure("gdp", "2024-Q1", "250.000001"),
        figure("gdp", "2024", "10", subject="division:990102"),
        figure("gdp", "2024", "11", subject="division:990100"),
        figure("gdp", "2024", "12", subject="division:990102001"),
        figure("gdp", "2024", "13", subject="park:east-zone", scope="zones"),
        figure("employees", "2024-06", "-1200", unit="人"),
        figure("gross_output", "2024", "0.00000", subject=f"enterprise:{USCC}", unit="万元"),
    )
    found = {short(row) for row in await rows(reader, ALL)}
    assert found == {
        ("A", "aa", "990100", "_T", "gdp", "_T", "PERIOD", "2024", "1150.19"),
        ("M", "aa", "990100", "_T", "gdp", "_T", "YEAR_TO_DATE", "2024-05", "400.5"),
        ("M", "aa", "990100", "_T", "gdp", "_T", "YEAR_TO_DATE", "2024-03", "250.000001"),
        ("A", "aa", "990102", "_T", "gdp", "_T", "PERIOD", "2024", "10"),
        ("A", "aa", "990100", "division-990100", "gdp", "_T", "PERIOD", "2024", "11"),
        ("A", "aa", "990102", "division-990102001", "gdp", "_T", "PERIOD", "2024", "12"),
        ("A", "aa", "east-zone", "_T", "gdp", "zones", "PERIOD", "2024", "13"),
        ("M", "aa", "990100", "_T", "employees", "_T", "STOCK", "2024-06", "-1200"),
        ("A", "aa", "990100", f"enterprise-{USCC}", "gross_output", "_T", "PERIOD", "2024", "0"),
    }


async def test_what_stands_beside_a_figure_comes_with_it_in_every_format(
    editor: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    note = '第一行\r\n<第二行> & "引号"\t\'\x01\ufffe🙂'
    await record(editor, figure("gdp", "2024-01..05", "400.5", status="preliminary", source="=统计局", note=note))
    (row,) = await rows(reader, ALL)
    assert (row["ACTION"], row["UNIT_MEASURE"], row["OBS_STATUS"], row["PERIOD"]) == (
        "I", "亿元", "preliminary", "2024-01..05",
    )  # fmt: skip
    assert (row["SOURCE"], row["NOTE"], row["REVISION"]) == ("'=统计局", note, "1")
    kept = note.replace("\x01", "\ufffd").replace("\ufffe", "\ufffd")
    generic = await message(reader, ALL)
    attributes = values(generic.find(".//gen:Obs/gen:Attributes", NS))
    assert (attributes["NOTE"], attributes["SOURCE"]) == (kept, "=统计局")
    specific = next((await message(reader, ALL, SPECIFIC)).iter("Obs"))
    assert (specific.get("NOTE"), specific.get("OBS_VALUE"), specific.get("TIME_PERIOD")) == (kept, "400.5", "2024-05")
    for accept in (GENERIC, SPECIFIC):
        for at in ("TIME_PERIOD", "AllDimensions"):
            validate_doc((await get(reader, ALL, accept, dimensionAtObservation=at)).text)


async def test_series_are_whole_and_in_order_of_time(editor: httpx.AsyncClient, reader: httpx.AsyncClient) -> None:
    months = [figure("gdp", f"2024-01..{month:02}", str(month)) for month in (2, 5, 4, 8, 7, 10, 11)]
    await record(editor, *months, figure("gdp", "2023", "9"), figure("gdp", "2024", "12"), figure("gdp", "2022", "8"))
    root = await message(reader, ALL)
    series = {
        values(one.find("gen:SeriesKey", NS))["FREQ"]: [
            item.get("value") for item in one.findall("gen:Obs/gen:ObsDimension", NS)
        ]
        for one in root.findall(".//gen:Series", NS)
    }
    assert series == {
        "A": ["2022", "2023", "2024"],
        "M": ["2024-02", "2024-04", "2024-05", "2024-07", "2024-08", "2024-10", "2024-11"],
    }
    last = await rows(reader, ALL, lastNObservations="1")
    assert {row["TIME_PERIOD"] for row in last} == {"2024", "2024-11"}
    first = await rows(reader, ALL, firstNObservations="1", startPeriod="2023")
    assert {row["TIME_PERIOD"] for row in first} == {"2023", "2024-02"}


NARROWED: list[tuple[str, dict[str, str], set[str]]] = [
    ("all", {}, {"1", "2", "3", "4", "5"}),
    ("M......", {}, {"2", "4", "5"}),
    ("..990100....", {}, {"1", "2", "5"}),
    ("..990102....", {}, {"3", "4"}),
    ("..990102+990100._T...", {}, {"1", "2", "3", "5"}),
    ("..990102._T...", {}, {"3"}),
    ("...division-990102001...", {}, {"4"}),
    ("...nonsense...", {}, set()),
    ("....employees..", {}, {"5"}),
    (".....zones.", {}, {"1"}),
    (".....zones+_T.", {}, {"1", "2", "3", "4", "5"}),
    (".bb.....", {}, set()),
    ("......STOCK", {}, {"5"}),
    ("all", {"startPeriod": "2024", "endPeriod": "2024"}, {"1", "2", "4", "5"}),
    ("all", {"startPeriod": "2024-02", "endPeriod": "2024-Q2"}, {"2", "4"}),
    ("all", {"endPeriod": "2023"}, {"3"}),
    ("all", {"startPeriod": "2024-06-30"}, {"5"}),
]


async def test_keys_and_periods_narrow_what_is_answered(editor: httpx.AsyncClient, reader: httpx.AsyncClient) -> None:
    await record(
        editor,
        figure("gdp", "2024", "1", scope="zones"),
        figure("gdp", "2024-Q1", "2"),
        figure("gdp", "2023", "3", subject="division:990102"),
        figure("gdp", "2024-05", "4", subject="division:990102001"),
        figure("employees", "2024-12", "5", unit="人"),
    )
    for key, parameters, found in NARROWED:
        answered = await rows(reader, f"{ALL}/{key}", **parameters)
        assert {row["OBS_VALUE"] for row in answered} == found, (key, parameters)


async def test_no_key_no_figures_and_a_key_sees_its_own_cities_only(
    service: Service, editor: httpx.AsyncClient
) -> None:
    await record(editor, figure("gdp", "2024", "1"))
    await record(await service.caller("editor", "bb"), figure("gdp", "2024", "2"), key="bb")
    assert (await get(await service.caller(), ALL)).status_code == 401
    assert (await get(await service.caller("relay", "*"), ALL)).status_code == 403
    for scope, found in (("*", {"1", "2"}), ("aa", {"1"}), ("99", {"1", "2"}), ("9902", {"2"})):
        caller = await service.caller("reader", scope)
        assert {row["OBS_VALUE"] for row in await rows(caller, ALL)} == found
    outside = await get(await service.caller("reader", "bb"), f"{ALL}/.aa.....")
    assert (outside.status_code, outside.json()["type"]) == (404, "urn:gongjian:problem:no-results")


async def test_thousands_of_figures_are_read_in_parts_and_each_once(
    editor: httpx.AsyncClient, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = [f"division:990102{number:03}" for number in range(250)]
    for subject_part in (subjects[:125], subjects[125:]):
        items = [
            figure("gdp", f"2024-01..{month:02}", str(month), subject=subject)
            for subject in subject_part
            for month in range(2, 10)
        ]
        await record(editor, *items)
    await record(editor, *[figure("gdp", str(year), "1", subject=s) for s in subjects[:50] for year in (2021, 2022)])
    await record(editor, *[figure("gdp", f"{2000 + year}", "1") for year in range(20)])
    found = await rows(reader, ALL)
    assert len(found) == len({short(row) for row in found}) == 250 * 8 + 100 + 20
    keys = [values(one.find("gen:SeriesKey", NS)) for one in (await message(reader, ALL)).findall(".//gen:Series", NS)]
    assert len(keys) == len({tuple(key.values()) for key in keys}) == 250 + 50 + 1
    monkeypatch.setattr(messages, "MOST_OBSERVATIONS", 2000)
    refused = await get(reader, ALL)
    assert (refused.status_code, refused.json()["type"]) == (413, "urn:gongjian:problem:answer-too-large")
    assert len(await rows(reader, ALL, startPeriod="2024", endPeriod="2024-08")) == 250 * 7


def test_every_subject_has_a_place_of_its_own() -> None:
    places = Places(city("aa", "990100"))
    subjects = ["city", "division:990100", "division:990102", "division:990102001", "division:990121", "park:east-zone",
                "chain:tea", f"enterprise:{USCC}", "project:x-1", "division:990100001"]  # fmt: skip
    found = [places.subject(subject) for subject in subjects]
    assert len(set(found)) == len(subjects)
    assert places.subject("chain:tea") == ("990100", "chain-tea")
