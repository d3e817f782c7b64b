"""Tables: headers and cells as people write them, and no more than the columns they have."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.core.conftest import USCC
from tests.core.imports.conftest import CSV, OTHER_USCC, enterprise, lines, tally, told

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio


async def get(editor: httpx.AsyncClient, path: str) -> dict[str, Any]:
    response = await editor.get(f"/cities/aa/{path}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_chinese_words_and_entries_become_codes(send: "Sender", editor: httpx.AsyncClient) -> None:
    header = (
        "统一社会信用代码*, 企业名称 ,行政区划,行业代码,企业状态,停产日期,占地面积（亩）,规上入统,资质认定,标签,tier\n"
    )
    row = (
        f"{USCC},甲茶厂,990121,C1530,停产,2024-05-01,12.50,2023-01-01||小升规,"
        "专精特新“小巨人”企业|国家级|2024-06-30；高企|省级|2023-01-02|2026-01-01|否,白茶；红茶,above_scale\n"
    )
    assert tally(await send(header + row, CSV)) == ("done", 1, 0, 0, 0, 0)
    found = await get(editor, f"enterprises/{USCC}")
    assert (found["status"], found["suspended_on"], found["land_mu"]) == ("suspended", "2024-05-01", "12.5")
    assert found["above_scale"] == [{"from": "2023-01-01", "to": None, "entry": "upgrade"}]
    assert found["tags"] == ["白茶", "红茶"]
    assert found["certifications"] == [
        {"kind": "little_giant", "level": "national", "granted_on": "2024-06-30", "expires_on": None, "first": True},
        {"kind": "high_tech", "level": "provincial", "granted_on": "2023-01-02", "expires_on": "2026-01-01",
         "first": False},
    ]  # fmt: skip


async def test_a_column_that_is_missing_leaves_alone_and_an_empty_cell_clears(
    send: "Sender", editor: httpx.AsyncClient
) -> None:
    titles = [{"kind": "high_tech", "granted_on": "2024-01-01"}]
    await send(lines(enterprise(park="east-zone", land_mu="5", certifications=titles, status="closed")))
    text = f"uscc,land_mu,status,park\n{USCC},,,east-zone\n"
    assert tally(await send(text, CSV)) == ("done", 0, 1, 0, 0, 0)
    found = await get(editor, f"enterprises/{USCC}")
    assert (found["land_mu"], found["status"], found["park"], found["name"]) == (
        None,
        "operating",
        "east-zone",
        "甲茶厂",
    )
    assert found["certifications"][0]["kind"] == "high_tech"
    assert tally(await send(text, CSV)) == ("done", 0, 0, 1, 0, 0)
    cleared = await send(f"uscc,name\n{USCC},\n", CSV)
    assert told(cleared) == [(2, "name", "/name")]
    new = await send(f"uscc,name\n{OTHER_USCC},乙\n", CSV)
    assert told(new) == [(2, None, "/division_code"), (2, None, "/industry_code")]


async def test_our_own_csv_comes_back_unchanged(send: "Sender", editor: httpx.AsyncClient) -> None:
    await send(
        lines(
            enterprise(
                name='=甲，"茶"', land_mu="-0", tags=["a", "b"], lists=[{"list": "remediation", "from": "2024-01-01"}]
            ),
            enterprise(OTHER_USCC, above_scale=[{"from": "2023-01-01", "entry": "upgrade"}]),
        )
    )
    project = {"code": "P-1", "name": "茶园", "division_code": "990121", "industry_code": "C", "kind": "new_build"}
    more = {"planned_investment": "120000000.00", "key_project": True, "milestones": {"signed_on": "2024-01-01"}}
    await send(lines(project | more), type="projects")
    for type_, number in (("enterprises", 2), ("projects", 1)):
        text = (await editor.get(f"/cities/aa/{type_}", headers={"Accept": "text/csv"})).content
        assert tally(await send(text, CSV, type=type_)) == ("done", 0, 0, number, 0, 0)


async def test_a_scope_that_names_the_whole_city_loads_as_empty(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = "统计对象,统计范围,指标,报告期,数值,计量单位\ncity,全市,revenue,2023,5,亿元\ncity,全县,revenue,2024,6,亿元\n"
    assert tally(await send(text, CSV, type="observations")) == ("done", 2, 0, 0, 0, 0)
    items = (await get(editor, "observations"))["items"]
    assert [(one["scope"], one["period"], one["value"]) for one in items] == [("", "2023", "5"), ("", "2024", "6")]


async def test_figures_are_taken_from_the_unit_of_the_header(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = (
        "项目代码,项目名称,行政区划代码,行业代码,建设性质,计划总投资（万元）,其中固定资产投资(亿元),签约日期,started_on,"
        "是否重点项目,统一社会信用代码\n"
        "P-1,茶园,990121,C1530,技改,5000.5,0.5,2024-01-02,2024-03-01,是,\n"
    )
    assert tally(await send(text, CSV, type="projects")) == ("done", 1, 0, 0, 0, 0)
    found = await get(editor, "projects/P-1")
    assert (found["planned_investment"], found["fixed_asset_investment"]) == ("50005000.00", "50000000.00")
    assert (found["kind"], found["key_project"], found["enterprise"]) == ("technical_upgrade", True, None)
    assert (found["milestones"]["signed_on"], found["milestones"]["started_on"]) == ("2024-01-02", "2024-03-01")
    wrong = await send(text.replace("5000.5", '"5,000"').replace(",是,", ",对,"), CSV, type="projects")
    assert told(wrong) == [
        (2, "计划总投资（万元）", "/planned_investment"), (2, "是否重点项目", "/key_project"),
    ]  # fmt: skip


@pytest.mark.parametrize(("header", "column", "words"), [
    ("uscc,名称,颜色", "颜色", "no column of enterprises"),
    ("uscc,名称,name", "name", "second time"),
    ("名称,行业代码", None, "uscc (统一社会信用代码) is missing"),
    ("uscc,占地面积(万元)", "占地面积(万元)", "not given in 万元"),
])  # fmt: skip
@pytest.mark.parametrize("mode", ["atomic", "per_row"])
async def test_a_wrong_header_fails_the_whole_and_says_which_column(
    send: "Sender", header: str, column: str | None, words: str, mode: str
) -> None:
    answer = await send(f"{header}\n{USCC},甲,990121\n", CSV, mode=mode)
    assert tally(answer) == ("failed", 0, 0, 0, 0, 0)
    assert told(answer) == [(1, column, "")]
    assert words in answer["errors"][0]["detail"]


async def test_gb18030_is_read_when_said_and_found_out_when_not(send: "Sender", editor: httpx.AsyncClient) -> None:
    text = f"统一社会信用代码,企业名称,行政区划代码,行业代码\n{USCC},䶮茶厂,990121,C\n".encode("gb18030")
    answer = await send(text, CSV)
    assert tally(answer) == ("failed", 0, 0, 0, 0, 0)
    assert "charset=gb18030" in answer["errors"][0]["detail"]
    assert tally(await send(text, {"Content-Type": "text/csv; charset=GBK"})) == ("done", 1, 0, 0, 0, 0)
    assert (await get(editor, f"enterprises/{USCC}"))["name"] == "䶮茶厂"


@pytest.mark.parametrize(("body", "row"), [
    (b'uscc,name\n"A"B,x\n', 2), (b'uscc,name\nA,x\n"never closed\n', 3), (b"uscc,name\nA,x\nB,\xff\n", 3),
])  # fmt: skip
async def test_a_table_that_breaks_off_fails_the_whole_where_it_breaks(send: "Sender", body: bytes, row: int) -> None:
    answer = await send(body, CSV, mode="per_row")
    assert tally(answer)[0] == "failed"
    assert answer["errors"][0]["row"] == row


async def test_a_cell_nested_beyond_reason_is_a_wrong_cell(send: "Sender") -> None:
    text = f"uscc,name,division_code,industry_code,certifications\n{USCC},甲,990121,C,{'[' * 50_000}\n"
    answer = await send(text, CSV)
    assert (tally(answer)[0], told(answer)) == ("failed", [(2, "certifications", "/certifications")])


async def test_quoted_line_ends_and_blank_rows_count_as_a_spreadsheet_counts(send: "Sender") -> None:
    text = f'﻿uscc,name,division_code,industry_code\r\n{USCC},"甲\n乙",990121,C\r\n\r\n,,,\r\nX,丙,990121,C,extra\r\n'
    answer = await send(text, CSV, mode="per_row")
    assert (answer["rows"], told(answer)) == (2, [(5, None, "")])
    assert "more cells than the header" in answer["errors"][0]["detail"]
