"""TARGETS: one series per target with a figure, readable without a key, each figure as the document prints it."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest
from pysdmx.io.xml.doc_validation import validate_doc
from tests.core.attainment.declared_city import TARGETS, city, make
from tests.core.conftest import Service
from tests.core.sdmx.reading import BASE, GENERIC, SPECIFIC, get, message, rows, values

from gongjian import Period, at_least, no_figure, percent, quantity
from gongjian.target import Says
from gongjian_core.app import create_app
from gongjian_core.attainment.frame import turns_of
from gongjian_core.catalogue import InstalledCities
from gongjian_core.sdmx.selection import Selection
from gongjian_core.sdmx.targets import target_series
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
async def anonymous() -> Any:
    """Answer a caller without a key of a service without a database: declared things need neither."""
    app = create_app(
        Settings(database_url="postgresql://nobody@localhost/nothing"),
        InstalledCities({"aa": city("aa", "990100", *TARGETS, *MORE), "bb": city("bb", "990200", *TARGETS[:1])}),
    )
    async with AsyncExitStack() as stack:
        yield await Service(app, stack).caller()


MORE = (
    make("formula", at_least(percent("1.50")), indicator="industrial_value_added_growth", kind="growth"),
    make("none", no_figure(), kind="qualitative"),
    make("zone", at_least(quantity(3, "个")), subject="park:east-zone", scope="zones"),
    make("range", Says("between", quantity(1, "个"), quantity(2, "个"))),
    replace(make("monthly", at_least(quantity(5, "个"))), recurrence="monthly"),
)


async def test_one_series_per_target_with_a_figure(anonymous: httpx.AsyncClient) -> None:
    root = await message(anonymous, "/data/TARGETS")
    found = [values(series.find("gen:SeriesKey", NS)) for series in root.findall(".//gen:Series", NS)]
    declared = [("aa", target.id) for target in (*TARGETS, *MORE) if target.value is not None]
    assert [(one["CITY"], one["TARGET"]) for one in found] == [*declared, ("bb", "started")]
    assert ("aa", "none") not in declared


NS = {"gen": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"}


async def test_a_figure_keeps_its_digits_its_unit_and_its_clause(anonymous: httpx.AsyncClient) -> None:
    (row,) = await rows(anonymous, "/data/TARGETS/.aa.....formula")
    assert row | {"PER": ""} == {
        "STRUCTURE": "dataflow", "STRUCTURE_ID": "GONGJIAN:TARGETS(1.0)", "ACTION": "I", "FREQ": "A", "CITY": "aa",
        "REF_AREA": "990100", "SUBJECT": "_T", "INDICATOR": "industrial_value_added_growth", "SCOPE": "_T",
        "TARGET": "formula", "TIME_PERIOD": "2024", "OBS_VALUE": "1.50", "TITLE": "formula", "PLAN": "aa-2024",
        "CLAUSE": "一①", "KIND": "growth", "COMPARATOR": "ge", "VALUE_HIGH": "", "UNIT_MEASURE": "%",
        "STRENGTH": "expected", "PER": "", "DUE": "2024-12-31", "PERIOD": "2024",
    }  # fmt: skip
    (range_,) = await rows(anonymous, "/data/TARGETS/......range")
    assert (range_["OBS_VALUE"], range_["VALUE_HIGH"], range_["COMPARATOR"]) == ("1", "2", "between")
    (zone,) = await rows(anonymous, "/data/TARGETS/..east-zone...zones.")
    assert (zone["TARGET"], zone["SUBJECT"]) == ("zone", "_T")
    (each,) = await rows(anonymous, "/data/TARGETS/......each-county")
    assert each["PER"] == "division"


async def test_a_target_that_recurs_has_an_observation_for_each_turn(anonymous: httpx.AsyncClient) -> None:
    found = await rows(anonymous, "/data/TARGETS/M......", startPeriod="2024-03", endPeriod="2024-Q2")
    assert [(row["TARGET"], row["TIME_PERIOD"]) for row in found] == [
        ("monthly", f"2024-{month:02}") for month in (3, 4, 5, 6)
    ]
    assert len(await rows(anonymous, "/data/TARGETS/M......")) == 12


def test_the_turns_of_a_target_cover_its_span() -> None:
    year = Period.parse("2024")
    campaign = Period(date(2022, 5, 1), year.last)
    assert [str(turn) for turn in turns_of(campaign, "yearly")] == ["2022", "2023", "2024"]
    assert [str(turn) for turn in turns_of(year, "quarterly")] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert turns_of(year, None) == (year,)
    assert turns_of(campaign, "ten_days") == (campaign,)


def test_a_target_without_dates_has_no_place_in_time() -> None:
    undated = replace(TARGETS[0], period=replace(TARGETS[0].period, to=None))
    assert list(target_series(city("aa", "990100", undated), Selection())) == []


def test_a_target_over_several_years_stands_under_its_whole_span() -> None:
    several = make("several", at_least(quantity(9, "个")), period="2022..2026", due_stated=True)
    ((action, series),) = target_series(city("aa", "990100", several), Selection())
    assert (action, series.key[0]) == ("Information", "_O")
    assert [one.time for one in series.observations] == ["2022-01-01/P5Y"]


@pytest.mark.parametrize("accept", [GENERIC, SPECIFIC])
@pytest.mark.parametrize("at", ["TIME_PERIOD", "AllDimensions"])
async def test_both_forms_of_xml_follow_the_schema(anonymous: httpx.AsyncClient, accept: str, at: str) -> None:
    validate_doc((await get(anonymous, "/data/TARGETS", accept, dimensionAtObservation=at)).text)


@pytest.mark.parametrize("detail", ["full", "dataonly", "serieskeysonly", "nodata"])
async def test_less_detail_leaves_attributes_or_observations_out(anonymous: httpx.AsyncClient, detail: str) -> None:
    root = await message(anonymous, "/data/TARGETS", detail=detail)
    assert len(root.findall(".//gen:Series", NS)) == len([*TARGETS, *MORE])
    assert bool(root.findall(".//gen:Obs", NS)) == (detail in ("full", "dataonly"))
    assert bool(root.findall(".//gen:Series/gen:Attributes", NS)) == (detail in ("full", "nodata"))
    lines = await rows(anonymous, "/data/TARGETS", detail=detail)
    assert len({tuple(row.values()) for row in lines}) == len(lines)


async def test_a_text_that_a_spreadsheet_would_run_is_defused_in_csv_and_intact_in_xml() -> None:
    hostile = replace(MORE[0], title='=cmd|"/c"!A1 <&>\n')
    app = create_app(
        Settings(database_url="postgresql://nobody@localhost/nothing"),
        InstalledCities({"aa": city("aa", "990100", hostile)}),
    )
    async with AsyncExitStack() as stack:
        caller = await Service(app, stack).caller()
        (row,) = await rows(caller, "/data/TARGETS")
        assert row["TITLE"] == f"'{hostile.title}"
        root = await message(caller, "/data/TARGETS")
        assert values(root.find(".//gen:Series/gen:Attributes", NS))["TITLE"] == hostile.title
        specific = await message(caller, "/data/TARGETS", SPECIFIC)
        assert next(specific.iter("Series")).get("TITLE") == hostile.title


FLOWS = ("TARGETS", "GONGJIAN,TARGETS", "GONGJIAN,TARGETS,1.0", "all,TARGETS,latest")


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("rest", ["", "/", "/all", "/all/", "/all/all", "/all/GONGJIAN", "/....../GONGJIAN,GONGJIAN"])
async def test_a_flow_may_be_named_in_every_form(anonymous: httpx.AsyncClient, flow: str, rest: str) -> None:
    assert (await get(anonymous, f"/data/{flow}{rest}")).status_code == 200


def refused() -> Iterator[tuple[str, dict[str, str], int, str]]:
    """Queries that are wrong, with their status and what the answer names."""
    yield "/data/NONE", {}, 404, "TARGETS"
    yield "/data/OTHER,TARGETS", {}, 404, "TARGETS"
    yield "/data/GONGJIAN,TARGETS,2.0", {}, 404, "1.0"
    yield "/data/GONGJIAN,TARGETS,1.0,0", {}, 404, "TARGETS"
    yield "/data/TARGETS/all/OTHER", {}, 404, "GONGJIAN"
    yield "/data/TARGETS/.nowhere.....", {}, 404, "no results"
    yield "/data/TARGETS/all", {"startPeriod": "2025"}, 404, "no results"
    yield "/data/TARGETS/A.aa", {}, 400, "FREQ"
    yield "/data/TARGETS/all", {"startPeriod": "soon"}, 400, "startPeriod"
    yield "/data/TARGETS/all", {"updatedAfter": "soon"}, 400, "updatedAfter"
    yield "/data/TARGETS/all", {"firstNObservations": "0"}, 400, "firstNObservations"
    yield "/data/TARGETS/all", {"includeHistory": "true"}, 400, "includeHistory"
    yield "/data/TARGETS/all", {"dimensionAtObservation": "CITY"}, 400, "dimensionAtObservation"
    yield "/data/TARGETS/all", {"format": "csv"}, 400, "format"
    yield "/data/TARGETS/all", {"on": "2024-06-30"}, 400, "on"
    yield "/data/TARGETS/all", {"as_of": "2024-06-30T00:00:00Z"}, 400, "as_of"


@pytest.mark.parametrize(("path", "parameters", "status", "named"), list(refused()))
async def test_a_query_that_is_wrong_is_told_where(
    anonymous: httpx.AsyncClient, path: str, parameters: dict[str, str], status: int, named: str
) -> None:
    answer = await get(anonymous, path, **parameters)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in answer.text


async def test_unchanged_data_are_not_sent_again_and_may_be_kept_by_anyone(anonymous: httpx.AsyncClient) -> None:
    first = await get(anonymous, "/data/TARGETS")
    assert "public" in first.headers["cache-control"]
    assert int(first.headers["content-length"]) == len(first.content)
    again = await anonymous.get(f"{BASE}/data/TARGETS", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await anonymous.head(f"{BASE}/data/TARGETS")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
