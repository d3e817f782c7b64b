"""Workbooks: read like tables, digit by digit."""

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import xlsxwriter
from tests.core.conftest import USCC
from tests.core.imports.conftest import OTHER_USCC, tally, told

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio
XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
HEADER = ["统一社会信用代码", "企业名称", "行政区划代码", "行业代码", "占地面积（亩）", "成立日期"]


def workbook(*rows: list[Any], hidden: bool = False) -> bytes:
    """A workbook with a title row that is empty, and the rows below."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    if hidden:
        first = book.add_worksheet("旧")
        first.write(0, 0, "旧")
        first.hide()
    sheet = book.add_worksheet("企业")
    sheet.activate()
    sheet.set_first_sheet()
    day = book.add_format({"num_format": "yyyy/m/d"})
    for at, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, tuple):
                sheet.write_formula(at, column, cell[0], None, cell[1])
            else:
                sheet.write(at, column, cell)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("hidden", [True, False])
async def test_the_first_sheet_shown_is_read_like_a_table(
    send: "Sender", editor: httpx.AsyncClient, hidden: bool
) -> None:
    good = [USCC, "甲茶厂", 990121, "C1530", 0.1 + 0.2, date(2010, 5, 6)]
    bad = ["X", "乙", "990121", "C", -1.5, "2010/5/6"]
    answer = await send(workbook(HEADER, good, [], bad, hidden=hidden), XLSX, mode="per_row")
    assert tally(answer) == ("done", 1, 0, 0, 0, 1)
    assert told(answer) == [
        (5, "统一社会信用代码", "/uscc"), (5, "成立日期", "/established_on"), (5, "占地面积（亩）", "/land_mu"),
    ]  # fmt: skip
    found = (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()
    assert (found["land_mu"], found["established_on"], found["division_code"]) == ("0.3", "2010-05-06", "990121")


async def test_a_form_may_carry_a_workbook(editor: httpx.AsyncClient) -> None:
    content = workbook(HEADER, [USCC, "甲", "990121", "C"])
    response = await editor.post(
        "/cities/aa/imports?type=enterprises", files={"file": ("企业.xlsx", content, "application/octet-stream")}
    )
    assert tally(response.json()) == ("done", 1, 0, 0, 0, 0)


async def test_numbers_that_lost_digits_and_formulas_that_failed_are_refused(send: "Sender") -> None:
    lost = await send(workbook(HEADER, [915309001234567890, "甲", "990121", "C"]), XLSX)
    assert (tally(lost)[0], lost["errors"][0]["row"]) == ("failed", 3)
    assert "15 digits" in lost["errors"][0]["detail"]
    failed = await send(workbook(HEADER, [USCC, "甲", "990121", "C", ("=1/0", "#DIV/0!")]), XLSX)
    assert (tally(failed)[0], failed["errors"][0]["row"]) == ("failed", 3)
    assert "E3" in failed["errors"][0]["detail"]


async def test_a_cell_that_cannot_be_read_is_that_rows_fault_alone(send: "Sender") -> None:
    rows: list[list[Any]] = [
        [OTHER_USCC, "乙", "990121", "C", ("=1/0", "#DIV/0!")],
        [915309001234567890, "丙", "990121", "C"],
    ]
    answer = await send(workbook(HEADER, [USCC, "甲", "990121", "C"], *rows), XLSX, mode="per_row")
    assert tally(answer) == ("done", 1, 0, 0, 0, 2)
    assert told(answer) == [(4, "占地面积（亩）", "/land_mu"), (5, "统一社会信用代码", "/uscc")]


@pytest.mark.parametrize(("shown", "literal"), [("0.0%", False), ("0.00_);[Red]\\(0.00%\\)", False), ('0.0"%"', True)])
async def test_a_percentage_is_taken_as_the_spreadsheet_shows_it(
    send: "Sender", editor: httpx.AsyncClient, shown: str, literal: bool
) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": shown})
    sheet.write_row(1, 2, ["统计对象", "指标", "报告期", "数值", "计量单位"])
    for at, (subject, unit) in enumerate((("city", "%"), ("division:990121", "‰")), 2):
        sheet.write_row(at, 2, [subject, "value_added_growth", "2024"])
        sheet.write(at, 5, 0.125, percent)
        sheet.write(at, 6, unit)
    book.close()
    answer = await send(target.getvalue(), XLSX, type="observations", mode="per_row")
    items = (await editor.get("/cities/aa/observations?subject=city")).json()["items"]
    assert [item["value"] for item in items] == ["0.125" if literal else "12.5"]
    assert told(answer) == ([] if literal else [(4, "数值", "/value")])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"uscc,name\n"])
async def test_what_is_no_workbook_is_refused(send: "Sender", content: bytes) -> None:
    answer = await send(content, XLSX)
    assert tally(answer)[0] == "failed"
    assert "no readable XLSX" in answer["errors"][0]["detail"]
