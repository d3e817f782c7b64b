"""Declarations as data: frozen dataclasses that print themselves as plain JSON values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import ClassVar

from .period import Period
from .quantity import plain

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Span:
    """First and last day of something, both included; None = the document leaves that end open."""

    from_: date | None
    to: date | None


@dataclass(frozen=True)
class Node:
    """A step of an expression tree; `op` is its name in the printed form."""

    op: ClassVar[str]


def to_data(value: object) -> Plain:
    """Print a declaration as JSON values: Decimals as strings, dates in ISO form, `from_` as `from`.

    A class may name properties to be printed with its fields in `derived`.
    """
    if value is None or (isinstance(value, (bool, int, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_data(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        printed: dict[str, Plain] = {"op": value.op} if isinstance(value, Node) else {}
        for field in fields(value):
            if field.metadata.get("hidden"):
                continue
            printed[field.name.rstrip("_")] = to_data(getattr(value, field.name))
        for name in getattr(type(value), "derived", ()):
            printed[name] = to_data(getattr(value, name))
        return printed
    raise TypeError(f"{type(value).__name__} cannot stand in a declaration")


def content_hash(value: object) -> str:
    """SHA-256 of a declaration's printed form with sorted keys: equal content, equal hash."""
    text = json.dumps(to_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
