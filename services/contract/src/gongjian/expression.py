"""Conditions and amounts as data: one tree is evaluated, explained, printed and simulated.

Every number in a tree is a `Param` with a name, so that parameters can be listed and changed. Conditions
are three-valued (see `evaluate`); `tree` has the short constructors. Dates are compared with the
period in question unless a node carries its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal

from .node import Node
from .period import Period
from .quantity import Quantity

Test = Literal["ge", "gt", "le", "lt", "eq"]


@dataclass(frozen=True)
class Param(Node):
    """A figure of the clause: name, value and unit as printed. Names are unique within one incentive."""

    op: ClassVar[str] = "param"
    name: str
    value: Decimal
    unit: str

    @cached_property
    def quantity(self) -> Quantity:
        """The figure with its unit."""
        return Quantity(self.value, self.unit)


@dataclass(frozen=True)
class Fact(Node):
    """A named fact of `gongjian.facts`, narrowed by arguments (`kind=little_giant`)."""

    op: ClassVar[str] = "fact"
    name: str
    arguments: tuple[tuple[str, str], ...] = ()

    @cached_property
    def key(self) -> str:
        """The key under which the value is supplied: `name` or `name[kind=…,level=…]`."""
        if not self.arguments:
            return self.name
        return f"{self.name}[{','.join(f'{k}={v}' for k, v in self.arguments)}]"


@dataclass(frozen=True)
class Minus(Node):
    """left − right, in base units."""

    op: ClassVar[str] = "minus"
    left: Value
    right: Value


@dataclass(frozen=True)
class Quotient(Node):
    """left / right, in base units, such as tax per mu; without a positive `right` there is none."""

    op: ClassVar[str] = "quotient"
    left: Value
    right: Value


@dataclass(frozen=True)
class GrowthOf(Node):
    """(now − before) / before as a fraction; without a positive `before` there is no rate."""

    op: ClassVar[str] = "growth_of"
    now: Value
    before: Value


Value = Fact | Param | Minus | Quotient | GrowthOf


@dataclass(frozen=True)
class All(Node):
    """Every condition holds."""

    op: ClassVar[str] = "all"
    of: tuple[Condition, ...]


@dataclass(frozen=True)
class Any(Node):
    """At least one condition holds."""

    op: ClassVar[str] = "any"
    of: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Node):
    """The condition does not hold; unknown stays unknown."""

    op: ClassVar[str] = "not"
    of: Condition


@dataclass(frozen=True)
class Is(Node):
    """A yes-or-no fact is yes."""

    op: ClassVar[str] = "is"
    fact: Fact


@dataclass(frozen=True)
class Compare(Node):
    """left against right in base units: `ge` 以上/达到, `gt` 超/超过, `le` 以内, `lt` 低于."""

    op: ClassVar[str] = "compare"
    left: Value
    test: Test
    right: Value


@dataclass(frozen=True)
class Band(Node):
    """One bracket: from this lower bound (inclusive) up to the next band's bound (exclusive), `demand` is asked."""

    op: ClassVar[str] = "band"
    lower: Param
    demand: Param


@dataclass(frozen=True)
class Bands(Node):
    """The bracket in which `by` lies decides what `value` must reach; below the lowest bracket nothing is due."""

    op: ClassVar[str] = "bands"
    by: Value
    value: Value
    test: Test
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Matches(Node):
    """A code begins with one of the prefixes (GB/T 4754 industries, GB/T 2260 divisions)."""

    op: ClassVar[str] = "matches"
    fact: Fact
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class OneOf(Node):
    """A text is one of the values."""

    op: ClassVar[str] = "one_of"
    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True)
class Has(Node):
    """A set contains the value; a yearly list's id gets the period's year appended (`-YYYY`) when `yearly`."""

    op: ClassVar[str] = "has"
    fact: Fact
    value: str
    yearly: bool = False


@dataclass(frozen=True)
class During(Node):
    """The date lies in `period`, else in the period in question."""

    op: ClassVar[str] = "during"
    fact: Fact
    period: Period | None = None


@dataclass(frozen=True)
class UpTo(Node):
    """The date is not later than the last day of the period in question."""

    op: ClassVar[str] = "up_to"
    fact: Fact


@dataclass(frozen=True)
class Before(Node):
    """The date is earlier than the first day of the period in question."""

    op: ClassVar[str] = "before"
    fact: Fact


@dataclass(frozen=True)
class Past(Node):
    """The date is earlier than the last day of the period in question: what was valid until then (有效期至) is over."""

    op: ClassVar[str] = "past"
    fact: Fact


@dataclass(frozen=True)
class Within(Node):
    """`later` happened no more than `limit` years after `earlier` (三年内; exactly three years is within)."""

    op: ClassVar[str] = "within"
    later: Fact
    earlier: Fact
    limit: Param


@dataclass(frozen=True)
class Lasting(Node):
    """What began on `since` has lasted at least `limit` years on the last day of the period (停产两年以上)."""

    op: ClassVar[str] = "lasting"
    since: Fact
    limit: Param


Condition = (
    All | Any | Not | Is | Compare | Bands | Matches | OneOf | Has | During | UpTo | Before | Past | Within | Lasting
)


@dataclass(frozen=True)
class Lump(Node):
    """A fixed amount."""

    op: ClassVar[str] = "lump"
    amount: Param


@dataclass(frozen=True)
class Rate(Node):
    """rate × of, at most `cap`; rounded once, at the end, to the fen, half up."""

    op: ClassVar[str] = "rate"
    rate: Param
    of: Value
    cap: Param | None = None
    rounding: Literal["fen_half_up"] = "fen_half_up"


Amount = Lump | Rate
