"""Lists: pages, filters, orders, fields, formats."""

import base64
import csv
import io
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from gongjian_core.attainment.query import today
from gongjian_core.enterprises.entity import Enterprise

pytestmark = pytest.mark.anyio

LIST = "/cities/aa/enterprises"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code(number: int) -> str:
    """A valid credit code."""
    body = f"91990100MA{number:07}"
    weights = [pow(3, place, 31) for place in range(17)]
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(body, weights, strict=True))
    return body + ALPHABET[-total % 31]


@pytest.fixture
async def many(service: Any, editor: httpx.AsyncClient) -> httpx.AsyncClient:
    """Answer an editor of a city with 25 enterprises, and one of a neighbour."""
    for number in range(25):
        body = {
            "name": f"企业{number % 7:02}" + ("=" if number == 3 else ""),
            "division_code": "990121" if number % 2 else "990102",
            "industry_code": "C1530" if number % 3 else "B06",
            "tags": ["=1+1", "b"] if number == 4 else [],
            "above_scale": [{"from": "2024-01-01", "entry": "upgrade"}] if number % 5 == 0 else [],
            "certifications": [{"kind": "gazelle", "granted_on": "2024-01-01"}] if number == 6 else [],
        }
        assert (await editor.put(f"{LIST}/{code(number)}", json=body)).status_code == 201
    neighbour = await service.caller("editor", "bb")
    body = {"name": "邻居", "division_code": "990202", "industry_code": "C"}
    assert (await neighbour.put(f"/cities/bb/enterprises/{code(99)}", json=body)).status_code == 201
    return editor


async def walk(client: httpx.AsyncClient, query: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    items, cursor = [], ""
    while True:
        page = await client.get(f"{LIST}?{query}{cursor}")
        assert page.status_code == 200
        items += page.json()["items"]
        if page.json()["next"] is None:
            return items
        cursor = f"&cursor={page.json()['next']}"


@pytest.mark.parametrize(
    "sort", ["", "uscc", "-uscc", "name", "-name", "-gross_output", "-recorded_at", "established_on"]
)
async def test_pages_give_each_item_once_in_order(many: httpx.AsyncClient, sort: str) -> None:
    items = await walk(many, f"limit=4&sort={sort}" if sort else "limit=4")
    codes = [item["uscc"] for item in items]
    assert sorted(codes) == sorted(code(number) for number in range(25))
    field = sort.lstrip("-")
    if field in ("uscc", "name", "recorded_at"):
        values = [item[field] for item in items]
        assert values == sorted(values, reverse=sort.startswith("-"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("division=990121", 12),
        ("division=9901", 25),
        ("industry=C15", 16),
        ("scale=above", 5),
        ("scale=below", 20),
        ("tier=above_scale", 5),
        ("certification=gazelle", 1),
        ("q=企业03", 4),
        ("status=closed", 0),
        ("list=remediation", 0),
        ("division=990121&scale=above", 2),
    ],
)
async def test_filters_narrow_the_list(many: httpx.AsyncClient, query: str, expected: int) -> None:
    page = (await many.get(f"{LIST}?count=true&limit=500&{query}")).json()
    assert (page["total"], len(page["items"])) == (expected, expected)


async def test_a_listing_ends_before_its_last_day_and_a_title_after_it(many: httpx.AsyncClient) -> None:
    day = today()
    before, after = str(day - timedelta(days=9)), str(day + timedelta(days=1))
    spans = ((before, None), (before, str(day)), (before, after), (after, None), (str(day), None))
    for number, (first, last) in enumerate(spans):
        body = {
            "name": f"名单{number}",
            "division_code": "990121",
            "industry_code": "C15",
            "lists": [{"list": "remediation", "from": first, "to": last}],
            "certifications": [{"kind": "high_tech", "granted_on": first, "expires_on": last}],
        }
        assert (await many.put(f"{LIST}/{code(50 + number)}", json=body)).status_code == 201
    for query, names in (
        ("list=remediation", "名单0 名单2 名单4"),
        ("certification=high_tech", "名单0 名单1 名单2 名单4"),
    ):
        items = (await many.get(f"{LIST}?{query}&sort=name")).json()["items"]
        assert " ".join(item["name"] for item in items) == names


async def test_a_cursor_belongs_to_its_list(many: httpx.AsyncClient) -> None:
    cursor = (await many.get(f"{LIST}?limit=2")).json()["next"]
    assert (await many.get(f"{LIST}?limit=3&cursor={cursor}")).status_code == 200
    made_up = ("abc", "%00", "W10", "W1tb" * 400)
    for query in (f"sort=name&cursor={cursor}", f"q=企业&cursor={cursor}", *(f"cursor={text}" for text in made_up)):
        assert (await many.get(f"{LIST}?limit=2&{query}")).status_code == 400
    assert (await many.get(f"/cities/aa/projects?cursor={cursor}")).status_code == 400
    named = (await many.get(f"{LIST}?limit=2&sort=name")).json()["next"]
    assert (await many.get(f"/cities/aa/projects?sort=name&cursor={named}")).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "sort=colour",
        "fields=colour",
        "fields=",
        "colour=red",
        "limit=1&limit=2",
        "scale=big",
        "q=%00",
    ],
)
async def test_wrong_parameters_are_refused(many: httpx.AsyncClient, query: str) -> None:
    answer = await many.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith("?")


