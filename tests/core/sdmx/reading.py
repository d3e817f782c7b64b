"""What tests read of SDMX messages: lines of CSV, elements of XML, the time a message was prepared."""

import csv
import io
from typing import Any
from xml.etree import ElementTree

import httpx

BASE = "http://test/sdmx/2.1"
CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
GENERIC = "application/vnd.sdmx.genericdata+xml;version=2.1"
SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"
STRUCTURE = "application/vnd.sdmx.structure+xml;version=2.1"
_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
NAMESPACES = {
    "mes": f"{_SCHEMAS}message",
    "com": f"{_SCHEMAS}common",
    "str": f"{_SCHEMAS}structure",
    "gen": f"{_SCHEMAS}data/generic",
}
Row = dict[str, str]


async def get(client: httpx.AsyncClient, path: str, accept: str = "*/*", **parameters: Any) -> httpx.Response:
    """The answer to a query."""
    return await client.get(f"{BASE}{path}", params=parameters, headers={"Accept": accept})


async def rows(client: httpx.AsyncClient, path: str, **parameters: Any) -> list[Row]:
    """The lines of the CSV answer; none when nothing is selected."""
    answer = await get(client, path, CSV, **parameters)
    if answer.status_code == 404 and answer.json()["type"].endswith(":no-results"):
        return []
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == CSV
    return lines(answer)


def lines(answer: httpx.Response) -> list[Row]:
    """The lines of CSV."""
    return list(csv.DictReader(io.StringIO(answer.text)))


async def message(client: httpx.AsyncClient, path: str, accept: str = GENERIC, **parameters: Any) -> Any:
    """The root element of the XML answer."""
    answer = await get(client, path, accept, **parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == accept
    return ElementTree.fromstring(answer.text)  # noqa: S314 - written by the service under test


def prepared(root: Any) -> str:
    """When a message was prepared: what to send as `updatedAfter` next."""
    found: str = root.find("mes:Header/mes:Prepared", NAMESPACES).text
    return found


def values(element: Any) -> Row:
    """The values of a generic key or of attributes."""
    return {item.get("id"): item.get("value") for item in element.findall("gen:Value", NAMESPACES)}
