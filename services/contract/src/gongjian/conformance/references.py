"""Ids are unique, and what a declaration refers to exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, get_args

from ..declarations import Declarations, Declared
from ..incentive import Incentive
from ..indicator import SHARED
from ..plan import ListSubject
from ..quantity import UNITS
from ..schedule import Duty, Phase, Task
from ..target import Target
from .problem import Problem

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE: Final = re.compile(r"[1-9]\d{5}", re.ASCII)


def problems(said: Declarations) -> Iterator[Problem]:
    """Ids, plans, clauses of places and lists, departments, stages, indicators and funds."""
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
    yield from _clauses(said)
    yield from _stages(said)
    yield from _places(said)
    yield from _indicators(said)
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


def _clauses(said: Declarations) -> Iterator[Problem]:
    city = said.city.key
    for name, times in Counter(plan.id for plan in said.plans).items():
        if times > 1:
            yield Problem(city, "—", f"plan id {name} is used {times} times", "give each its own")
    known = {clause.address for plan in said.plans for clause in plan.clauses}
    for chain in said.city.chains:
        if chain.clause not in known:
            yield Problem(city, chain.clause, f"chain {chain.id} stands at an unknown clause", "correct its clause")
    for named in said.city.named:
        if named.clause not in known:
            yield Problem(city, named.clause, f"{named.name} stands at an unknown clause", "correct its clause")
    for listed in said.lists:
        if listed.subject not in get_args(ListSubject):
            yield Problem(
                city, listed.clause, f"list {listed.id} is of {listed.subject}", "a list is of enterprise or project"
            )


def _stages(said: Declarations) -> Iterator[Problem]:
    phases, duties = {phase.id for phase in said.phases}, {duty.id for duty in said.duties}
    for task in said.tasks:
        if task.phase is not None and task.phase not in phases:
            yield Problem(said.city.key, task.clause, f"{task.id} is in unknown phase {task.phase}", "declare it")
    for phase in said.phases:
        if unknown := [name for name in phase.duties if name not in duties]:
            yield Problem(
                said.city.key, phase.clause, f"{phase.id} has unknown {', '.join(unknown)}", "name ids of your duties"
            )


def _indicators(said: Declarations) -> Iterator[Problem]:
    city = said.city.key
    names = Counter(name for item in said.catalogue.values() for name in {item.name, *item.names})
    for key, times in Counter(item.key for item in said.indicators).items():
        if times > 1:
            yield Problem(city, "—", f"indicator {key} is declared {times} times", "declare it once")
        if not key.startswith(f"{city}_"):
            yield Problem(city, "—", f"indicator {key} is no shared one", f"call it {city}_{key}")
    for item in {item.key: item for item in said.indicators}.values():
        if item.unit not in UNITS:
            yield Problem(city, "—", f"indicator {item.key} has the unknown unit {item.unit}", "use a known unit")
        if twice := [name for name in (item.name, *item.names) if names[name] > 1]:
            yield Problem(city, "—", f"indicator {item.key} is also called {', '.join(twice)}", "give it its own name")


def _places(said: Declarations) -> Iterator[Problem]:
    city = said.city
    if not city.name.strip():
        yield Problem(city.key, "—", "the city has no name", "give its Chinese name")
    if not _CODE.fullmatch(city.division_code) or not city.division_code.startswith(city.province_code):
        yield Problem(
            city.key, "—", f"{city.division_code} is no code of the province {city.province_code}", "see GB/T 2260"
        )
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
