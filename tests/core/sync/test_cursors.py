"""Cursors of the feed hold for what they were given for, or say why they do not."""

import base64
import hashlib
import struct
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import make_url
from tests.core.sync.conftest import changes, enterprise

from gongjian_core.sync.cursor import mark
from gongjian_core.sync.selection import Selection

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"cursor": "x"}, 400, "cursor-malformed"),
        ({"cursor": "é"}, 400, "cursor-malformed"),
        ({"cursor": "A" * 39}, 400, "cursor-malformed"),
        ({"types": "enterprises"}, 422, "invalid"),
        ({"types": ","}, 422, "invalid"),
        ({"limit": 1001}, 422, "invalid"),
        ({"wait": 31}, 422, "invalid"),
        ({"colour": "red"}, 422, "invalid"),
        ({"cities": "zz"}, 404, "not-found"),
        ({"cities": "bb"}, 404, "not-found"),
    ],
)
async def test_what_makes_no_sense_is_refused(service: Any, query: dict[str, Any], status: int, said: str) -> None:
    answer = await (await service.caller("reader", "aa")).get("/changes", params=query)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:gongjian:problem:{said}")


@pytest.mark.parametrize(
    ("position", "days", "status", "said"),
    [
        (2**31, 20_000, 410, "cursor-expired"),
        (2**63 - 1, 20_000, 410, "cursor-expired"),
        (2**63, 20_000, 400, "cursor-malformed"),
        (2**64 - 1, 20_000, 400, "cursor-malformed"),
        (1, 2**32 - 1, 400, "cursor-malformed"),
        (1, 2_932_896, 410, "cursor-expired"),
    ],
)
@pytest.mark.parametrize("path", ["/changes", "/digest"])
async def test_a_cursor_that_somebody_made_up_is_refused(
    service: Any, path: str, position: int, days: int, status: int, said: str
) -> None:
    packed = struct.pack(">BQII6s6s", 1, position, 7, days, mark(Selection().text), mark("aa"))
    check = hashlib.blake2b(packed, digest_size=4, person=b"gongjian cursor").digest()
    cursor = base64.urlsafe_b64encode(packed + check).rstrip(b"=").decode()
    answer = await (await service.caller("reader", "aa")).get(path, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:gongjian:problem:{said}")


async def test_a_cursor_of_another_selection_is_refused(service: Any, editor: httpx.AsyncClient) -> None:
    await enterprise(editor)
    admin = await service.caller("admin")
    cursor = (await changes(admin, types="enterprise"))["next_cursor"]
    for other in ({}, {"types": "project"}, {"types": "enterprise", "cities": "aa"}):
        answer = await admin.get("/changes", params={"cursor": cursor, **other})
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:gongjian:problem:cursor-of-another-selection")
    assert (await changes(admin, types="enterprise", cursor=cursor))["changes"] == []


async def test_other_rights_make_a_cursor_invalid_loudly(service: Any, editor: httpx.AsyncClient) -> None:
    await enterprise(editor)
    everywhere, province = await service.caller("reader"), await service.caller("reader", "99")
    cursor = (await changes(everywhere))["next_cursor"]
    for client in (province, await service.caller("reader", "aa")):
        answer = await client.get("/changes", params={"cursor": cursor})
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (410, "urn:gongjian:problem:scope-changed")
        assert problem["export"] == "/api/v1/exports"
        assert "/api/v1/exports" in answer.headers["link"]
    named = (await changes(everywhere, cities="aa,cc"))["next_cursor"]
    assert (await province.get("/changes", params={"cursor": named, "cities": "aa,cc"})).status_code == 410
    assert (await province.get("/changes", params={"cities": "aa,cc"})).status_code == 404
    assert (await changes(await service.caller("admin"), cursor=cursor))["changes"] == []
    same = (await changes(everywhere, cities="aa"))["next_cursor"]
    assert (await changes(province, cities="aa", cursor=same))["changes"] == []


async def test_a_cursor_holds_ninety_days_and_then_says_where_to_begin_again(
    service: Any, editor: httpx.AsyncClient
) -> None:
    await enterprise(editor)
    reader = await service.caller("reader", "aa")
    today = datetime.now(UTC).date()

    def given(day: date, position: int = 0) -> str:
        return Selection().at(position, 0, "aa", day).text

    assert len((await changes(reader, cursor=given(today - timedelta(days=90))))["changes"]) == 1
    for cursor in (given(today - timedelta(days=91)), given(today, 1), given(today, 2)):
        answer = await reader.get("/changes", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["type"]) == (410, "urn:gongjian:problem:cursor-expired")
        assert answer.json()["export"] == "/api/v1/exports"


async def set_back(url: str) -> None:
    """Let the database be as if it had been restored to after its first change."""
    address = make_url(url)
    connection = await asyncpg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, database=address.database
    )
    await connection.execute("delete from changes where seq > 1; update sequence_head set last_seq = 1")
    await connection.close()


async def test_a_database_that_was_set_back_is_not_read_on_as_if_nothing_had_happened(
    service: Any, editor: httpx.AsyncClient, urls: Any
) -> None:
    reader = await service.caller("reader", "aa")
    pages: list[dict[str, Any]] = []
    for name in ("一", "二", "三"):
        await enterprise(editor, name)
        pages.append(await changes(reader, limit=1, **({"cursor": pages[-1]["next_cursor"]} if pages else {})))
    await set_back(urls.superuser)
    for moment in ("before", "after"):
        if moment == "after":
            for name in ("四", "五", "六"):
                await enterprise(editor, name)
        kept, *lost = [page["next_cursor"] for page in pages]
        for cursor in lost:
            for path in ("/changes", "/digest"):
                answer = await reader.get(path, params={"cursor": cursor})
                assert (answer.status_code, answer.json()["type"]) == (410, "urn:gongjian:problem:cursor-expired")
        names = [change["data"]["name"] for change in (await changes(reader, cursor=kept))["changes"]]
        assert names == ([] if moment == "before" else ["四", "五", "六"])
