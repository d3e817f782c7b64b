"""Published results that a plugin carries as data, each with its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Final, Literal

from .errors import ContractError
from .indicator import SHARED, Indicator
from .period import Period
from .place import Scope
from .quantity import Quantity, quantity

COLUMNS: Final = (
    "scope",
    "indicator_zh",
    "period_from",
    "period_to",
    "value",
    "unit",
    "preliminary",
    "source_title",
    "source_url",
)
_WHOLE: Final = ("", "全市", "全县")


@dataclass(frozen=True)
class PublishedResult:
    """A figure somebody published about the city: what, over which period, from where."""

    scope: str
    indicator: str
    period: Period
    figure: Quantity
    status: Literal["preliminary", "final"]
    source_title: str
    source_url: str | None


def read_published(
    file: Traversable, indicators: Iterable[Indicator] = (), scopes: Iterable[Scope] = ()
) -> tuple[PublishedResult, ...]:
    """Read a plugin's `published.csv` (header: the names in COLUMNS, others are ignored).

    Indicators and scopes are found by their printed names; ContractError names line and cure when one is unknown.
    A stock given for one day stands under the month it closes.
    """
    known = {name: item for item in (*SHARED, *indicators) for name in (item.name, *item.names)}
    areas = {name: scope.id for scope in scopes for name in (scope.title, *scope.names)}
    results = []
    for line, row in enumerate(csv.DictReader(io.StringIO(file.read_text("utf-8"))), start=2):
        where = f"{file.name} line {line}"
        if missing := [column for column in COLUMNS if row.get(column) is None]:
            raise ContractError(f"{where}: column {', '.join(missing)} is missing")
        if row["indicator_zh"] not in known:
            raise ContractError(f"{where}: no indicator is called {row['indicator_zh']!r}; add it to the city's")
        if row["scope"] not in _WHOLE and row["scope"] not in areas:
            raise ContractError(f"{where}: no scope is called {row['scope']!r}; add it to the city's scopes")
        first, last = date.fromisoformat(row["period_from"]), date.fromisoformat(row["period_to"])
        period = Period.months(last.year, last.month, last.month) if first == last else Period.of(first, last)
        results.append(
            PublishedResult(
                areas.get(row["scope"], ""),
                known[row["indicator_zh"]].key,
                period,
                quantity(row["value"], row["unit"]),
                "preliminary" if row["preliminary"] == "true" else "final",
                row["source_title"],
                row["source_url"] or None,
            )
        )
    return tuple(results)
