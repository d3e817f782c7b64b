"""CSV and NDJSON beside JSON, by Accept. Text cells that a spreadsheet would run as formulas are defused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

CSV = "text/csv"
NDJSON = "application/x-ndjson"
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def compact(value: object) -> str:
    """JSON as it is answered: without spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def chosen(accept: str) -> str:
    """The format wanted most; JSON when none of ours is named."""
    best, weight = "application/json", -1.0
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            found = float(quality)
        except ValueError:
            continue
        if media_type in (CSV, NDJSON, "application/json") and found > weight and found > 0:
            best, weight = media_type, found
    return best


def _is_number(annotation: Any) -> bool:
    if annotation in (Decimal, int, float):
        return True
    if get_origin(annotation) is Annotated:
        return _is_number(annotation.__origin__)
    return any(_is_number(part) for part in get_args(annotation) if get_origin(annotation) is not list)


def _is_added(field: FieldInfo) -> bool:
    return isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("readOnly") is True


def columns(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Header and "is a number" of each column; an embedded item's fields follow its name and a dot.

    What the server adds stands last.
    """
    for name, field in sorted(model.model_fields.items(), key=lambda entry: _is_added(entry[1])):
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from columns(inner, f"{prefix}{field.alias or name}.")
        else:
            yield f"{prefix}{field.alias or name}", _is_number(inner)


def defused(text: str) -> str:
    """The text, preceded by an apostrophe if a spreadsheet would take it for a formula; a plain number is none."""
    return f"'{text}" if text.startswith(_RUNS) and not _NUMBER.fullmatch(text) else text


def csv_text(model: type[BaseModel], items: Sequence[str], names: Sequence[str] | None) -> str:
    """A header and a line per item; lists of texts are joined by `;`, other lists stay JSON."""
    wanted = [(name, number) for name, number in columns(model) if names is None or name.split(".")[0] in names]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(name for name, _ in wanted)
    for item in items:
        values = json.loads(item)
        writer.writerow(_cell(values, name, number) for name, number in wanted)
    return target.getvalue()


def _cell(values: Any, name: str, number: bool) -> str:
    for part in name.split("."):
        values = values.get(part) if isinstance(values, dict) else None
    if values is None:
        return ""
    if isinstance(values, bool):
        return "true" if values else "false"
    if isinstance(values, list):
        plain = all(isinstance(value, str) for value in values)
        return defused(";".join(values) if plain else json.dumps(values, ensure_ascii=False))
    if isinstance(values, dict):
        return json.dumps(values, ensure_ascii=False)
    return str(values) if number else defused(str(values))
