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
from .quantity import Quantity, quantity, unit

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

    Indicators and scopes are found by their printed names; ContractError names line and cure when something is wrong.
    A stock given for the last day of a month stands under that month.
    """
    known = {name: item for item in (*SHARED, *indicators) for name in (item.name, *item.names)}
    areas = {name: scope.id for scope in scopes for name in (scope.title, *scope.names)}
    results = []
    table = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    for row in table:
        where = f"{file.name} line {table.line_num}"
        if missing := [column for column in COLUMNS if row.get(column) is None]:
            raise ContractError(f"{where}: column {', '.join(missing)} is missing")
        if row["indicator_zh"] not in known:
            raise ContractError(f"{where}: no indicator is called {row['indicator_zh']!r}; add it to the city's")
        if row["scope"] not in _WHOLE and row["scope"] not in areas:
            raise ContractError(f"{where}: no scope is called {row['scope']!r}; add it to the city's scopes")
        try:
            results.append(_result(row, known[row["indicator_zh"]], areas.get(row["scope"], "")))
        except ContractError as error:
            raise ContractError(f"{where}: {error}") from error
    return tuple(results)


def _result(row: dict[str, str], indicator: Indicator, scope: str) -> PublishedResult:
    figure = quantity(row["value"], row["unit"])
    if figure.dimension != unit(indicator.unit).dimension:
        raise ContractError(
            f"{indicator.key} is measured in {indicator.unit}, not in {figure.unit}; correct one of them"
        )
    if row["preliminary"] not in ("true", "false"):
        raise ContractError(f"preliminary is {row['preliminary']!r}; write true or false")
    return PublishedResult(
        scope,
        indicator.key,
        _period(_day(row["period_from"]), _day(row["period_to"])),
        figure,
        "preliminary" if row["preliminary"] == "true" else "final",
        row["source_title"],
        row["source_url"] or None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ContractError(f"{text!r} is no day; write it as 2024-12-31") from None


def _period(first: date, last: date) -> Period:
    if first != last:
        return Period.of(first, last)
    month = Period.months(last.year, last.month, last.month)
    if last != month.last:
        raise ContractError(f"{last} closes no month; a stock is given for the last day of a month")
    return month
