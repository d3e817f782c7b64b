"""Workbooks that were made to harm: each is given up in little time and memory, and no other file suffers."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest
from tests.core.imports.test_workbooks import HEADER, workbook

from gongjian_core.imports.reading import Refused, Unreadable
from gongjian_core.imports.workbook import workbook_rows

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def with_parts(**parts: str | bytes) -> io.BytesIO:
    """A workbook with these parts instead of its own."""
    paths = {"sheet": SHEET, "texts": TEXTS, "styles": STYLES, "relations": "xl/_rels/workbook.xml.rels"}
    named = {paths[name]: text for name, text in parts.items()}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(HEADER))) as made,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in made.namelist():
            archive.writestr(entry, named.get(entry) or made.read(entry))
    return target


def sheet_of(rows: str) -> str:
    """The XML of a sheet."""
    return f'<?xml version="1.0"?><worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'


ONE = sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>")
REFUSED: dict[str, Callable[[], io.BytesIO]] = {
    "cells that lie in another row": lambda: with_parts(sheet=sheet_of('<row r="1"><c r="XFD1048576"/></row>')),
    "a column that no spreadsheet has": lambda: with_parts(sheet=sheet_of('<row r="1"><c r="ZZZ1"/></row>')),
    "rows that run backwards": lambda: with_parts(sheet=sheet_of("<row r='9'/><row r='8'/>")),
    "cells that stand nowhere": lambda: with_parts(sheet=sheet_of("<c><v>1</v></c>")),
    "millions of cells": lambda: with_parts(
        sheet=sheet_of("".join(f"<row r='{n}'><c r='XFD{n}'><v>1</v></c></row>" for n in range(1, 200)))
    ),
    "millions of rows": lambda: with_parts(sheet=sheet_of("<row/>" * 1_048_577)),
    "a tag without end": lambda: with_parts(sheet=sheet_of("<row r='1'><c x='" + "y" * 30_000_000 + "'/></row>")),
    "elements without end": lambda: with_parts(sheet=sheet_of("<a>" * 1_000_000)),
    "names without end": lambda: with_parts(sheet=sheet_of("".join(f"<n{at}/>" for at in range(1_000_000)))),
    "entities": lambda: with_parts(sheet='<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>' + ONE.partition("?>")[2]),
    "shared texts without end": lambda: with_parts(
        sheet=ONE, texts=f'<sst xmlns="{SPACE}">' + "<si><t>a</t></si>" * 2_000_001 + "</sst>"
    ),
    "shared texts that fill the memory": lambda: with_parts(
        sheet=ONE, texts=f'<sst xmlns="{SPACE}">' + f"<si><t>😀{'a' * 32_000}</t></si>" * 1_100 + "</sst>"
    ),
    "styles without end": lambda: with_parts(
        sheet=ONE, styles=f'<styleSheet xmlns="{SPACE}"><cellXfs>' + "<xf/>" * 1_000_000 + "</cellXfs></styleSheet>"
    ),
    "more than may be unpacked": lambda: with_parts(sheet=sheet_of(" " * 210_000_000)),
    "a spreadsheet of another kind": lambda: of_another_kind(),
    "thousands of parts": lambda: of_many_parts(),
    "a part that is larger than it says": lambda: lying(),
}  # fmt: skip


def of_another_kind() -> io.BytesIO:
    """An OpenDocument whose one cell is repeated a hundred million times."""
    target = io.BytesIO()
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{urn}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{urn}:office:1.0" xmlns:t="{urn}:table:1.0"><o:body><o:spreadsheet>'
            '<t:table t:name="a"><t:table-row t:number-rows-repeated="100000"><t:table-cell '
            'o:value-type="float" o:value="1" t:number-columns-repeated="1000"/></t:table-row></t:table>'
            "</o:spreadsheet></o:body></o:document-content>",
        )
    return target


def of_many_parts() -> io.BytesIO:
    """A workbook with as many parts as its central directory can name."""
    target = with_parts()
    with zipfile.ZipFile(target, "a") as archive:
        for at in range(10_001):
            archive.writestr(f"x{at}", b"")
    return target


def lying() -> io.BytesIO:
    """A sheet of many rows that claims, check sum included, to be its own beginning."""
    beginning = ONE.encode()
    target = with_parts(sheet=beginning + b"<row><c><v>1</v></c></row>" * 1_000_000)
    with zipfile.ZipFile(target) as archive:
        told = archive.getinfo(SHEET)
    raw = bytearray(target.getvalue())
    listed = raw.rindex(SHEET.encode()) - 46
    for offset in (told.header_offset + 14, listed + 16):
        struct.pack_into("<I", raw, offset, zlib.crc32(beginning[:-9]))
        struct.pack_into("<I", raw, offset + 8, len(beginning) - 9)
    return io.BytesIO(bytes(raw))


@pytest.mark.parametrize("kind", REFUSED)
def test_a_workbook_that_was_made_to_harm_is_given_up(kind: str) -> None:
    content = REFUSED[kind]()
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(Unreadable):
            for _ in workbook_rows(content):
                pass
        assert tracemalloc.get_traced_memory()[1] < 320 * 1024 * 1024
        assert time.process_time() - begun < 60
    finally:
        tracemalloc.stop()


def test_a_text_that_many_cells_share_is_held_once() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    content = with_parts(sheet=sheet_of(cells), texts=f'<sst xmlns="{SPACE}"><si><t>{"x" * 32_000}</t></si></sst>')
    tracemalloc.start()
    try:
        assert sum(len(cells[0]) for _, cells in workbook_rows(content)) == 20_000 * 32_000
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_styles_that_begin_without_end_cost_no_more_than_others() -> None:
    content = with_parts(sheet=ONE, styles=f'<styleSheet xmlns="{SPACE}">' + "<cellXfs/>" * 200_000 + "</styleSheet>")
    begun = time.process_time()
    assert list(workbook_rows(content)) == [(1, ["1"])]
    assert time.process_time() - begun < 10


def test_cells_far_apart_cost_nothing_in_between() -> None:
    rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='C1048576' x='>'><v>2</v></c></row>"
    assert list(workbook_rows(with_parts(sheet=sheet_of(rows)))) == [(1, ["1"]), (1_048_576, ["", "", "2"])]


def test_a_text_longer_than_a_cell_may_hold_is_that_cells_fault_alone() -> None:
    rows = f"<row><c t='inlineStr'><is><t>{'y' * 40_000}</t></is></c><c><v>2</v></c></row>"
    [(_, cells)] = workbook_rows(with_parts(sheet=sheet_of(rows)))
    assert isinstance(cells[0], Refused)
    assert (cells[0][:7], cells[1]) == ("cell A1", "2")
