"""Measures ask for facts that stand in their rows, and yield what the target's figure is measured in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..declarations import Declarations
from ..expression import Fact
from ..facts import FACTS
from ..measure import Count, Difference, Growth, Measure, PerUnit, Rows, Share, Sum
from ..quantity import UNITS, unit
from ..target import Target
from ..tree import walk
from .problem import Problem
from .trees import QUOTIENTS, named_twice, problems_of

_GROUPS: Final = {"growth": "ratio", "share": "ratio"}


def problems(said: Declarations) -> Iterator[Problem]:
    """Every target's measure."""
    for target in said.targets:
        if target.measure is not None:
            yield from problems_of(said, target.clause, target.id, target.measure)
            for what, cure in (*named_twice(target.measure), *_rows(target.measure), *_yields(target, target.measure)):
                yield Problem(said.city.key, target.clause, f"{target.id} {what}", cure)


def _rows(measure: Measure) -> Iterator[tuple[str, str]]:
    asked = [(rows.of, fact) for rows in walk(measure) if isinstance(rows, Rows) for fact in _facts(rows)]
    totals = [total for total in walk(measure) if isinstance(total, Sum)]
    for of, fact in (*asked, *((total.rows.of, total.of) for total in totals)):
        if fact.name in FACTS and of not in FACTS[fact.name].rows:
            yield f"asks for {fact.name}, which does not stand in {of} rows", "use another fact or other rows"
    for total in totals:
        if total.of.name in FACTS and FACTS[total.of.name].type != "decimal":
            yield f"sums {total.of.name}, no figure", "sum a figure"


def _facts(rows: Rows) -> Iterator[Fact]:
    return (node for node in walk(rows) if isinstance(node, Fact))


def _yields(target: Target, measure: Measure) -> Iterator[tuple[str, str]]:
    pairs: tuple[Count | Sum, ...] = ()
    if isinstance(measure, Difference):
        pairs = (measure.plus, measure.minus)
    elif isinstance(measure, Share):
        pairs = (measure.part, measure.whole)
    if pairs and (found := [dimension(part) for part in pairs])[0] != found[1] and None not in found:
        yield f"sets {found[0]} against {found[1]}", "use figures of one dimension"
        return
    if isinstance(measure, PerUnit) and measure.amount.rows != measure.size.rows:
        yield "divides sums over different rows", "use the same rows for amount and size"
    got = dimension(measure)
    mode = target.baseline.mode if target.baseline else "absolute"
    if got is None or target.unit not in UNITS or mode == "change_points":
        return
    wanted = unit(target.unit).dimension
    if got != wanted and (got, wanted) != ("ratio", "points"):
        yield f"is in {target.unit}, but its measure yields {got}", "correct the unit or the measure"


def dimension(measure: Measure) -> str | None:
    """What a measure yields; None where it cannot be told because something else is wrong."""
    if isinstance(measure, Count):
        return "count"
    if isinstance(measure, Sum):
        return FACTS[measure.of.name].dimension if measure.of.name in FACTS else None
    if isinstance(measure, Difference):
        return dimension(measure.plus)
    if isinstance(measure, PerUnit):
        return QUOTIENTS.get((dimension(measure.amount), dimension(measure.size)))
    assert isinstance(measure, (Share, Growth))  # noqa: S101 - the others are dealt with
    return _GROUPS[measure.op]
