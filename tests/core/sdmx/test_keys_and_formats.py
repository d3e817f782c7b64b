"""Keys select series, Accept selects the format; what neither understands is refused with what to write instead."""

from typing import Any

import pytest

from gongjian import Period
from gongjian_core.errors import BadRequest
from gongjian_core.sdmx.cube import Extent, Obs, Series
from gongjian_core.sdmx.flows import FLOWS
from gongjian_core.sdmx.formats import CSV, DATA, GENERIC, SPECIFIC, STRUCTURE, Format, chosen
from gongjian_core.sdmx.refusals import NotAcceptable
from gongjian_core.sdmx.selection import Selection, codes_of

TARGETS = FLOWS["TARGETS"]


def test_a_key_names_codes_by_dimension_and_leaves_others_open() -> None:
    assert codes_of(TARGETS, "all") == {}
    assert codes_of(TARGETS, "......") == {}
    asked = codes_of(TARGETS, "A.aa+bb..._T..gdp")
    assert asked == {"FREQ": {"A"}, "CITY": {"aa", "bb"}, "INDICATOR": {"_T"}, "TARGET": {"gdp"}}
    selection = Selection(codes_of(TARGETS, ".aa....."))
    assert selection.takes(TARGETS, ("A", "aa", "990100", "_T", "gdp", "_T", "gdp"))
    assert not selection.takes(TARGETS, ("A", "bb", "990200", "_T", "gdp", "_T", "gdp"))


@pytest.mark.parametrize("key", ["A", "A.aa", "........", "A.aa+.....", "A.a a.....", "A.甲....."])
def test_a_malformed_key_is_told_which_dimensions_there_are(key: str) -> None:
    with pytest.raises(BadRequest, match=r"FREQ|CITY"):
        codes_of(TARGETS, key)


def test_periods_must_lie_within_the_days_asked_for() -> None:
    selection = Selection(first=Period.parse("2024-02").first, last=Period.parse("2024-06").last)
    assert selection.spans(Period.parse("2024-02"))
    assert selection.spans(Period.parse("2024-Q2"))
    assert not selection.spans(Period.parse("2024-Q1"))
    assert not selection.spans(Period.parse("2024-06..07"))


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", GENERIC),
        ("*/*", GENERIC),
        ("application/xml", GENERIC),
        ("application/vnd.sdmx.genericdata+xml;version=2.1", GENERIC),
        ("application/vnd.sdmx.structurespecificdata+xml;version=2.1", SPECIFIC),
        ("application/vnd.sdmx.structurespecificdata+xml; version=2.1; q=0.5, text/csv;q=0.4", SPECIFIC),
        ("application/vnd.sdmx.data+csv;version=2.0.0", CSV),
        ("application/vnd.sdmx.data+csv", CSV),
        ("text/csv", CSV),
        ("application/json, text/csv;q=0.1", CSV),
        ("application/vnd.sdmx.data+csv;version=1.0.0, */*;q=0.1", GENERIC),
    ],
)
def test_the_format_wanted_most_is_chosen(accept: str, format: Format) -> None:
    assert chosen(accept, DATA) == format


@pytest.mark.parametrize(
    "accept",
    [
        "application/json",
        "application/vnd.sdmx.data+json;version=1.0.0",
        "application/vnd.sdmx.data+csv;version=1.0.0",
        "application/vnd.sdmx.data+csv;version=2.0.0;labels=both",
        "text/csv;q=0",
        "text/csv;q=much",
    ],
)
def test_a_format_that_is_not_written_is_refused_with_those_that_are(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="genericdata"):
        chosen(accept, DATA)
    assert chosen("application/xml", (STRUCTURE,)) == STRUCTURE


@pytest.mark.parametrize(
    ("extent", "times"),
    [
        ({}, "123456"),
        ({"first": 2}, "12"),
        ({"last": 2}, "56"),
        ({"first": 2, "last": 1}, "126"),
        ({"first": 4, "last": 4}, "123456"),
        ({"last": 9}, "123456"),
        ({"detail": "serieskeysonly"}, ""),
        ({"detail": "nodata", "last": 1}, ""),
    ],
)
def test_first_and_last_observations_are_those_of_each_series(extent: dict[str, Any], times: str) -> None:
    series = Series(("A",), tuple(Obs(time, "1", {"NOTE": "n"}) for time in "123456"), {"TITLE": "t"})
    found = Extent(**extent).of(series)
    assert "".join(one.time for one in found.observations) == times
    assert bool(found.attributes) == (extent.get("detail") != "serieskeysonly")
    bare = Extent("dataonly").of(series)
    assert (bare.attributes, bare.observations[0]) == ({}, Obs("1", "1"))
