"""The wrong rows of an import as a workbook, written row by row: memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import xlsxwriter

from ..web.formats import defused
from .entity import ImportFault

MOST_ROWS: Final = 1_048_575
_HEADER: Final = (("行号", 8), ("列名", 24), ("字段", 28), ("问题", 80))


class FaultBook:
    """A workbook on its way to a file."""

    def __init__(self, path: Path) -> None:
        # Rows lie beside the file until it is written, and go with its folder.
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options | {"strings_to_formulas": False, "strings_to_urls": False})
        self._sheet = self._book.add_worksheet("错误")
        self._sheet.freeze_panes(1, 0)
        bold = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        for column, (written, width) in enumerate(_HEADER):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, written, bold)
        self._row = 1

    def write(self, faults: Iterable[ImportFault]) -> None:
        """Add faults, as far as a sheet has rows."""
        for fault in faults:
            if self._row > MOST_ROWS:
                return
            self._sheet.write_number(self._row, 0, fault.row)
            for column, text in enumerate((fault.column or "", fault.pointer, fault.detail), 1):
                self._sheet.write_string(self._row, column, defused(text))
            self._row += 1

    def close(self) -> None:
        """Write the file."""
        self._book.close()
