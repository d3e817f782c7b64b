"""Digests: what a receiver computes from the feed or an export is what the service says, at every place."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.sync.conftest import FIGURE, USCC, changes, enterprise
from tests.core.sync.test_exports import exported, records

from gongjian_core.sync.digest import repository
from gongjian_core.sync.digest.canonical import NOTHING, canonical, combined, fingerprint

pytestmark = pytest.mark.anyio

State = dict[tuple[str, str, str], dict[str, Any]]
ZEROS = "0" * 64


async def digest(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    """A digest."""
    answer = await client.get("/digest", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def applied(state: State, page: dict[str, Any]) -> State:
    """A receiver's state after a page of the feed."""
    for change in page["changes"]:
        at = (change["type"], change["city"], change["key"])
        state.pop(at, None)
        if change["op"] == "upsert":
            state[at] = change
    return state


def summed(state: State, **only: str) -> tuple[int, str]:
    """Count and hash of what a receiver has of it."""
    chosen = [one for one in state.values() if all(one[name] == value for name, value in only.items())]
    return len(chosen), combined(map(fingerprint, chosen)).hex()


async def some_records(service: Any) -> None:
    """Enterprises and figures of two cities, some changed, some deleted."""
    admin = await service.caller("admin")
    for city, code in (("aa", "990121"), ("bb", "990202")):
        await enterprise(admin, f'甲 " \\ \t {city}', city, code)
        for number in range(6):
            item = {**FIGURE, "period": f"202{number}", "note": "\u2028\x7f é 𝄞"}
            await admin.put(f"/cities/{city}/observations", json={"items": [item]})
    await enterprise(admin, "乙")
    await admin.delete(f"/cities/bb/enterprises/{USCC}")


async def test_nobody_without_the_right_gets_a_digest(service: Any) -> None:
    for role, status in (("", 401), ("relay", 403), ("reader", 200)):
        assert (await (await service.caller(role, "*")).get("/digest")).status_code == status
    assert (await (await service.caller("reader", "aa")).get("/digest?cities=bb")).status_code == 404


async def test_nothing_is_all_zeros(service: Any) -> None:
    found = await digest(await service.caller("reader", "aa"))
    assert (found["count"], found["sha256"], found["groups"], found["seq"]) == (0, ZEROS, [], 0)
    assert combined([]) == NOTHING


async def test_a_receiver_computes_the_same_at_every_place(service: Any) -> None:
    await some_records(service)
    for scope in ("*", "aa"):
        reader = await service.caller("reader", scope)
        state: State = {}
        query: dict[str, Any] = {}
        while True:
            page = await changes(reader, limit=1, **query)
            state = applied(state, page)
            query = {"cursor": page["next_cursor"]}
            found = await digest(reader, **query)
            assert (found["count"], found["sha256"]) == summed(state)
            for group in found["groups"]:
                assert (group["count"], group["sha256"]) == summed(state, type=group["type"], city=group["city"])
            if not page["has_more"]:
                break
        assert found == await digest(reader)


async def test_an_export_has_the_digest_of_its_place(service: Any) -> None:
    await some_records(service)
    admin = await service.caller("admin")
    export = await exported(admin)
    await enterprise(admin, "later")
    lines = await records(admin, export)
    found = await digest(admin, cursor=export["cursor"])
    assert (found["count"], found["sha256"]) == (len(lines), combined(map(fingerprint, lines)).hex())
    assert (await digest(admin))["sha256"] != found["sha256"]


