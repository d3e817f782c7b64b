"""What a target's measure asks of the records, for the subject, or each of the subjects, that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongjian import (
    All,
    Count,
    Difference,
    Fact,
    Growth,
    Matches,
    OneOf,
    PerUnit,
    Rows,
    Share,
    Sum,
    Target,
)
from gongjian.expression import Condition
from gongjian.facts import RowKind
from gongjian.measure import Measure
from gongjian.place import Division

from .parameters import Window
from .tally import Asked

_SUBJECT_FACTS = {"division": "division_code", "park": "park", "chain": "chain"}


@dataclass(frozen=True)
class Part:
    """One aggregate of a measure: its name, the kind of rows, and what is asked of them."""

    name: str
    of: RowKind
    asked: Asked


def parts_of(measure: Measure, window: Window, subject: str) -> tuple[Part, ...]:
    """The aggregates of a measure over the rows of one subject."""
    return tuple(replace(part, asked=_restricted(part.asked, subject)) for part in _parts(measure, window))


def _parts(measure: Measure, window: Window) -> Iterator[Part]:
    if isinstance(measure, (Count, Sum)):
        yield _single("count" if isinstance(measure, Count) else "sum", measure, window)
    elif isinstance(measure, Difference):
        yield _single("plus", measure.plus, window)
        yield _single("minus", measure.minus, window)
    elif isinstance(measure, Share):
        yield _single("part", measure.part, window)
        yield _single("whole", measure.whole, window)
    elif isinstance(measure, Growth):
        total, before = measure.of, measure.of.years_back + measure.years
        yield _pair("growth", total.rows, total.of, total.of, (total.years_back, before), window)
    elif isinstance(measure, PerUnit):
        amount, size = measure.amount, measure.size
        rows = amount.rows if amount.rows == size.rows else _both(amount.rows, size.rows)
        yield _pair("quotient", rows, amount.of, size.of, (amount.years_back, size.years_back), window)


def _single(name: str, measure: Count | Sum, window: Window) -> Part:
    if isinstance(measure, Count):
        return Part(name, measure.rows.of, Asked(measure.rows.where, window))
    asked = Asked(measure.rows.where, window, measure.of, None, (measure.years_back, 0))
    return Part(name, measure.rows.of, asked)


def _pair(name: str, rows: Rows, first: Fact, second: Fact, years_back: tuple[int, int], window: Window) -> Part:
    return Part(name, rows.of, Asked(rows.where, window, first, second, years_back))


def _both(one: Rows, other: Rows) -> Rows:
    return Rows(one.of, All((one.where, other.where)))


def _restricted(asked: Asked, subject: str) -> Asked:
    kind, _, key = subject.partition(":")
    name = _SUBJECT_FACTS.get(kind)
    if name is None:
        return asked
    fact = Fact(name)
    only: Condition = Matches(fact, (key,)) if kind == "division" else OneOf(fact, (key,))
    return replace(asked, where=All((only, asked.where)))


def subjects_of(target: Target, divisions: Sequence[Division], city_code: str) -> tuple[str, ...] | None:
    """The subjects that must each reach the target; None when it holds for units that no record is kept by."""
    if target.per is None:
        return (target.subject,)
    if target.per not in ("division", "county", "district"):
        return None
    counties = tuple(
        f"division:{division.code}"
        for division in divisions
        if division.kind == "division" and division.code != city_code
    )
    return counties or None
