"""Figures as a document prints them: a Decimal and the unit beside it.

A `Quantity` keeps value and unit as printed (`93.1` and `亿元`), so that what is shown is what was published;
`base` converts to the unit's base (yuan, fraction, pieces …) for arithmetic. Floats are refused everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cached_property
from typing import Final

from .errors import ContractError

Number = int | str | Decimal
EXACT: Final = Context(prec=60)


@dataclass(frozen=True)
class Unit:
    """A printed unit: what it measures and how many base units one of it is."""

    text: str
    dimension: str
    factor: Decimal


def _units() -> dict[str, Unit]:
    table: dict[str, tuple[str, ...]] = {
        "money": ("元:1", "千元:1000", "万元:10000", "亿元:100000000", "万亿元:1000000000000"),
        "ratio": ("%:0.01", "‰:0.001"),
        "points": ("个百分点:0.01",),
        "multiple": ("倍:1",),
        "rank": ("位:1",),
        "area": ("亩:1", "万亩:10000"),
        "mass": ("吨:1", "万吨:10000"),
        "money_per_area": ("元/亩:1", "万元/亩:10000"),
        "energy": ("吨标准煤:1", "万吨标准煤:10000"),
        "energy_intensity": ("吨标准煤/万元:1",),
        "duration": ("年:1",),
    }
    units = {
        text: Unit(text, dimension, Decimal(factor))
        for dimension, entries in table.items()
        for text, factor in (entry.split(":") for entry in entries)
    }
    for text in (
        "户",
        "家",
        "个",
        "座",
        "人",
        "人次",
        "名",
        "项",
        "条",
        "批",
        "批次",
        "场",
        "次",
        "类",
        "件",
        "所",
        "种",
    ):
        units[text] = Unit(text, "count", Decimal(1))
    units["万人次"] = Unit("万人次", "count", Decimal(10_000))
    units["万户"] = Unit("万户", "count", Decimal(10_000))
    return units


UNITS: Final = _units()
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)


def unit(text: str) -> Unit:
    """Return the known unit `text`; ContractError lists the known ones."""
    try:
        return UNITS[text]
    except KeyError:
        raise ContractError(f"unknown unit {text!r}; known units: {' '.join(UNITS)}") from None


def decimal(value: Number) -> Decimal:
    """Read an exact number; floats and anything but plain digits raise ContractError."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, (bool, float)) or not isinstance(value, (int, str)):
        raise ContractError(f"{value!r} is not an exact number; write it as int or as a string such as '93.1'")
    text = str(value)
    if not _NUMBER.fullmatch(text):
        raise ContractError(f"{value!r} is not a plain number with at most 18 digits and 6 decimals")
    return Decimal(text)


def plain(value: Decimal) -> str:
    """Print a Decimal without exponent, keeping the digits it was written with."""
    return format(value, "f")


def shortest(value: Decimal) -> str:
    """Print a Decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Quantity:
    """A figure with its unit. `printed` holds the document's own words where they are not digits (翻一番)."""

    value: Decimal
    unit: str
    printed: str | None = None

    @property
    def dimension(self) -> str:
        """What is measured: money, ratio, count …; only like dimensions compare."""
        return unit(self.unit).dimension

    @cached_property
    def base(self) -> Decimal:
        """The value in base units: yuan, fraction, pieces, mu, tonnes."""
        return EXACT.multiply(self.value, unit(self.unit).factor)

    def __str__(self) -> str:
        return self.printed or f"{plain(self.value)}{self.unit}"

    def in_unit(self, text: str) -> Quantity:
        """Convert to another unit of the same dimension; ContractError when it is another dimension."""
        wanted = unit(text)
        if wanted.dimension != self.dimension:
            raise ContractError(f"{self} is {self.dimension}, not {wanted.dimension}: it has no value in {text}")
        return Quantity(EXACT.divide(self.base, wanted.factor), text)


def quantity(value: Number, unit_text: str, printed: str | None = None) -> Quantity:
    """Make a quantity in any known unit: `quantity(16, "户")`, `quantity("160", "万元/亩")`."""
    return Quantity(decimal(value), unit(unit_text).text, printed)


def yuan(value: Number) -> Quantity:
    """元."""
    return quantity(value, "元")


def wan(value: Number) -> Quantity:
    """万元."""
    return quantity(value, "万元")


def yi(value: Number) -> Quantity:
    """亿元."""
    return quantity(value, "亿元")


def percent(value: Number) -> Quantity:
    """%."""
    return quantity(value, "%")


def permille(value: Number) -> Quantity:
    """‰."""
    return quantity(value, "‰")


def points(value: Number) -> Quantity:
    """个百分点 (percentage points)."""
    return quantity(value, "个百分点")


def years(value: Number, printed: str | None = None) -> Quantity:
    """年, as a duration."""
    return quantity(value, "年", printed)
