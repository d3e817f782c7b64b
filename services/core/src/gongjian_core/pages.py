"""Keyset pages: one statement, and the thousandth page costs what the first costs.

A cursor is opaque; it carries the last item's place in the order and a fingerprint of register, sort and filters, so
that it cannot be used for another list by mistake.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from .database import Transaction
from .errors import BadRequest, Invalid

MALFORMED = "The cursor is malformed; send `next` of the page before, as it was answered."


@dataclass(frozen=True)
class Sort:
    """An order: an SQL expression that is never null, and its type."""

    sql: str
    type: str = "text"


@dataclass
class Where:
    """Conditions with their values; `{}` stands for a value."""

    clauses: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def value(self, value: Any) -> str:
        """Add a value; answers its placeholder."""
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, sql: str, *values: Any) -> None:
        """Add a condition."""
        self.clauses.append(sql.format(*(self.value(value) for value in values)))

    @property
    def sql(self) -> str:
        """The conditions, joined."""
        return " and ".join(self.clauses) or "true"


@dataclass(frozen=True)
class Page:
    """Items as JSON texts, the cursor after them (None at the end), and the total if it was asked for."""

    items: Sequence[str]
    next: str | None
    total: int | None


@dataclass(frozen=True)
class Wanted:
    """Which page: how many items, after which cursor, in which order."""

    limit: int
    cursor: str | None
    sort: str
    count: bool = False


async def page_of(
    tx: Transaction,
    *,
    item: str,
    source: str,
    where: Where,
    keys: Sequence[Sort],
    sorts: Mapping[str, Sort],
    wanted: Wanted,
) -> Page:
    """One page of `item` (SQL of a JSON text) over `source`; `keys` make every order total."""
    descending, name = wanted.sort.startswith("-"), wanted.sort.lstrip("-")
    if name not in sorts:
        raise Invalid.at("?sort", f"is none of {', '.join(sorts)} (with - for descending)")
    order = [sorts[name], *(key for key in keys if key != sorts[name])]
    mark = _fingerprint(source, wanted.sort, where)
    total = None
    if wanted.count:
        total = await tx.fetchval(f"select count(*) from {source} where {where.sql}", *where.values)
    if wanted.cursor is not None:
        places = _read(wanted.cursor, mark, len(order))
        bound = ", ".join(f"{where.value(place)}::text::{sort.type}" for place, sort in zip(places, order, strict=True))
        where.clauses.append(f"({', '.join(sort.sql for sort in order)}) {'<' if descending else '>'} ({bound})")
    direction = " desc" if descending else ""
    try:
        rows = await tx.once(
            f"select {item}, {', '.join(f'({sort.sql})::text' for sort in order)} from {source} where {where.sql}"
            f" order by {', '.join(sort.sql + direction for sort in order)} limit {where.value(wanted.limit + 1)}",
            *where.values,
        )
    except asyncpg.DataError:
        if wanted.cursor is None:
            raise
        raise BadRequest(MALFORMED) from None
    more = len(rows) > wanted.limit
    rows = rows[: wanted.limit]
    cursor = _write(mark, list(rows[-1])[1:]) if more else None
    return Page([row[0] for row in rows], cursor, total)


def opaque(text: str) -> str:
    """A text as a cursor."""
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def read_opaque(cursor: str) -> str:
    """The text of a cursor; BadRequest when it was not made here."""
    try:
        return base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:
        raise BadRequest(MALFORMED) from None


def _fingerprint(source: str, sort: str, where: Where) -> str:
    text = json.dumps([source, sort, where.clauses, where.values], default=str, ensure_ascii=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _write(mark: str, places: Sequence[str]) -> str:
    text = json.dumps([mark, *places], ensure_ascii=False, separators=(",", ":"))
    return opaque(text)


def _read(cursor: str, mark: str, length: int) -> list[str]:
    try:
        values: list[str] = json.loads(read_opaque(cursor))
        found, *places = values
    except (ValueError, TypeError, RecursionError):
        raise BadRequest(MALFORMED) from None
    if found != mark:
        raise BadRequest("The cursor belongs to another list; keep sort and filters while paging.")
    if len(places) != length or not all(isinstance(place, str) for place in places):
        raise BadRequest(MALFORMED)
    return places
