"""The words that recorded entities are made of: each carries its JSON constraint and, where stored, its column type.

A word without `Column` lives in the document only; one with it is also a typed column that can be filtered,
sorted, measured or constrained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from sqlalchemy import Boolean, Date, Numeric, Text
from sqlalchemy.types import TypeEngine

from gongjian.quantity import shortest

NUMBER: Final = r"-?\d{1,18}(\.\d{1,6})?"
_NUMBER = re.compile(NUMBER, re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FEN = Decimal("0.01")
SHAPES: Final[dict[str, str]] = {"^$": "has one order here; leave it out"}
"""What is said to whoever misses a pattern, by pattern."""
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999


@dataclass(frozen=True)
class Column:
    """Marks a word (or a field) as stored in a typed column of its own."""

    type: TypeEngine[Any]


def shape(pattern: str, words: str) -> str:
    """A pattern of text; `words` say what it asks, and are shown in its place."""
    SHAPES[pattern] = words
    return pattern


def storable(text: str) -> str:
    """Refuse what PostgreSQL cannot hold: NUL and halves of surrogate pairs."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("contains NUL or half a surrogate pair; remove it")
    return text


def _exact(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError(
            'must be a decimal number written as a string, such as "1234.5": at most 18 digits, 6 decimals'
        )
    return Decimal(value)


def _whole_fen(value: Decimal) -> Decimal:
    if value != value.quantize(_FEN, ROUND_HALF_UP):
        raise ValueError("is money in yuan: at most two decimals")
    return value.quantize(_FEN)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError("must not be negative")
    return value


def day_of(text: str) -> date:
    """A date written YYYY-MM-DD; ValueError otherwise, and outside of the years that periods can name."""
    if not _DAY.fullmatch(text):
        raise ValueError("must be a date written YYYY-MM-DD")
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise ValueError(f"lies outside of the years {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar; dates are written YYYY-MM-DD") from None


def _day(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise ValueError("must be a date written YYYY-MM-DD")
    return day_of(value) if isinstance(value, str) else value


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside of the calendar") from None


def _line(max_length: int) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=max_length)


_exact_schema = {"type": "string", "pattern": f"^{NUMBER}$", "examples": ["1234.5"]}
_money_schema = {"type": "string", "pattern": r"^\d{1,18}(\.\d{1,2})?$", "examples": ["120000000.00"]}

Name = Annotated[str, _line(200), AfterValidator(storable), Column(Text())]
Label = Annotated[str, _line(64), AfterValidator(storable)]
Note = Annotated[str, StringConstraints(max_length=2000), AfterValidator(storable)]
Code = Annotated[
    str,
    StringConstraints(pattern=shape(r"^[A-Za-z0-9_-]{1,64}$", "must be 1 to 64 letters, digits, - and _")),
    Column(Text()),
]
DivisionCode = Annotated[
    str,
    StringConstraints(
        pattern=shape(r"^[0-9]{6}([0-9]{3}|[0-9]{6})?$", "must be a division's code of 6, 9 or 12 digits, not its name")
    ),
    Column(Text()),
    Field(examples=["530921"]),
]
IndustryCode = Annotated[
    str,
    StringConstraints(
        pattern=shape(
            r"^[A-T]([0-9]{2,4})?$",
            "must be a code of GB/T 4754-2017: the letter of its section, or that and 2 to 4 digits, such as C1530",
        )
    ),
    Column(Text()),
    Field(description="GB/T 4754-2017: section, or section with 2 to 4 digits", examples=["C1530"]),
]
Reference = Annotated[str, _line(100), AfterValidator(storable), Column(Text())]
Exact = Annotated[
    Decimal, BeforeValidator(_exact), PlainSerializer(shortest), WithJsonSchema(_exact_schema), Column(Numeric(24, 6))
]
Money = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_whole_fen),
    AfterValidator(_not_negative),
    PlainSerializer(lambda value: format(value, "f"), return_type=str),
    WithJsonSchema(_money_schema),
    Column(Numeric(20, 2)),
]
Area = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_not_negative),
    PlainSerializer(shortest),
    WithJsonSchema(_exact_schema),
    Column(Numeric(24, 6)),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2024-06-30"]}),
    Column(Date()),
]
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Flag = Annotated[bool, Field(strict=True), Column(Boolean())]
