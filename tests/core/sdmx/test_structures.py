"""Structures are public, valid by the schema of SDMX-ML 2.1, and come with the references that are asked for."""

from typing import Any

import httpx
import pytest
from pysdmx.io.xml.doc_validation import validate_doc
from tests.core.sdmx.reading import BASE, NAMESPACES, STRUCTURE, get, message

pytestmark = pytest.mark.anyio
FIXED = {"CL_FREQ", "CL_ACCUMULATION", "CL_VALUE_KIND", "CL_LIGHT", "CL_OBS_STATUS", "CL_COMPARATOR", "CL_STRENGTH",
         "CL_KIND"}  # fmt: skip
LISTS = FIXED | {"CL_CITY", "CL_AREA", "CL_INDICATOR", "CL_SCOPE"}
OF_TARGETS = {"CL_FREQ", "CL_CITY", "CL_AREA", "CL_INDICATOR", "CL_SCOPE", "CL_KIND", "CL_COMPARATOR", "CL_STRENGTH"}


async def ids(anonymous: httpx.AsyncClient, path: str, **parameters: Any) -> set[str]:
    """Ids of the artefacts that answer a query without a key."""
    root = await message(anonymous, path, STRUCTURE, **parameters)
    return {item.get("id") for group in root.find("mes:Structures", NAMESPACES) for item in group}


@pytest.mark.parametrize("detail", ["full", "allstubs", "referencestubs"])
async def test_everything_there_is_follows_the_schema(anonymous: httpx.AsyncClient, detail: str) -> None:
    answer = await get(anonymous, "/structure/all/all/all", detail=detail)
    assert answer.headers["content-type"] == STRUCTURE
    validate_doc(answer.text)


async def test_every_flow_has_four_dimensions_beside_time_and_a_key_of_dots_survives_http(
    anonymous: httpx.AsyncClient,
) -> None:
    root = await message(anonymous, "/datastructure", STRUCTURE)
    structures = root.findall(".//str:DataStructure", NAMESPACES)
    assert len(structures) == 3
    for structure in structures:
        dimensions = structure.findall(".//str:Dimension[@position]", NAMESPACES)
        assert len(dimensions) >= 4
        assert [int(one.get("position")) for one in dimensions] == list(range(1, len(dimensions) + 1))
        assert len(structure.findall(".//str:TimeDimension", NAMESPACES)) == 1


@pytest.mark.parametrize(
    ("path", "references", "found"),
    [
        ("/dataflow/GONGJIAN/TARGETS/latest", "none", {"TARGETS"}),
        ("/dataflow/GONGJIAN/TARGETS", "children", {"TARGETS", "DSD_TARGETS"}),
        ("/dataflow/all/TARGETS/1.0", "descendants", {"TARGETS", "DSD_TARGETS", "CONCEPTS", *OF_TARGETS}),
        ("/dataflow/all/TARGETS/1.0", "all", {"TARGETS", "DSD_TARGETS", "CONCEPTS", *OF_TARGETS}),
        ("/datastructure/GONGJIAN/DSD_TARGETS", "parents", {"TARGETS", "DSD_TARGETS"}),
        ("/datastructure/GONGJIAN/DSD_TARGETS", "dataflow", {"TARGETS", "DSD_TARGETS"}),
        ("/datastructure/GONGJIAN/DSD_TARGETS", "conceptscheme", {"CONCEPTS", "DSD_TARGETS"}),
        ("/codelist/GONGJIAN/CL_LIGHT", "parents", {"CL_LIGHT", "DSD_ATTAINMENT"}),
        ("/codelist/GONGJIAN/CL_LIGHT", "dataflow", {"CL_LIGHT", "ATTAINMENT"}),
        ("/codelist", "none", LISTS),
        ("/codelist/", "none", LISTS),
        ("/codelist/GONGJIAN/CL_FREQ+CL_CITY", "none", {"CL_FREQ", "CL_CITY"}),
        ("/structure/GONGJIAN", "none", {*LISTS, "CONCEPTS", "TARGETS", "OBSERVATIONS", "ATTAINMENT", "DSD_TARGETS",
                                         "DSD_OBSERVATIONS", "DSD_ATTAINMENT"}),
    ],
)  # fmt: skip
async def test_references_come_along_as_asked(
    anonymous: httpx.AsyncClient, path: str, references: str, found: set[str]
) -> None:
    assert await ids(anonymous, path, references=references) == found


async def test_codes_carry_both_languages_and_the_place_above_them(anonymous: httpx.AsyncClient) -> None:
    root = await message(anonymous, "/codelist/all/CL_AREA+CL_CITY", STRUCTURE)
    codes = {code.get("id"): code for code in root.findall(".//str:Code", NAMESPACES)}
    names = [name.text for name in codes["aa"].findall("com:Name", NAMESPACES)]
    assert names == ["aa市", "aa"]
    assert {"990100", "990102", "990121", "east-zone", "990200"} <= set(codes)


async def test_an_item_makes_a_partial_scheme(anonymous: httpx.AsyncClient) -> None:
    answer = await get(anonymous, "/codelist/GONGJIAN/CL_LIGHT/1.0/red+grey")
    validate_doc(answer.text)
    root = await message(anonymous, "/codelist/GONGJIAN/CL_LIGHT/1.0/red+grey", STRUCTURE)
    (scheme,) = root.findall(".//str:Codelist", NAMESPACES)
    assert scheme.get("isPartial") == "true"
    assert [code.get("id") for code in scheme.findall("str:Code", NAMESPACES)] == ["red", "grey"]


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/codelist/OTHER", {}, 404),
        ("/codelist/GONGJIAN/CL_NONE", {}, 404),
        ("/codelist/GONGJIAN/CL_LIGHT/2.0", {}, 404),
        ("/codelist/GONGJIAN/CL_LIGHT/1.0/blue", {}, 404),
        ("/nothing", {}, 404),
        ("/data", {}, 404),
        ("/categoryscheme/GONGJIAN", {}, 501),
        ("/schema/dataflow/GONGJIAN/TARGETS/1.0", {}, 501),
        ("/availableconstraint/TARGETS", {}, 501),
        ("/codelist", {"references": "everything"}, 400),
        ("/codelist", {"startPeriod": "2024"}, 400),
    ],
)
async def test_what_is_not_there_is_refused_as_the_standard_says(
    anonymous: httpx.AsyncClient, path: str, parameters: dict[str, str], status: int
) -> None:
    answer = await get(anonymous, path, **parameters)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_json_is_refused_and_an_unchanged_structure_is_not_sent_again(anonymous: httpx.AsyncClient) -> None:
    assert (await get(anonymous, "/codelist", "application/json")).status_code == 406
    first = await get(anonymous, "/codelist")
    assert first.headers["etag"].startswith('W/"')
    again = await anonymous.get(f"{BASE}/codelist", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await anonymous.get(f"{BASE}/codelist/all/CL_FREQ", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
