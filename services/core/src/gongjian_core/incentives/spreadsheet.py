"""The list of entitlements as a workbook with Chinese headers, written row by row: memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_575
SHEETS: Final = {"entitled": "免申即享", "lacks_one_fact": "只差一项", "refused": "不予奖补"}
_HEADERS: Final = (
    ("name", "名称", 32),
    ("subject", "统一社会信用代码或项目代码", 30),
    ("payee_name", "收款单位", 32),
    ("payee", "收款单位代码", 22),
    ("clause", "条款", 10),
    ("title", "奖补事项", 36),
    ("amount", "金额(元)", 16),
    ("missing_title", "缺少的信息", 24),
    ("why", "依据", 80),
)
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")


class Workbook:
    """A workbook on its way to a file."""

    def __init__(self, path: Path, about: str) -> None:
        # Rows lie beside the file until it is written, and go with its folder.
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options | {"strings_to_formulas": False, "strings_to_urls": False})
        self._bold = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._about = about

    def sheet(self, standing: str) -> Sheet:
        """A new sheet for one standing, with its headers."""
        made = self._book.add_worksheet(SHEETS[standing])
        made.freeze_panes(2, 1)
        made.write_string(0, 0, self._about)
        for column, (_, header, width) in enumerate(_HEADERS):
            made.set_column(column, column, width)
            made.write_string(1, column, header, self._bold)
        return Sheet(made, self._money)

    def close(self) -> None:
        """Write the file."""
        self._book.close()


class Sheet:
    """One sheet, filled from above."""

    def __init__(self, sheet: Worksheet, money: Any) -> None:
        self._sheet = sheet
        self._money = money
        self._row = 2

    @property
    def full(self) -> bool:
        """Whether no row is left."""
        return self._row >= MOST_ROWS - 1

    def write(self, lines: Iterable[dict[str, Any]]) -> None:
        """Add lines; text that a spreadsheet would run is defused, amounts stay numbers."""
        for line in lines:
            if self.full:
                self._sheet.write_string(self._row, 0, "行数已满,其余请用接口分页查询")
                return
            for column, (name, _, _) in enumerate(_HEADERS):
                value = line[name]
                if value is None:
                    continue
                if name == "amount":
                    # Written digit by digit; what a spreadsheet makes of it is exact up to 90 trillion yuan.
                    self._sheet.write_number(self._row, column, Decimal(value), self._money)
                else:
                    text = value.partition(":")[2] if name == "subject" else value
                    self._sheet.write_string(self._row, column, f"'{text}" if text.startswith(_RUNS) else text)
            self._row += 1


def headers() -> Sequence[str]:
    """The Chinese headers, in order."""
    return [header for _, header, _ in _HEADERS]
