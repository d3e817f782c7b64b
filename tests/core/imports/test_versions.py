"""Messages of other systems: an older one never overwrites a newer one, and one that comes twice does nothing."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.core.conftest import USCC, Service
from tests.core.imports.conftest import CSV, OTHER_USCC, enterprise, lines, tally

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio


async def name(editor: httpx.AsyncClient, uscc: str = USCC) -> str:
    found: str = (await editor.get(f"/cities/aa/enterprises/{uscc}")).json()["name"]
    return found


async def test_an_older_message_is_stale_and_the_same_one_again_changes_nothing(
    send: "Sender", editor: httpx.AsyncClient
) -> None:
    assert tally(await send(lines(enterprise(name="五", source_version=5)))) == ("done", 1, 0, 0, 0, 0)
    assert tally(await send(lines(enterprise(name="四", source_version=4)))) == ("done", 0, 0, 0, 1, 0)
    await editor.patch(f"/cities/aa/enterprises/{USCC}", json={"name": "本地"})
    again = await send(lines(enterprise(name="五", source_version=5)))
    assert tally(again) == ("done", 0, 0, 1, 0, 0)
    assert await name(editor) == "本地"
    assert tally(await send(lines(enterprise(name="六", source_version=6)))) == ("done", 0, 1, 0, 0, 0)
    assert await name(editor) == "六"
    rows = (await editor.get(f"/cities/aa/imports/{again['id']}/rows?outcome=unchanged")).json()["items"]
    assert rows == [{"row": 1, "key": USCC, "outcome": "unchanged", "revision": 2, "errors": []}]


async def test_in_one_file_the_newest_version_wins_wherever_it_stands(
    send: "Sender", editor: httpx.AsyncClient
) -> None:
    content = lines(
        enterprise(name="二", source_version=2), enterprise(name="三", source_version=3),
        enterprise(name="一", source_version=1), enterprise(OTHER_USCC, source_version=0),
    )  # fmt: skip
    assert tally(await send(content, dry_run="true")) == ("done", 2, 0, 0, 2, 0)
    assert tally(await send(content)) == ("done", 2, 0, 0, 2, 0)
    assert await name(editor) == "三"
    twice = lines(enterprise(name="甲", source_version=9), enterprise(name="乙", source_version=9))
    assert tally(await send(twice)) == ("failed", 0, 0, 0, 0, 1)
    mixed = lines(enterprise(name="甲", source_version=9), enterprise(name="乙"))
    assert tally(await send(mixed)) == ("failed", 0, 0, 0, 0, 1)


async def test_versions_count_within_their_source_city_and_type(
    service: Service, send: "Sender", editor: httpx.AsyncClient
) -> None:
    await send(lines(enterprise(name="省", source_version=100)), origin="province")
    assert tally(await send(lines(enterprise(name="税", source_version=1)), origin="tax")) == ("done", 0, 1, 0, 0, 0)
    assert tally(await send(lines(enterprise(name="省", source_version=99)), origin="province"))[4] == 1
    other = await service.caller("editor", "bb")
    response = await other.post(
        "/cities/bb/imports?type=enterprises&origin=province",
        content=lines(enterprise(division_code="990202", source_version=1)),
        headers={"Content-Type": "application/x-ndjson"},
    )
    assert tally(response.json()) == ("done", 1, 0, 0, 0, 0)


async def test_the_feed_says_where_a_change_came_from(service: Service, send: "Sender") -> None:
    await send(lines(enterprise()), origin="province:53")
    await send(lines(enterprise(name="改")))
    async with service.database.transaction(("aa",)) as tx:
        rows = await tx.fetch("select origin, recorded_by from changes order by id")
    assert [tuple(row) for row in rows] == [("province:53", "key:editor of aa"), ("import", "key:editor of aa")]


async def test_a_dry_run_remembers_no_version(send: "Sender") -> None:
    await send(lines(enterprise(source_version=5)), dry_run="true")
    assert tally(await send(lines(enterprise(source_version=4)))) == ("done", 1, 0, 0, 0, 0)


@pytest.mark.parametrize("version", [-1, 1.5, "5", True, 2**63])
async def test_a_version_is_a_whole_number(send: "Sender", version: Any) -> None:
    answer = await send(lines(enterprise(source_version=version)))
    assert (tally(answer)[0], answer["errors"][0]["pointer"]) == ("failed", "/source_version")


async def test_tables_have_versions_too(send: "Sender", editor: httpx.AsyncClient) -> None:
    header = "uscc,名称,division_code,industry_code,来源版本\n"
    assert tally(await send(header + f"{USCC},七,990121,C,7\n", CSV)) == ("done", 1, 0, 0, 0, 0)
    assert tally(await send(header + f"{USCC},六,990121,C,6\n", CSV)) == ("done", 0, 0, 0, 1, 0)
    assert tally(await send(header + f"{USCC},六,990121,C,新\n", CSV))[0] == "failed"
    assert await name(editor) == "七"


async def test_a_version_of_thousands_of_digits_makes_its_row_wrong(send: "Sender") -> None:
    table = f"uscc,name,division_code,industry_code,source_version\n{USCC},甲,990121,C,{'9' * 5000}\n"
    answer = await send(table.encode(), CSV, mode="per_row")
    assert (tally(answer), answer["errors"][0]["pointer"]) == (("done", 0, 0, 0, 0, 1), "/source_version")
