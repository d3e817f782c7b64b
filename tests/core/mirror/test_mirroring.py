"""A mirror against core: it begins, follows, is killed, is equal by digest, and says so when it is not."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from tests.serving import BODY, USCC, Editor, Serving

from gongjian_core.errors import StartRefused
from gongjian_core.mirror import source as sources
from gongjian_core.mirror.folder import Folder
from gongjian_core.mirror.following import Mirror, Plan
from gongjian_core.mirror.repository import Repository
from gongjian_core.mirror.source import Selected, Source, SourceUnavailableError
from gongjian_core.mirror.target import Target

pytestmark = pytest.mark.anyio

ONCE = Plan(once=True, check_every=0, failures=2)
Opening = Callable[..., Any]


@pytest.fixture(params=["folder", "database"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Answer how a target is opened: a folder, or a database."""
    if request.param == "folder":

        async def folder(url: str, selected: Selected = Selected()) -> Target:  # noqa: B008 -- it is frozen
            return Folder(tmp_path / "mirror", url, selected)

        return folder
    urls = request.getfixturevalue("urls")

    async def database(url: str, selected: Selected = Selected()) -> Target:  # noqa: B008 -- it is frozen
        return await Repository.opened(urls.superuser, url, selected)

    return database


@asynccontextmanager
async def mirroring(
    serving: Serving, key: str, opening: Opening, plan: Plan = ONCE, **selected: Any
) -> AsyncIterator[tuple[Mirror, Target, Source, list[str]]]:
    said: list[str] = []
    chosen = Selected(**selected)
    async with sources.at(serving.url, key, chosen) as source:
        target = await opening(source.url, chosen)
        try:
            yield Mirror(source, target, plan, said.append), target, source, said
        finally:
            await target.close()


