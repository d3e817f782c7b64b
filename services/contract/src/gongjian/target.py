"""What a plan promises: one figure, one comparison word, one period, and how the actual value follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .errors import ContractError
from .measure import Measure
from .node import Span
from .period import Period
from .plan import Plan
from .quantity import Quantity

Kind = Literal["level", "growth", "increment", "count", "share", "ratio", "rank", "milestone", "qualitative"]
Comparator = Literal["ge", "gt", "le", "lt", "eq", "between", "approx", "rank_le", "none"]
Strength = Literal["binding", "expected", "aspirational"]
Recurrence = Literal["ten_days", "monthly", "quarterly", "half_yearly", "yearly"]
BaselineMode = Literal["absolute", "multiple", "change_percent", "change_points"]


@dataclass(frozen=True)
class Reading:
    """Where the document leaves something open: the question, the reading chosen, the alternatives."""

    question: str
    chosen: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Baseline:
    """What a target is measured against; `value` is its own figure (None = the document gives none).

    `mode`: how the target's value relates to it: `multiple` (2 倍), `change_percent`, `change_points`.
    """

    period: Period
    value: Decimal | None
    mode: BaselineMode


@dataclass(frozen=True)
class Says:
    """A comparison word and its figure."""

    comparator: Comparator
    value: Quantity | None = None
    high: Quantity | None = None


def at_least(figure: Quantity) -> Says:
    """以上, 达到, 不低于, 至少, or a bare figure: inclusive."""
    return Says("ge", figure)


def more_than(figure: Quantity) -> Says:
    """超, 超过, 突破, 过: strict."""
    return Says("gt", figure)


def at_most(figure: Quantity) -> Says:
    """以内, 最高不超过, 下降至: inclusive."""
    return Says("le", figure)


def less_than(figure: Quantity) -> Says:
    """低于: strict."""
    return Says("lt", figure)


def exactly(figure: Quantity) -> Says:
    """A fixed quota or list."""
    return Says("eq", figure)


def between(low: Quantity, high: Quantity) -> Says:
    """A range such as 1-2."""
    return Says("between", low, high)


def about(figure: Quantity) -> Says:
    """左右: the document gives no tolerance."""
    return Says("approx", figure)


def rank_within(figure: Quantity) -> Says:
    """Not behind this rank."""
    return Says("rank_le", figure)


def no_figure() -> Says:
    """A promise without a figure."""
    return Says("none")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target as `GET /cities/{city}/targets` shows it; see `target` for how one is declared."""

    id: str
    plan: str
    clause: str
    title: str
    indicator: str
    kind: Kind
    comparator: Comparator
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    printed: tuple[str, ...]
    strength: Strength
    period: Span
    due: date | None
    due_stated: bool
    recurrence: Recurrence | None
    per: str | None
    baseline: Baseline | None
    subject: str
    scope: str
    subset_of: str | None
    series: str | None
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    measure: Measure | None
    readings: tuple[Reading, ...]


def target(
    plan: Plan,
    id: str,
    clause: str,
    title: str,
    *,
    indicator: str,
    kind: Kind,
    says: Says,
    strength: Strength = "expected",
    period: str | Period | None = None,
    due: date | None = None,
    due_stated: bool = False,
    recurrence: Recurrence | None = None,
    per: str | None = None,
    baseline: Baseline | None = None,
    subject: str = "city",
    scope: str = "",
    subset_of: str | None = None,
    series: str | None = None,
    lead: tuple[str, ...] | None = None,
    cooperating: tuple[str, ...] | None = None,
    measure: Measure | None = None,
    readings: tuple[Reading, ...] = (),
) -> Target:
    """Declare a target. Period = the plan's span, due = its last day, units = the clause's, unless given.

    A period or due date outside the plan's span needs `due_stated`: the document itself must give it (十四五期间).
    Raises ContractError for a clause the plan has not, or a range of two units or with its ends turned round.
    """
    where = plan.clause(clause)
    span = Period.parse(period) if isinstance(period, str) else period or plan.period
    value, high = says.value, says.high
    if value and high and value.unit != high.unit:
        raise ContractError(f"{plan.id} {clause} {id}: {value} and {high} have two units; print both in one")
    if value and high and high.value < value.value:
        raise ContractError(
            f"{plan.id} {clause} {id}: {value} to {high} ends before it starts; give the lower end first"
        )
    return Target(
        id=id,
        plan=plan.id,
        clause=clause,
        title=title,
        indicator=indicator,
        kind=kind,
        comparator=says.comparator,
        value=value.value if value else None,
        value_high=high.value if high else None,
        unit=value.unit if value else None,
        printed=tuple(str(figure) for figure in (value, high) if figure),
        strength=strength,
        period=Span(span.first, span.last),
        due=due or span.last,
        due_stated=due_stated,
        recurrence=recurrence,
        per=per,
        baseline=baseline,
        subject=subject,
        scope=scope,
        subset_of=subset_of,
        series=series,
        lead=where.lead if lead is None else lead,
        cooperating=where.cooperating if cooperating is None else cooperating,
        measure=measure,
        readings=readings,
    )
