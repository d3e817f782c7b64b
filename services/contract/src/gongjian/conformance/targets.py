"""Targets: indicator, unit, subject, scope, baseline and comparison fit each other, and parts add up to wholes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from ..declarations import Declarations
from ..plan import Plan
from ..quantity import UNITS, Quantity, unit
from ..target import Recurrence, Target
from .problem import Problem

_KINDS: Final = {"growth": "ratio", "share": "ratio", "rank": "rank", "count": "count"}
_RELATIVE: Final = {"multiple": "multiple", "change_percent": "ratio", "change_points": "points"}


def problems(said: Declarations) -> Iterator[Problem]:
    """Every target by itself and beside the others of its series and sums."""
    others = {target.id for target in said.targets}
    scopes = {scope.id for scope in said.city.scopes}
    subjects = {"city", *(f"chain:{chain.id}" for chain in said.city.chains)}
    for division in said.city.divisions:
        kind = "park" if division.kind in ("park", "development_zone") else "division"
        subjects.add(f"{kind}:{division.code}")
    for target in said.targets:
        for what, cure in _alone(said, target):
            yield Problem(said.city.key, target.clause, f"{target.id} {what}", cure)
        if target.scope and target.scope not in scopes:
            yield _of(said, target, f"covers the unknown scope {target.scope}", "declare the scope")
        if target.subject not in subjects:
            yield _of(said, target, f"is about the unknown subject {target.subject}", "declare it or correct it")
        if target.subset_of is not None and target.subset_of not in others:
            yield _of(said, target, f"is a subset of the unknown {target.subset_of}", "name a target of yours")
        if target.subset_of == target.id:
            yield _of(said, target, "is a subset of itself", "name another target")
    yield from _series(said)
    for plan in said.plans:
        yield from _sums(said, plan)


def _of(said: Declarations, target: Target, what: str, cure: str) -> Problem:
    return Problem(said.city.key, target.clause, f"{target.id} {what}", cure)


def _alone(said: Declarations, target: Target) -> Iterator[tuple[str, str]]:
    known = said.catalogue.get(target.indicator)
    if known is None:
        yield f"uses the unknown indicator {target.indicator}", "declare the indicator"
    if (target.comparator == "none") != (target.value is None):
        yield "has a comparison word without a figure or a figure without one", "give both or neither"
    if target.comparator == "between" and target.value_high is None:
        yield "is a range without an upper end", "give both ends"
    if target.recurrence is not None and target.recurrence not in get_args(Recurrence):
        yield f"recurs {target.recurrence}", f"say one of {', '.join(get_args(Recurrence))}"
    if target.unit is None:
        return
    if target.unit not in UNITS:
        yield f"has the unknown unit {target.unit}", "use a known unit"
        return
    found = unit(target.unit).dimension
    mode = target.baseline.mode if target.baseline else "absolute"
    if mode in _RELATIVE:
        if found != _RELATIVE[mode]:
            yield f"is in {target.unit}, but its baseline is a {mode}", "correct the unit or the baseline's mode"
        return
    if target.kind in _KINDS and found != _KINDS[target.kind]:
        yield f"is a {target.kind} in {target.unit}", "correct the kind or the unit"
    elif known is not None and not _fits(found, unit(known.unit).dimension):
        yield f"is in {target.unit}, but {known.key} in {known.unit}", "correct the unit or the indicator"
    if (target.comparator == "rank_le") != (target.kind == "rank" and target.value is not None):
        yield "confuses a rank with a figure", "say rank_within(…) with kind rank"


def _fits(found: str, wanted: str) -> bool:
    return found == wanted or (found, wanted) == ("points", "ratio")


def _series(said: Declarations) -> Iterator[Problem]:
    for name in dict.fromkeys(target.series for target in said.targets if target.series is not None):
        members = [target for target in said.targets if target.series == name]
        if len({target.indicator for target in members}) > 1:
            mixed = ", ".join(dict.fromkeys(target.indicator for target in members))
            yield Problem(said.city.key, members[0].clause, f"series {name} mixes {mixed}", "one indicator each")


def _sums(said: Declarations, plan: Plan) -> Iterator[Problem]:
    figures = {
        target.id: Quantity(target.value, target.unit)
        for target in said.targets
        if target.value is not None and target.unit in UNITS
    }
    for rule in plan.sums:
        if missing := [name for name in (rule.whole, *rule.parts) if name not in figures]:
            yield Problem(
                said.city.key, "—", f"sum of {rule.whole}: no figure for {', '.join(missing)}", "correct the ids"
            )
            continue
        whole, parts = figures[rule.whole], [figures[name] for name in rule.parts]
        if any(part.dimension != whole.dimension or part.dimension in ("ratio", "rank") for part in parts):
            yield Problem(said.city.key, "—", f"the parts of {rule.whole} cannot be added up", "drop the sum")
        elif sum(part.base for part in parts) != whole.base:
            added = " + ".join(str(part) for part in parts)
            yield Problem(said.city.key, "—", f"{added} is not {whole} ({rule.whole})", "correct a figure")
