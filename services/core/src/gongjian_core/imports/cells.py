"""A cell's text as the JSON value that its column means. What cannot be read stays text, for the entity to refuse."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final

from gongjian.quantity import shortest

from ..vocabulary import NUMBER
from .headings import Heading
from .labels import ALSO

_DEFUSED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_FLAGS: Final = {"true": True, "是": True, "false": False, "否": False}
_NUMBER = re.compile(NUMBER, re.ASCII)
_BETWEEN = re.compile(r"[;；\n]")
_PARTS = re.compile(r"[|｜]")


def cleaned(text: str) -> str:
    """Without surrounding blanks and without the apostrophe that keeps spreadsheets from running it."""
    text = text.strip()
    return text[1:] if text.startswith(_DEFUSED) else text


def value_of(heading: Heading, text: str, factor: Decimal = Decimal(1)) -> Any:
    """The value of a cell that is not empty; ValueError where the text has no such form.

    Several texts stand between `;`, entries likewise, with their parts between `|` in the order of the fields
    (`专精特新中小企业|省级|2024-05-20`), or as JSON.
    """
    match heading.form:
        case "number":
            return shortest(Decimal(text) * factor) if factor != 1 and _NUMBER.fullmatch(text) else text
        case "flag":
            return _FLAGS.get(text.lower(), text)
        case "choice":
            return code_of(heading, text)
        case "texts":
            return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        case "entries":
            return _entries(heading, text)
        case _:
            return text


def code_of(heading: Heading, text: str) -> str:
    """The code of a Chinese word, or the text itself."""
    for code, word in heading.codes.items():
        if text in (code, word):
            return code
    code = ALSO.get(text, text)
    return code if code in heading.codes else text


def _entries(heading: Heading, text: str) -> Any:
    if text.startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise ValueError("is no valid JSON; write entries as JSON, or with | between their parts") from None
    return [_entry(heading, entry) for entry in _BETWEEN.split(text) if entry.strip()]


def _entry(heading: Heading, text: str) -> dict[str, Any]:
    parts = [cleaned(part) for part in _PARTS.split(text)]
    if len(parts) > len(heading.parts):
        names = "|".join(part.name for part in heading.parts)
        raise ValueError(f"has an entry of {len(parts)} parts; write {names}, and ; between entries")
    return {part.name: value_of(part, written) for part, written in zip(heading.parts, parts, strict=False) if written}