async def until(fulfilled: Callable[[], Any]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(30):
        while not fulfilled():  # noqa: ASYNC110 -- it is no event of ours
            await asyncio.sleep(0.05)


async def stands(target: Target) -> dict[str, str]:
    return {one["key"]: one["data"]["name"] async for one in target.records("enterprise")}


async def enterprises(client: httpx.AsyncClient, number: int, name: str = "厂") -> list[str]:
    """That many enterprises, written at once."""
    lines = []
    for index in range(number):
        body = {**BODY, "uscc": uscc(index), "name": f"{name}{index}"}
        lines.append(json.dumps(body, ensure_ascii=False))
    answer = await client.post(
        "/cities/aa/imports?type=enterprises&mode=atomic", content="\n".join(lines).encode(),
        headers={"content-type": "application/x-ndjson"},
    )  # fmt: skip
    assert answer.status_code in (201, 202), answer.text
    while answer.json()["state"] not in ("done", "failed"):
        await asyncio.sleep(0.1)
        answer = await client.get(f"/cities/aa/imports/{answer.json()['id']}")
    assert answer.json()["rejected"] == 0, answer.text
    return [uscc(index) for index in range(number)]


def uscc(number: int) -> str:
    """A code with its check character."""
    digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91530900{number:09}"
    total = sum(digits.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + digits[(31 - total % 31) % 31]


async def test_a_mirror_begins_with_an_export_follows_and_is_equal(
    serving: Serving, key: str, writer: Editor, opening: Opening
) -> None:
    editor = await serving.caller("editor", "aa")
    await enterprises(editor, 30)
    async with mirroring(serving, key, opening) as (mirror, target, _, said):
        assert await mirror.run()
        assert len(await stands(target)) == 30
        assert "equal; " in said[-1]
    await writer.record(3)
    await editor.delete(f"/cities/aa/enterprises/{uscc(7)}")
    async with mirroring(serving, key, opening) as (mirror, target, _, said):
        assert await mirror.run()
        found = await stands(target)
    assert len(found) == 30
    assert uscc(7) not in found
    assert found[USCC] == writer.names[-1]
    assert not any("Ordered" in line for line in said)


async def test_a_mirror_of_a_part_keeps_that_part_and_is_equal(
    serving: Serving, key: str, writer: Editor, opening: Opening
) -> None:
    await writer.record(1)
    other = await serving.caller("editor", "bb")
    await other.put(f"/cities/bb/enterprises/{USCC}", json={**BODY, "division_code": "990202", "name": "乙"})
    async with mirroring(serving, key, opening, types=("enterprise",), cities=("bb",)) as (mirror, target, _, _said):
        assert await mirror.run()
        assert [one["city"] async for one in target.records()] == ["bb"]
    with pytest.raises(StartRefused, match="mirrors http://127"):
        async with mirroring(serving, key, opening):
            pass


async def test_what_differs_is_named_key_by_key(serving: Serving, key: str, writer: Editor, opening: Opening) -> None:
    editor = await serving.caller("editor", "aa")
    await enterprises(editor, 5)
    async with mirroring(serving, key, opening) as (mirror, target, _, said):
        assert await mirror.run()
        cursor = (await target.standing()).cursor
        forged = {"seq": 1, "type": "enterprise", "city": "aa", "key": uscc(3), "op": "upsert", "revision": 99,
                  "origin": "x", "recorded_at": "2026-01-01T00:00:00Z", "recorded_by": "x",
                  "data": {"name": "假"}}  # fmt: skip
        gone = {**forged, "key": uscc(1), "op": "delete", "data": None}
        await target.apply([json.dumps(one).encode() for one in (forged, gone)], str(cursor))
        assert not await mirror.run()
        assert "NOT EQUAL" in said[-1]
        assert f"4 here, 5 there; differing keys: {', '.join(sorted((uscc(1), uscc(3))))}" in said[-1]
        await writer.record(2)
        assert not await mirror.run()
        assert USCC not in said[-1]
    async with mirroring(serving, key, opening) as (mirror, target, _, said):
        assert await mirror.run(again=True)
        assert len(await stands(target)) == 6


async def test_a_mirror_killed_again_and_again_beside_a_writer_ends_equal(
    serving: Serving, key: str, writer: Editor, opening: Opening
) -> None:
    await enterprises(await serving.caller("editor", "aa"), 200)
    writing = asyncio.create_task(writer.record(60))
    for lap in range(12):
        async with mirroring(serving, key, opening, Plan(once=False, check_every=0.5)) as (mirror, *_):
            working = asyncio.create_task(mirror.run())
            await asyncio.sleep(0.08 * lap)
            working.cancel()
            await asyncio.wait((working,))
            assert working.cancelled()
    await writing
    async with mirroring(serving, key, opening) as (mirror, target, _, said):
        assert await mirror.run(), said
        assert (await stands(target))[USCC] == writer.names[-1]


async def test_a_cursor_that_holds_no_longer_makes_it_begin_again(
    serving: Serving, writer: Editor, opening: Opening, key: str
) -> None:
    await writer.record(2)
    wide, narrow = await serving.key("reader", "99"), await serving.key("reader", "aa")
    async with mirroring(serving, wide, opening) as (mirror, *_):
        assert await mirror.run()
    async with mirroring(serving, narrow, opening) as (mirror, target, _, said):
        assert await mirror.run()
        assert "Beginning again" in said[0]
        assert {one["city"] async for one in target.records()} == {"aa"}


async def test_a_core_that_is_away_is_waited_for_and_a_wrong_key_is_said(
    serving: Serving, writer: Editor, opening: Opening, key: str
) -> None:
    await writer.record(1)
    async with mirroring(serving, key, opening, Plan(once=False, check_every=0.1)) as (mirror, _, _, said):
        working = asyncio.create_task(mirror.run())
        await until(lambda: said and "equal" in said[-1])
        await serving.stop()
        await asyncio.sleep(0.5)
        await serving.start()
        await Editor(await serving.caller("editor", "aa")).record(2)
        await until(lambda: "at seq 2: equal" in said[-1])
        working.cancel()
        await asyncio.wait((working,))
    async with mirroring(serving, "gj_wrong", opening) as (mirror, *_):
        with pytest.raises(StartRefused, match="401"):
            await mirror.run()
    await serving.close()
    async with mirroring(serving, key, opening, Plan(once=True, check_every=0, failures=0)) as (mirror, *_):
        with pytest.raises(SourceUnavailableError):
            await mirror.run()


async def test_a_database_that_is_worked_on_is_left_to_that_mirror(urls: Any) -> None:
    first = await Repository.opened(urls.superuser, "http://core", Selected())
    with pytest.raises(StartRefused, match="another mirror works on database"):
        await Repository.opened(urls.superuser, "http://core", Selected())
    await first.close()
    with pytest.raises(StartRefused, match="cannot be used"):
        await Repository.opened("postgresql://nobody@127.0.0.1:1/x", "http://core", Selected())
    plain = urls.superuser.replace("postgresql+asyncpg://", "postgresql://")
    connection = await asyncpg.connect(plain)
    assert await connection.fetchval("select count(*) from gongjian_mirror.records") == 0
    await connection.close()
