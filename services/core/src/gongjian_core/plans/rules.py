"""Which declared things a reader asks for. Pure: no HTTP, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongjian import Department, Duty, Incentive, Phase, Plan, Target, Task

D = TypeVar("D")
T = TypeVar("T", bound=Target)


@dataclass(frozen=True)
class Wanted:
    """Filters common to all declared lists; None = not asked for."""

    clause: str | None = None
    plan: str | None = None
    department: str | None = None
    q: str | None = None


@dataclass(frozen=True)
class WantedTargets(Wanted):
    """Filters of targets."""

    indicator: str | None = None
    year: int | None = None
    kind: str | None = None
    strength: str | None = None


def units_of(item: object, plans: Sequence[Plan] = ()) -> tuple[str, ...]:
    """The units that a declared thing names, leading or not; where it names none, those printed with its clause."""
    if isinstance(item, (Target, Incentive, Task)):
        return (*item.lead, *item.cooperating)
    if isinstance(item, (Phase, Duty)):
        return item.responsible
    if isinstance(item, Department):
        return (item.name, *item.aliases)
    at, plan = _clause_of(item), getattr(item, "plan", None)
    clauses = (said for one in plans if plan in (None, one.id) for said in one.clauses if said.address == at)
    return tuple(unit for said in clauses for unit in (*said.lead, *said.cooperating))


def names_of(departments: Sequence[Department], asked: str) -> frozenset[str]:
    """All printed forms of the unit that is asked for, by its name or an alias."""
    found = {name for unit in departments if unit.is_named(asked) for name in (unit.name, *unit.aliases)}
    return frozenset(found or {asked})


def chosen(
    items: Iterable[D], wanted: Wanted, departments: Sequence[Department], plans: Sequence[Plan] = ()
) -> list[D]:
    """The items that meet the common filters, in the document's order.

    What stands at no clause, or names no unit, meets no filter of that. Places and words hold for all the `plans`.
    """
    names = names_of(departments, wanted.department) if wanted.department else frozenset()
    kept = []
    for item in items:
        if wanted.clause and not _clause_of(item).startswith(wanted.clause):
            continue
        if wanted.plan and wanted.plan not in _plans_of(item, plans):
            continue
        if names and not names.intersection(units_of(item, plans)):
            continue
        if wanted.q and wanted.q.casefold() not in _words_of(item):
            continue
        kept.append(item)
    return kept


def _clause_of(item: object) -> str:
    return "" if isinstance(item, Plan) else getattr(item, "clause", "")


def _plans_of(item: object, plans: Sequence[Plan]) -> tuple[str, ...]:
    if isinstance(item, Plan):
        return (item.id,)
    plan = getattr(item, "plan", None)
    return tuple(one.id for one in plans) if plan is None else (plan,)


def _words_of(item: object) -> str:
    words = [getattr(item, name, None) or "" for name in ("id", "code", "title", "heading", "name", "name_en")]
    return " ".join((*words, *getattr(item, "aliases", ()))).casefold()


def chosen_targets(targets: Iterable[T], wanted: WantedTargets, departments: Sequence[Department]) -> list[T]:
    """The targets that meet all filters; `year` = the year lies in the target's period."""
    return [
        target
        for target in chosen(targets, wanted, departments)
        if (wanted.indicator is None or target.indicator == wanted.indicator)
        and (wanted.kind is None or target.kind == wanted.kind)
        and (wanted.strength is None or target.strength == wanted.strength)
        and (wanted.year is None or _speaks_of(target, wanted.year))
    ]


def _speaks_of(target: Target, year: int) -> bool:
    first, last = target.period.from_, target.period.to
    return (first is None or first.year <= year) and (last is None or year <= last.year)


def current_phases(phases: Iterable[Phase], on: date) -> list[Phase]:
    """The phases that a day lies in; several may."""
    return [phase for phase in phases if phase.from_ <= on <= phase.to]