async def test_items_equal_the_single_reads_and_fields_are_sparse(many: httpx.AsyncClient) -> None:
    item = (await many.get(f"{LIST}?limit=1")).json()["items"][0]
    assert item == (await many.get(f"{LIST}/{item['uscc']}")).json()
    sparse = (await many.get(f"{LIST}?limit=1&fields=uscc,tier")).json()["items"][0]
    assert sparse == {"uscc": item["uscc"], "tier": item["tier"]}


async def test_lists_come_as_csv_with_formulas_defused(many: httpx.AsyncClient) -> None:
    answer = await many.get(f"{LIST}?limit=500", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 25
    assert list(rows[0])[:3] == ["uscc", "name", "division_code"]
    assert next(row for row in rows if row["uscc"] == code(4))["tags"] == "'=1+1;b"
    assert rows[0]["revision"] == "1"


async def test_lists_come_as_ndjson(many: httpx.AsyncClient) -> None:
    answer = await many.get(f"{LIST}?limit=7", headers={"Accept": "application/x-ndjson"})
    items = [Enterprise.model_validate(json.loads(line)) for line in answer.text.splitlines()]
    assert len(items) == 7
    assert "cursor=" in answer.headers["link"]


async def test_an_unchanged_list_answers_304(many: httpx.AsyncClient) -> None:
    first = await many.get(LIST)
    again = await many.get(LIST, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    await many.patch(f"{LIST}/{code(1)}", json={"name": "改"})
    assert (await many.get(LIST, headers={"If-None-Match": first.headers["etag"]})).status_code == 200


async def test_forged_cursors_are_refused(many: httpx.AsyncClient) -> None:
    """A cursor is checked by its fingerprint, and what it carries may still be nonsense."""
    for query, place in (("sort=-gross_output", "much"), ("sort=name", "a\x00b"), ("sort=recorded_at", "never")):
        cursor = (await many.get(f"{LIST}?limit=2&{query}")).json()["next"]
        mark, _, *rest = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        forged = base64.urlsafe_b64encode(json.dumps([mark, place, *rest]).encode()).decode().rstrip("=")
        answer = await many.get(f"{LIST}?limit=2&{query}&cursor={forged}")
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


async def test_paths_with_nul_lead_nowhere(many: httpx.AsyncClient) -> None:
    assert (await many.get(f"{LIST}/%00")).status_code == 404
    assert (await many.put(f"{LIST}/a%00b", json={})).status_code == 404
