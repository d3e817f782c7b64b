"""Workbooks that we write: templates that can be filled in and sent, and the list of what was wrong."""

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import httpx
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.core.conftest import USCC, Service
from tests.core.imports.conftest import CSV, NDJSON, tally

from gongjian_core.imports.entity import Type
from gongjian_core.imports.headings import headings
from gongjian_core.imports.template import how, title

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
every_type = pytest.mark.parametrize("type_", get_args(Type))


async def book(caller: httpx.AsyncClient, path: str) -> CalamineWorkbook:
    response = await caller.get(f"/cities/aa/{path}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == XLSX
    assert response.headers["content-disposition"].startswith("attachment")
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content))


@pytest.mark.parametrize("path", ["import-templates/enterprises.xlsx", "imports/x/errors.xlsx"])
async def test_nobody_gets_a_workbook_without_the_right(service: Service, path: str) -> None:
    for role, scope, status in (("", "*", 401), ("reader", "bb", 404), ("relay", "*", 403)):
        caller = await service.caller(role, scope)
        assert (await caller.get(f"/cities/aa/{path}")).status_code == status


@every_type
async def test_a_template_is_a_table_that_the_import_reads(
    editor: httpx.AsyncClient, send: "Sender", type_: Literal["enterprises", "projects", "observations"]
) -> None:
    made = await book(editor, f"import-templates/{type_}.xlsx")
    names = {"enterprises": "企业", "projects": "项目", "observations": "指标数值"}
    assert made.sheet_names == [names[type_], "填写说明", "代码表"]
    explained = made.get_sheet_by_name("填写说明").to_python()[1:]
    assert [row[0] for row in explained] == made.get_sheet_by_name(names[type_]).to_python()[0]
    assert all(row[3] for row in explained)
    codes = made.get_sheet_by_name("代码表").to_python()
    assert ["行政区划", "990100", "甲市"] in codes
    assert ["指标", "gross_output", "工业总产值(元)"] in codes
    response = await editor.get(f"/cities/aa/import-templates/{type_}.xlsx")
    assert tally(await send(response.content, {"Content-Type": XLSX}, type=type_)) == ("done", 0, 0, 0, 0, 0)


def filled_in(columns: list[str], cells: dict[str, str]) -> bytes:
    """What somebody makes of a template: its header, and a row of texts."""
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target)
    sheet = made.add_worksheet()
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column)
        sheet.write_string(1, at, cells.get(column, ""))
    made.close()
    return target.getvalue()


async def test_a_template_filled_in_becomes_records(editor: httpx.AsyncClient, send: "Sender") -> None:
    rows: dict[Type, dict[str, str]] = {
        "enterprises": {
            "统一社会信用代码*": USCC, "企业名称*": "甲茶厂", "行政区划代码*": "990121", "行业代码*": "C1530",
            "经营状态": "停产", "占地面积(亩)": "12.5", "守法纳税认定": "2024|是|否|欠缴",
        },
        "projects": {
            "项目代码*": "P-1", "项目名称*": "茶园", "行政区划代码*": "990121", "行业代码*": "C1530",
            "建设性质": "新建", "计划总投资(元)": "50000000.5", "签约日期": "2024-01-02",
            "统一社会信用代码": USCC, "是否重点项目": "是",
        },
        "observations": {
            "统计对象*": "city", "指标*": "gross_output", "报告期*": "2024-01..03", "数值*": "12.5",
            "计量单位*": "亿元",
        },
    }  # fmt: skip
    for type_, cells in rows.items():
        asked = [title(one) for one in headings(type_) if not one.ignored]
        assert set(cells) <= set(asked)
        answer = await send(filled_in(asked, cells), {"Content-Type": XLSX}, type=type_)
        assert tally(answer) == ("done", 1, 0, 0, 0, 0), answer["errors"]
    found = (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()
    assert found["compliance"] == [{"period": "2024", "lawful_operation": True, "tax_normal": False, "note": "欠缴"}]
    assert (await editor.get("/cities/aa/projects/P-1")).json()["planned_investment"] == "50000000.50"


@every_type
def test_every_column_has_a_chinese_name_of_its_own_and_every_coded_word_is_explained(type_: Type) -> None:
    names: dict[str, str] = {}
    for one in headings(type_):
        assert one.labels, one.name
        for label in one.labels:
            assert names.setdefault(label, one.name) == one.name, label
        if one.form == "choice" and not one.ignored:
            assert set(one.codes.values()) == set(how(one).split(" / ")), one.name
        for part in one.parts:
            assert part.form != "choice" or part.codes, (one.name, part.name)


async def test_what_was_wrong_as_a_workbook(editor: httpx.AsyncClient) -> None:
    table = f"uscc,name,=x\n{USCC},甲,1\n"
    response = await editor.post("/cities/aa/imports?type=enterprises", content=table, headers=CSV)
    made = await book(editor, f"imports/{response.json()['id']}/errors.xlsx")
    header, row = made.get_sheet_by_index(0).to_python()
    assert header == ["行号", "列名", "字段", "问题"]
    assert row[:3] == [1.0, "'=x", ""]
    content = b"".join(b'{"uscc":"X%d","park":"-"}\n' % number for number in range(1500))
    answer = (await editor.post("/cities/aa/imports?type=enterprises", content=content, headers=NDJSON)).json()
    wrong = [fault["row"] for fault in answer["errors"]]
    assert (answer["rejected"], max(wrong), len(set(wrong))) == (1500, 1000, 1000)
    rows: list[list[Any]] = (
        (await book(editor, f"imports/{answer['id']}/errors.xlsx")).get_sheet_by_index(0).to_python()
    )
    assert sorted({int(row[0]) for row in rows[1:]}) == list(range(1, 1501))
    none = (await editor.post("/cities/aa/imports?type=enterprises", content=b"", headers=NDJSON)).json()
    assert len((await book(editor, f"imports/{none['id']}/errors.xlsx")).get_sheet_by_index(0).to_python()) == 1


async def test_a_list_of_what_was_wrong_leaves_no_file_behind_wherever_it_breaks_off(
    editor: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert (await editor.get("/cities/aa/imports/none/errors.xlsx")).status_code == 404
    none = (await editor.post("/cities/aa/imports?type=enterprises", content=b"", headers=NDJSON)).json()
    await book(editor, f"imports/{none['id']}/errors.xlsx")
    assert list(tmp_path.iterdir()) == []
