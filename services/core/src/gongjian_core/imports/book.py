"""What a workbook says beside its sheets: which one is shown first, the texts that cells share, and which styles show
a number as a date or as a percentage.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final, Literal

from .reading import Refused, Unreadable
from .unpacking import TOO_LARGE, Parts

Style = Literal["number", "date", "time", "percent"]
LONGEST_TEXT: Final = 32_767
"""Characters that a spreadsheet program keeps in a cell."""
TOO_LONG: Final = f"has more than {LONGEST_TEXT} characters, which no spreadsheet program keeps in a cell"
_MOST_TEXTS: Final = 2_000_000
_MOST_STYLES: Final = 100_000
_MOST_SHARED: Final = 128 * 1024 * 1024
"""Bytes of memory for the texts that cells share."""
_PERCENT: Final = (9, 10)
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]', re.DOTALL)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Texts:
    """Collects the texts that cells share; phonetic hints beside them are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._taking = self._hint = False
        self._bytes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """`si` is a text, `t` a piece of one, `rPh` a hint."""
        if name == "t":
            self._taking = not self._hint
        elif name == "rPh":
            self._hint = True
        elif name == "si":
            self._pieces.clear()

    def end(self, name: str) -> None:
        """A text is complete."""
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._hint = False
        elif name == "si":
            text = joined(self._pieces)
            self._bytes += sys.getsizeof(text)
            self.found.append(text)
            if len(self.found) > _MOST_TEXTS or self._bytes > _MOST_SHARED:
                raise Unreadable(1, TOO_LARGE)

    def text(self, text: str) -> None:
        """A piece."""
        if self._taking:
            self._pieces.append(text)


class Styles:
    """Collects what each style of a cell shows."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """`numFmt` is a format, `xf` among `cellXfs` a style that has one."""
        if name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._formats.append(_whole(attributes.get("numFmtId")))
        elif name == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:1000]
        if len(self._formats) > _MOST_STYLES or len(self._codes) > _MOST_STYLES:
            raise Unreadable(1, TOO_LARGE)

    def end(self, name: str) -> None:
        """The styles of cells end."""
        if name == "cellXfs":
            self._inside = False

    def text(self, text: str) -> None:
        """There is none."""

    @property
    def found(self) -> list[Style]:
        """What each style shows, by its number."""
        return [_shown(number, self._codes.get(number)) for number in self._formats]


class Names:
    """Collects elements of one name, as their attributes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One of them, or another."""
        if name == self._name:
            self.found.append(attributes)
            if len(self.found) > _MOST_STYLES:
                raise Unreadable(1, TOO_LARGE)

    def end(self, name: str) -> None:
        """Nothing follows from it."""

    def text(self, text: str) -> None:
        """There is none."""


def told(parts: Parts, name: str, handler: Any) -> Any:
    """What the handler finds in a part; nothing when there is no such part."""
    if name in parts:
        for _ in parts.parse(name, handler):
            pass
    return handler.found


def first_sheet(parts: Parts) -> tuple[str, bool]:
    """The part that holds the first sheet shown, and whether the workbook counts its days from 1904."""
    relations = told(parts, "xl/_rels/workbook.xml.rels", Names("Relationship"))
    targets = {one.get("Id"): one for one in relations if one.get("Type", "").endswith("/worksheet")}
    for sheet in told(parts, "xl/workbook.xml", Names("sheet")):
        id = next((value for name, value in sheet.items() if name.endswith(":id")), None)
        if sheet.get("state", "visible") == "visible" and id in targets:
            target = targets[id].get("Target", "").lstrip("/")
            said = told(parts, "xl/workbook.xml", Names("workbookPr"))
            return (
                target if target.startswith("xl/") else f"xl/{target}",
                any(one.get("date1904") in ("1", "true") for one in said),
            )
    raise Unreadable(1, "the workbook shows no sheet")


def joined(pieces: list[str]) -> str:
    """A text of its pieces, with what XML cannot hold put back; refused where it is too long for a cell."""
    text = "".join(pieces)
    if len(text) > LONGEST_TEXT:
        return Refused(TOO_LONG)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _shown(number: int, code: str | None) -> Style:
    if code is None:
        if number == 46:
            return "time"
        return "percent" if number in _PERCENT else "date" if number in _DATES else "number"
    if _ELAPSED.search(code):
        return "time"
    bare = _LITERAL.sub("", code).lower()
    if "%" in bare:
        return "percent"
    return "date" if any(letter in bare.partition(";")[0] for letter in "ymdhs") and "general" not in bare else "number"
