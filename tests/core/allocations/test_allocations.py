"""A target broken down to units: recorded like everything else, and added up where that makes sense."""

from typing import Any

import httpx
import pytest
from tests.core.attainment.declared_city import catalogue
from tests.core.conftest import Service

from gongjian_core.catalogue import InstalledCities

pytestmark = pytest.mark.anyio
PATH = "/cities/aa/targets/started/allocations"
PARTS = [
    {"to": "division:990102", "value": "12"},
    {"to": "division:990121", "value": "5"},
    {"to": "park:east-zone", "value": "3", "note": "含续建"},
]


@pytest.fixture
def cities() -> InstalledCities:
    """Answer cities that declare targets."""
    return catalogue()


async def test_nobody_without_a_right_gets_in(service: Service) -> None:
    stranger, neighbour = await service.caller(), await service.caller("admin", "bb")
    reader = await service.caller("reader", "aa")
    for client, read, write in ((stranger, 401, 401), (neighbour, 404, 404), (reader, 404, 403)):
        assert (await client.get(PATH)).status_code == read
        assert (await client.get(f"{PATH}/history")).status_code == read
        assert (await client.put(PATH, json={"items": PARTS})).status_code == write
        assert (await client.patch(PATH, json={"items": PARTS})).status_code == write
        assert (await client.delete(PATH)).status_code == write


async def test_a_breakdown_is_recorded_read_changed_and_taken_back(editor: httpx.AsyncClient) -> None:
    made = await editor.put(PATH, json={"items": PARTS})
    assert made.status_code == 201, made.text
    found = await editor.get(PATH)
    assert found.json()["target"] == "started"
    assert found.json()["items"][1] == {"to": "division:990121", "value": "5", "note": None}
    assert (await editor.put(PATH, json={"items": PARTS})).json()["revision"] == 1
    assert (await editor.put(PATH, json={"items": []}, headers={"If-Match": '"9"'})).status_code == 412
    changed = await editor.patch(PATH, json={"items": PARTS[:2]}, headers={"If-Match": found.headers["etag"]})
    assert (changed.status_code, changed.json()["revision"]) == (200, 2)
    assert (await editor.delete(PATH)).status_code == 204
    assert (await editor.get(PATH)).status_code == 404
    history = (await editor.get(f"{PATH}/history")).json()["items"]
    assert [(item["revision"], item["op"]) for item in history] == [(1, "upsert"), (2, "upsert"), (3, "delete")]


async def test_the_sum_tells_whether_the_parts_add_up(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json={"items": PARTS})
    found = (await editor.get(PATH, params={"sum": "check"})).json()
    assert (found["sum"], found["target_value"], found["difference"], found["adds_up"]) == ("20", "20", "0", True)
    await editor.put(PATH, json={"items": [*PARTS, {"to": "department:市统计局", "value": "1.5"}]})
    found = (await editor.get(PATH, params={"sum": "check"})).json()
    assert (found["difference"], found["adds_up"], found["unit"]) == ("1.5", False, "个")


async def test_percentages_are_never_added_up(editor: httpx.AsyncClient) -> None:
    path = "/cities/aa/targets/value-added/allocations"
    assert (await editor.put(path, json={"items": [{"to": "division:990102", "value": "12"}]})).status_code == 201
    found = (await editor.get(path, params={"sum": "check"})).json()
    assert (found["sum"], found["adds_up"], found["reason"]) == (None, None, "not_additive")


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        ({"to": "division:530921", "value": "1"}, "/items/0/to"),
        ({"to": "division:990100", "value": "1"}, "/items/0/to"),
        ({"to": "park:nowhere", "value": "1"}, "/items/0/to"),
        ({"to": "department:别的局", "value": "1"}, "/items/0/to"),
        ({"to": "county:1", "value": "1"}, "/items/0/to"),
        ({"to": "division:990102"}, "/items/0/value"),
        ({"to": "division:990102", "value": 1}, "/items/0/value"),
        ({"to": "division:990102", "value": "NaN"}, "/items/0/value"),
        ({"to": "division:990102", "value": "1", "share": "1"}, "/items/0/share"),
    ],
)
async def test_what_is_wrong_is_pointed_at_and_nothing_is_stored(
    editor: httpx.AsyncClient, item: dict[str, Any], pointer: str
) -> None:
    answer = await editor.put(PATH, json={"items": [item]})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert (await editor.get(PATH)).status_code == 404


async def test_a_unit_stands_once(editor: httpx.AsyncClient) -> None:
    answer = await editor.put(PATH, json={"items": [PARTS[0], PARTS[0]]})
    assert answer.json()["errors"][0]["pointer"] == "/items/1/to"


async def test_a_target_that_is_not_declared_has_no_breakdown(editor: httpx.AsyncClient) -> None:
    path = "/cities/aa/targets/nothing/allocations"
    assert (await editor.put(path, json={"items": PARTS})).status_code == 404
    assert (await editor.get(path)).status_code == 404


async def test_a_write_leaves_a_change_row_and_another_city_cannot_see_it(
    service: Service, editor: httpx.AsyncClient
) -> None:
    await editor.put(PATH, json={"items": PARTS})
    count = "select count(*) from changes where type = 'allocation' and key = 'started' and op = 'upsert'"
    async with service.database.transaction(("aa",)) as own:
        assert await own.fetchval(count) == 1
    async with service.database.transaction(("bb",)) as other:
        assert await other.fetchval(count) == 0
