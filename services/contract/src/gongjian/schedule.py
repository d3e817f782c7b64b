"""By when and how often: phases, recurring duties, and the tasks with their units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from .errors import ContractError
from .plan import Plan
from .target import Reading

DutyKind = Literal[
    "monitoring",
    "report",
    "meeting",
    "inspection",
    "assessment",
    "list_update",
    "settlement",
    "deadline",
    "campaign",
]
Frequency = Literal["ten_days", "monthly", "quarterly", "half_yearly", "yearly", "once", "as_needed"]
_RULES: Final[dict[str, str]] = {
    "ten_days": "FREQ=MONTHLY;BYMONTHDAY=10,20,-1",
    "monthly": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "quarterly": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "half_yearly": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "yearly": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
}


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A dated stage of a plan. `named` = the document names it; `precision` month = it gives months, not days."""

    id: str
    plan: str
    clause: str
    title: str
    from_: date
    to: date
    named: bool = True
    precision: Literal["day", "month"] = "day"
    duties: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What recurs or falls due. `rrule` (RFC 5545) puts it on the last day of each period unless stated."""

    id: str
    plan: str
    clause: str
    title: str
    kind: DutyKind
    frequency: Frequency
    times_per_period: int = 1
    rrule: str | None = None
    from_: date
    to: date
    responsible: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task of the plan with its units, in the document's order."""

    id: str
    plan: str
    clause: str
    title: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    phase: str | None = None


def phase(
    plan: Plan,
    id: str,
    clause: str,
    title: str,
    from_: date,
    to: date,
    *,
    named: bool = True,
    precision: Literal["day", "month"] = "day",
    duties: tuple[str, ...] = (),
    responsible: tuple[str, ...] | None = None,
) -> Phase:
    """Declare a phase; responsible are the clause's units unless given."""
    where = plan.clause(clause)
    return Phase(
        id=id,
        plan=plan.id,
        clause=clause,
        title=title,
        from_=from_,
        to=to,
        named=named,
        precision=precision,
        duties=duties,
        responsible=(*where.lead, *where.cooperating) if responsible is None else responsible,
    )


def duty(
    plan: Plan,
    id: str,
    clause: str,
    title: str,
    kind: DutyKind,
    frequency: Frequency,
    *,
    times_per_period: int = 1,
    rrule: str | None = None,
    from_: date | None = None,
    to: date | None = None,
    on: date | None = None,
    responsible: tuple[str, ...] | None = None,
    printed: tuple[str, ...] = (),
    readings: tuple[Reading, ...] = (),
) -> Duty:
    """Declare a duty over the plan's span, or due once `on` a day; `printed` are the clause's figures it accounts for.

    Raises ContractError when `once` has no day, or when what recurs is due `on` a day.
    """
    where = plan.clause(clause)
    if frequency != "once" and on is not None:
        raise ContractError(f"{plan.id} {clause} {id}: a {frequency} duty recurs; give from_ and to, or say once")
    if times_per_period < 1:
        raise ContractError(
            f"{plan.id} {clause} {id}: {times_per_period} times per period; leave it out or say 1 or more"
        )
    if frequency == "once" and on is None and to is None:
        raise ContractError(f"{plan.id} {clause} {id}: a duty due once needs the day it is due (on=…)")
    return Duty(
        id=id,
        plan=plan.id,
        clause=clause,
        title=title,
        kind=kind,
        frequency=frequency,
        times_per_period=times_per_period,
        rrule=rrule or _RULES.get(frequency),
        from_=on or from_ or plan.from_,
        to=on or to or plan.to,
        responsible=(*where.lead, *where.cooperating) if responsible is None else responsible,
        printed=printed,
        readings=readings,
    )


def task(
    plan: Plan,
    id: str,
    clause: str,
    title: str,
    *,
    lead: tuple[str, ...] | None = None,
    cooperating: tuple[str, ...] | None = None,
    phase: str | None = None,
) -> Task:
    """Declare a task; its units are those printed with the clause unless given."""
    where = plan.clause(clause)
    return Task(
        id=id,
        plan=plan.id,
        clause=clause,
        title=title,
        lead=where.lead if lead is None else lead,
        cooperating=where.cooperating if cooperating is None else cooperating,
        phase=phase,
    )