async def test_a_difference_is_found_by_finer_groups(service: Any) -> None:
    await some_records(service)
    reader = await service.caller("reader")
    page = await changes(reader, limit=1000)
    state = applied({}, page)
    lost = ("observation", "bb", "city||gross_output|2023")
    del state[lost]
    by_type = await digest(reader, by="type")
    differing = [
        one["type"] for one in by_type["groups"] if (one["count"], one["sha256"]) != summed(state, type=one["type"])
    ]
    assert differing == ["observation"]
    by_city = await digest(reader, by="city", types="observation")
    of_type = {at: one for at, one in state.items() if one["type"] == "observation"}
    assert [g["city"] for g in by_city["groups"] if (g["count"], g["sha256"]) != summed(of_type, city=g["city"])] == [
        "bb"
    ]
    by_period = await digest(reader, by="period,type", types="observation", cities="bb")
    assert [group["period"] for group in by_period["groups"]] == [f"202{number}" for number in range(6)]
    assert {group["count"] for group in by_period["groups"]} == {1}
    by_prefix = await digest(reader, by="prefix", length=22, types="observation", cities="bb")
    assert [group["prefix"] for group in by_prefix["groups"]] == ["city||gross_output|202"]
    listed = await digest(reader, by="key", types="observation", cities="bb", prefix="city||gross", limit=4)
    assert (len(listed["groups"]), listed["next"]) == (4, "city||gross_output|2023")
    rest = await digest(reader, by="key", types="observation", cities="bb", prefix="city||gross", after=listed["next"])
    assert rest["next"] is None
    mine = {at[2]: fingerprint(one).hex() for at, one in state.items() if at[:2] == ("observation", "bb")}
    theirs = {group["key"]: group["sha256"] for group in listed["groups"] + rest["groups"]}
    assert {key for key in theirs if mine.get(key) != theirs[key]} == {lost[2]}
    assert {group["revision"] for group in listed["groups"]} == {1}


@pytest.mark.parametrize(
    "query",
    [
        {"by": "colour"},
        {"by": "key"},
        {"by": "key", "types": "project"},
        {"by": "key,type"},
        {"by": ""},
        {"length": 0},
        {"types": "thing"},
    ],
)
async def test_what_makes_no_sense_is_refused(service: Any, query: dict[str, Any]) -> None:
    answer = await (await service.caller("reader")).get("/digest", params=query)
    assert answer.status_code == 422


async def test_too_many_groups_are_refused(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await some_records(service)
    monkeypatch.setattr(repository, "MOST_GROUPS", 3)
    reader = await service.caller("reader")
    assert (await reader.get("/digest?by=period")).status_code == 422
    assert (await reader.get("/digest?by=city")).status_code == 200


async def test_a_cursor_of_another_selection_is_no_place_for_a_digest(service: Any) -> None:
    reader = await service.caller("reader")
    cursor = (await changes(reader, types="project"))["next_cursor"]
    assert (await reader.get("/digest", params={"cursor": cursor})).status_code == 400
    assert (await reader.get("/digest", params={"cursor": cursor, "types": "project"})).status_code == 200


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT
DOCUMENTS = st.dictionaries(
    st.text("abcdefgz_ü九", max_size=6),
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)),
    max_size=5,
)


async def test_postgresql_and_python_write_the_same_canonical_form(service: Any) -> None:
    async with service.database.transaction(()) as transaction:
        written: list[tuple[str, str]] = []

        @settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
        @given(DOCUMENTS)
        def gathered(document: dict[str, Any]) -> None:
            written.append((json.dumps(document, ensure_ascii=False), canonical(document)))

        gathered()
        for text, expected in written:
            assert await transaction.fetchval("select gongjian_canonical($1::text::jsonb)", text) == expected


async def test_floats_are_refused() -> None:
    for value in (1.5, [1.0], {"a": {"b": 0.1}}):
        with pytest.raises(TypeError, match="floats"):
            canonical(value)


async def test_digests_leave_connections_to_others(service: Any, editor: httpx.AsyncClient) -> None:
    digests = service.app.state.feed.digests
    async with digests, digests:
        waits = asyncio.create_task(editor.get("/digest"))
        await asyncio.sleep(0.2)
        assert (await editor.get("/cities/aa/enterprises")).status_code == 200
        assert not waits.done()
    assert (await waits).status_code == 200
