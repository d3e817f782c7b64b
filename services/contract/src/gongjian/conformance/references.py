"""Ids are unique, and what a declaration refers to exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..declarations import Declarations, Declared
from ..incentive import Incentive
from ..indicator import SHARED
from ..plan import Plan
from ..quantity import UNITS, unit
from ..schedule import Duty, Phase, Task
from ..target import Target
from .problem import Problem

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def problems(said: Declarations) -> Iterator[Problem]:
    """Ids, indicators, units, scopes, chains, departments, subsets, series, funds and sums."""
    city = said.city.key
    plans = {plan.id for plan in said.plans}
    for kind in ("target", "incentive", "fund", "phase", "duty", "task", "list"):
        named = [(item.id, item.clause) for found, item in said.declared() if found == kind]
        for name, times in Counter(name for name, _ in named).items():
            where = dict(named)[name]
            if times > 1:
                yield Problem(city, where, f"{kind} id {name} is used {times} times", "give each its own")
            if not _ID.fullmatch(name):
                yield Problem(city, where, f"{kind} id {name} is not lower-case words with hyphens", "rename it")
    for _, item in said.declared():
        if item.plan not in plans:
            yield Problem(
                city,
                item.clause,
                f"{item.id} belongs to the unknown plan {item.plan}",
                "name a plan of yours",
            )
        yield from _units(said, item)
    for target in said.targets:
        yield from _target(said, target)
    for plan in said.plans:
        yield from _sums(said, plan)
    yield from _places(said)
    for indicator in said.indicators:
        if not indicator.key.startswith(f"{city}_"):
            yield Problem(city, "—", f"indicator {indicator.key} is no shared one", f"call it {city}_{indicator.key}")
    funds = {fund.id for fund in said.funds}
    for incentive in said.incentives:
        if incentive.fund is not None and incentive.fund not in funds:
            yield Problem(
                city,
                incentive.clause,
                f"{incentive.id} is paid from unknown {incentive.fund}",
                "declare the fund",
            )


def _units(said: Declarations, item: Declared) -> Iterator[Problem]:
    names: tuple[str, ...] = ()
    if isinstance(item, (Phase, Duty)):
        names = item.responsible
    elif isinstance(item, (Target, Incentive, Task)):
        names = (*item.lead, *item.cooperating)
    for name in names:
        if not any(department.is_named(name) for department in said.city.departments):
            yield Problem(
                said.city.key,
                item.clause,
                f"{item.id} names the unknown unit {name}",
                "declare it or correct it",
            )


def _target(said: Declarations, target: Target) -> Iterator[Problem]:
    city, where, catalogue = said.city.key, target.clause, said.catalogue
    if target.indicator not in catalogue:
        yield Problem(
            city, where, f"{target.id} uses the unknown indicator {target.indicator}", "declare the indicator"
        )
    elif target.unit is not None:
        yield from _fits(city, target, unit(catalogue[target.indicator].unit).dimension)
    if target.unit is not None and target.unit not in UNITS:
        yield Problem(city, where, f"{target.id} has the unknown unit {target.unit}", "use a known unit")
    if (target.comparator == "none") != (target.value is None):
        yield Problem(city, where, f"{target.id}: a comparison word and a figure go together", "give both or neither")
    if target.comparator == "between" and target.value_high is None:
        yield Problem(city, where, f"{target.id} is a range without an upper end", "give both ends")
    if target.scope and target.scope not in {scope.id for scope in said.city.scopes}:
        yield Problem(city, where, f"{target.id} covers the unknown scope {target.scope}", "declare the scope")
    others = {other.id: other for other in said.targets}
    if target.subset_of is not None and target.subset_of not in others:
        yield Problem(
            city,
            where,
            f"{target.id} is a subset of the unknown {target.subset_of}",
            "name a target of yours",
        )
    if target.series is not None:
        indicators = {other.indicator for other in said.targets if other.series == target.series}
        if len(indicators) > 1:
            yield Problem(
                city,
                where,
                f"series {target.series} mixes {', '.join(sorted(indicators))}",
                "one indicator each",
            )


def _fits(city: str, target: Target, dimension: str) -> Iterator[Problem]:
    relative = target.baseline is not None and target.baseline.mode != "absolute"
    found = unit(target.unit or "").dimension
    if not relative and found != dimension and not (dimension == "ratio" and found == "points"):
        yield Problem(
            city,
            target.clause,
            f"{target.id} is in {target.unit} but {target.indicator} is measured as {dimension}",
            "correct the unit or the indicator",
        )


def _sums(said: Declarations, plan: Plan) -> Iterator[Problem]:
    values = {target.id: target.value for target in said.targets}
    for rule in plan.sums:
        if missing := [name for name in (rule.whole, *rule.parts) if values.get(name) is None]:
            yield Problem(
                said.city.key,
                "—",
                f"sum of {rule.whole}: no figure for {', '.join(missing)}",
                "correct the ids",
            )
            continue
        total = sum(value for name in rule.parts if (value := values[name]) is not None)
        if total != values[rule.whole]:
            yield Problem(
                said.city.key,
                "—",
                f"the parts of {rule.whole} add up to {total}, not {values[rule.whole]}",
                "correct a figure",
            )


def _places(said: Declarations) -> Iterator[Problem]:
    city = said.city
    for kind, keys in (
        ("division", [division.code for division in city.divisions]),
        ("department", [name for office in city.departments for name in (office.name, *office.aliases)]),
        ("chain", [chain.id for chain in city.chains]),
        ("scope", [scope.id for scope in city.scopes]),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield Problem(city.key, "—", f"{kind} {key} is declared {times} times", "declare it once")


def between(cities: tuple[Declarations, ...]) -> Iterator[Problem]:
    """What cities must not do to each other: share a key of an indicator or replace a shared one."""
    shared = {item.key for item in SHARED}
    owners: dict[str, str] = {}
    for said in cities:
        for item in said.indicators:
            if item.key in shared or owners.setdefault(item.key, said.city.key) != said.city.key:
                yield Problem(
                    said.city.key,
                    "—",
                    f"indicator {item.key} is declared elsewhere",
                    "use that one or rename",
                )
