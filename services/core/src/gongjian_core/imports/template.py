"""Workbooks to fill in: a sheet with the columns, one that explains them, and one with the city's codes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

from ..catalogue import InstalledCity
from ..declared import Catalogue, City
from ..web.formats import defused
from .entity import Type
from .headings import Heading, headings
from .labels import PARTS, TYPES

_MOST_ROWS: Final = 1_048_576
_LONGEST_CHOICE: Final = 255
"""Characters that a spreadsheet allows for a list of choices."""


def template(type_: Type, city: City, catalogue: Catalogue) -> bytes:
    """The workbook. Its cells are text, so that codes keep their digits and figures stay as they are typed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    text = book.add_format({"num_format": "@"})
    asked = [one for one in headings(type_) if not one.ignored and one.name != "source_version"]
    sheet = book.add_worksheet(TYPES[type_])
    sheet.freeze_panes(1, 1)
    for column, one in enumerate(asked):
        written = title(one)
        sheet.set_column(column, column, max(12, 2 * len(written) + 2), text)
        sheet.write_string(0, column, written, bold)
        words = ["是", "否"] if one.form == "flag" else list(one.codes.values()) if one.form == "choice" else []
        if words and len(",".join(words)) <= _LONGEST_CHOICE:
            sheet.data_validation(1, column, _MOST_ROWS - 1, column, {"validate": "list", "source": words})
    _table(book, "填写说明", ("列名", "字段", "必填", "填写方式"), [
        (title(one), one.name, "是" if one.needed else "", how(one)) for one in asked
    ], bold)  # fmt: skip
    _table(book, "代码表", ("类别", "代码", "名称"), _codes(city, catalogue), bold)
    book.close()
    return target.getvalue()


def title(one: Heading) -> str:
    """The header: Chinese name, unit, and an asterisk where the column is needed."""
    unit = "(元)" if one.money else "(亩)" if one.name == "land_mu" else ""
    return one.labels[0] + unit + ("*" if one.needed else "")


def how(one: Heading) -> str:
    """How a cell is filled in."""
    match one.form:
        case "number":
            return "数字,元,最多两位小数" if one.money else "数字,最多六位小数,不用千分位"
        case "day":
            return "日期,如 2024-06-30"
        case "flag":
            return "是 或 否"
        case "choice":
            return " / ".join(one.codes.values())
        case "texts":
            return "多项用 ; 隔开"
        case "entries":
            parts = "|".join(PARTS.get(part.name, part.name) for part in one.parts)
            words = [f"{PARTS[part.name]}: {' / '.join(part.codes.values())}" for part in one.parts if part.codes]
            return "; ".join([f"每条按 {parts} 填写,多条用 ; 隔开", *words])
        case _:
            return "文字"


def _codes(city: City, catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """What the city declares, and its indicators with their units."""
    rows = [("行政区划", city.division_code, city.name)]
    if isinstance(city, InstalledCity):
        said = city.declarations
        kinds = {"division": "行政区划", "town": "行政区划", "development_zone": "园区", "park": "园区"}
        rows += [(kinds[one.kind], one.code, one.name) for one in said.city.divisions]
        rows += [("产业链", one.id, one.title) for one in said.city.chains]
        rows += [("统计范围", one.id, one.title) for one in said.city.scopes]
        rows += [("名单", f"{one.id}-YYYY" if one.yearly else one.id, one.title) for one in said.lists]
    rows += [
        ("指标", key, f"{one.name}({one.unit})")
        for key, one in sorted(catalogue.indicators.items())
        if city.indicator(key) is not None
    ]
    return rows


def _table(book: Any, name: str, header: Sequence[str], rows: Sequence[Sequence[str]], bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, written in enumerate(header):
        sheet.set_column(column, column, 60 if column == len(header) - 1 else 26)
        sheet.write_string(0, column, written, bold)
    for at, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            sheet.write_string(at, column, defused(cell))
