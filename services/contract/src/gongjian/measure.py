"""How a target's actual value follows from records, as data.

The same definition yields the number and the list of records behind it. Rows are enterprises, projects, entries to
and exits from above-scale status, titles (certifications) and list memberships; conditions are those of
`gongjian.expression`, over the facts that stand in such a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .expression import All, Condition, Fact
from .facts import RowKind
from .node import Node
from .tree import every


@dataclass(frozen=True)
class Rows(Node):
    """The records of one kind that meet a condition. Titles count each enterprise once per kind of title."""

    op: ClassVar[str] = "rows"
    of: RowKind
    where: Condition


@dataclass(frozen=True)
class Count(Node):
    """How many rows there are."""

    op: ClassVar[str] = "count"
    rows: Rows


@dataclass(frozen=True)
class Sum(Node):
    """The sum of a decimal fact over the rows, in base units; a fact with an indicator is read over the period.

    With `years_back` the same months of an earlier year are read.
    """

    op: ClassVar[str] = "sum"
    of: Fact
    rows: Rows
    years_back: int = 0


@dataclass(frozen=True)
class Difference(Node):
    """plus − minus: net increase as entries less exits."""

    op: ClassVar[str] = "difference"
    plus: Count | Sum
    minus: Count | Sum


@dataclass(frozen=True)
class Share(Node):
    """part / whole as a fraction; a whole of zero gives no value. A cohort is a part with the whole's conditions."""

    op: ClassVar[str] = "share"
    part: Count | Sum
    whole: Count | Sum


@dataclass(frozen=True)
class Growth(Node):
    """(now − before) / before of the same sum `years` earlier, over the rows that have both figures."""

    op: ClassVar[str] = "growth"
    of: Sum
    years: int = 1


@dataclass(frozen=True)
class PerUnit(Node):
    """amount / size of two sums over the same rows, such as tax per mu, in base units."""

    op: ClassVar[str] = "per_unit"
    amount: Sum
    size: Sum


Measure = Count | Sum | Difference | Share | Growth | PerUnit


def rows(of: RowKind, *conditions: Condition) -> Rows:
    """The rows of a kind that meet all conditions (none = all rows)."""
    return Rows(of, conditions[0] if len(conditions) == 1 else every(*conditions))


def count(of: RowKind, *conditions: Condition) -> Count:
    """Count rows: `count("project", During(fact("started_on")))`."""
    return Count(rows(of, *conditions))


def part_of(whole: Count, *conditions: Condition) -> Share:
    """The share of the counted rows that also meet further conditions (a cohort share)."""
    return Share(Count(Rows(whole.rows.of, All((whole.rows.where, *conditions)))), whole)
