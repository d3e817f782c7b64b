"""Cells of a workbook as another reader of spreadsheets sees them, and where ours goes further."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.core.imports.test_hostile_workbooks import sheet_of, with_parts

from gongjian_core.imports.workbook import workbook_rows

CELLS: list[tuple[Any, str]] = [
    ("凤庆古道茶业", ""), ("  两 端\n空格 ", ""), ("<&>\"'", ""), (True, ""), (False, ""), (0.1 + 0.2, ""), (-3, ""),
    (1e-7, ""), (123456789012345, ""), (45_000.0, "yyyy-mm-dd"), (1.0, "yyyy-mm-dd"), (60.0, "m/d/yy"),
    (61.0, "m/d/yy"), (45_000.75, "yyyy-mm-dd hh:mm"), (0.5, "hh:mm:ss"), (45_000, '0"day"'), (45_000, "[Red]0.0"),
    (45_000, "General"), (45_000, '[$-804]yyyy"年"m"月"d"日"'), (1.5, "[h]:mm:ss"), (12.5, "0.00"),
]  # fmt: skip


def made(*, from_1904: bool = False) -> io.BytesIO:
    """A workbook with a cell of each kind, in a column."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": from_1904})
    sheet = book.add_worksheet()
    for at, (value, shown) in enumerate(CELLS):
        sheet.write(at, 0, value, book.add_format({"num_format": shown}) if shown else None)
    sheet.write_rich_string(len(CELLS), 0, "普通", book.add_format({"bold": True}), "粗体")
    sheet.write_formula(len(CELLS) + 1, 0, '="a"&"b"', None, "ab")
    book.close()
    return target


def as_text(cell: Any) -> str:
    """A cell of the other reader as it would stand in a CSV."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        text = f"{cell:.15f}".rstrip("0").rstrip(".") if abs(cell) < 1 else f"{cell:.15g}"
        return text if text != "0.300000000000000" else "0.3"
    return str(cell) if isinstance(cell, str | timedelta | int) else ""


@pytest.mark.parametrize("from_1904", [False, True])
def test_every_kind_of_cell_is_read_as_another_reader_reads_it(from_1904: bool) -> None:
    target = made(from_1904=from_1904)
    ours = [cells[0] for _, cells in workbook_rows(target)]
    target.seek(0)
    theirs = [as_text(row[0]) for row in CalamineWorkbook.from_filelike(target).get_sheet_by_index(0).iter_rows()]
    assert ours == theirs


def test_cells_without_a_place_follow_each_other_and_hints_are_left_out() -> None:
    rows = (
        "<row><c t='inlineStr'><is><t>甲</t><rPh><t>jia</t></rPh></is></c><c/><c><f>1+1</f><v>2</v></c></row>"
        "<row><c t='b'><v>1</v></c><c t='d'><v>2024-05-06T00:00:00</v></c><c t='str'><v>a_x000A_b</v></c></row>"
    )
    assert list(workbook_rows(with_parts(sheet=sheet_of(rows)))) == [
        (1, ["甲", "", "2"]),
        (2, ["true", "2024-05-06", "a\nb"]),
    ]


def test_a_number_that_is_none_and_a_text_that_is_missing_are_told() -> None:
    rows = "<row><c><v>NaN</v></c><c><v>x</v></c><c t='s'><v>9999999</v></c><c t='s'><v>-1</v></c></row>"
    [(_, cells)] = workbook_rows(with_parts(sheet=sheet_of(rows)))
    assert "15 digits" in cells[0]
    assert [cell[:22] for cell in cells[1:]] == [f"cell {letter}1 cannot be read" for letter in "BCD"]
