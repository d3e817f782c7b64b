"""What enterprises and others earn, lose or are honoured with: rewards, restrictions, eliminations, sanctions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Literal, TypeVar

from . import tree
from .errors import ContractError
from .evaluate import Finding, amount_of, base_of, check
from .expression import Amount, Condition, Fact, Param
from .node import Node, Span
from .period import Period
from .plan import Plan
from .quantity import Number, decimal
from .reader import Facts
from .target import Reading

Polarity = Literal["reward", "subsidy", "support", "restriction", "elimination", "honour", "sanction"]
IncentiveSubject = Literal["enterprise", "project", "division", "department", "person", "park"]
Settled = Literal["quarterly", "yearly", "once"]
N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Overlap:
    """Incentives and other policies for the same thing; `higher_of` is 就高不就低."""

    group: str
    rule: Literal["higher_of", "none"]


@dataclass(frozen=True)
class Fund:
    """A special fund (专项资金): what the plan budgets for its incentives."""

    id: str
    plan: str
    clause: str
    title: str
    budget: Decimal
    unit: str
    year: int
    payer: str | None


@dataclass(frozen=True)
class Outcome:
    """What the evaluator says of one subject: outcome, yuan to the fen, every condition, and what is missing."""

    outcome: Literal["awarded", "refused", "unknown"]
    amount: Decimal | None
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Incentive:
    """An incentive or pressure measure. `computable` = `when` and, for money, `amount` decide it from records.

    `settled`: quarterly (to date, less what was awarded), once (on an event) or yearly (on the year's figures).
    `event` is the dated fact that a once-only measure is paid on.
    """

    derived: ClassVar[tuple[str, ...]] = ("computable", "parameters")

    id: str
    plan: str
    clause: str
    title: str
    polarity: Polarity
    subject: IncentiveSubject
    when: Condition | None = None
    amount: Amount | None = None
    settled: Settled | None = None
    event: Fact | None = None
    fund: str | None = None
    payer: str | None = None
    valid: Span
    once_per: str | None = None
    overlap: Overlap | None = None
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def computable(self) -> bool:
        """Whether records alone decide it."""
        return self.when is not None

    @property
    def parameters(self) -> tuple[Param, ...]:
        """Every named figure in condition and amount, in order."""
        return tree.parameters(self.when, self.amount)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that condition and amount ask for, in order."""
        return tree.facts_of(self.when, self.amount)

    def assess(self, facts: Facts, period: Period) -> Outcome:
        """Decide for one subject over a period. One failed condition refuses, whatever is unknown.

        A figure that the amount is taken of and that is known to be absent refuses, too: there is nothing to pay on.
        """
        if self.when is None:
            raise ContractError(f"{self.id} has no condition on records: it cannot be computed")
        finding = check(self.when, facts, period)
        base = base_of(self.amount, facts, period) if self.amount else None
        asked = (finding, base) if base and base.outcome != "pass" else (finding,)
        reasons = tuple(leaf for part in asked for leaf in part.leaves)
        outcomes = {part.outcome for part in asked}
        if "fail" in outcomes:
            return Outcome("refused", Decimal("0.00"), reasons, ())
        if "unknown" in outcomes:
            missing = tuple(dict.fromkeys(name for part in asked for name in part.missing))
            return Outcome("unknown", None, reasons, missing)
        return Outcome("awarded", amount_of(self.amount, facts, period) if self.amount else None, reasons, ())

    def changed(self, values: Mapping[str, Number]) -> Incentive:
        """The same incentive with parameters changed (in their printed unit); unknown names raise ContractError."""
        unknown = set(values) - {parameter.name for parameter in self.parameters}
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters)
            raise ContractError(f"{self.id} has no parameter {', '.join(sorted(unknown))}; it has {known}")
        exact = {name: decimal(value) for name, value in values.items()}
        return replace(
            self,
            when=_with_values(self.when, exact) if self.when else None,
            amount=_with_values(self.amount, exact) if self.amount else None,
        )


def _with_values(node: N, values: dict[str, Decimal]) -> N:
    if isinstance(node, Param):
        return replace(node, value=values[node.name]) if node.name in values else node
    changes: dict[str, object] = {}
    for name in node.__dataclass_fields__:
        old = getattr(node, name)
        if isinstance(old, Node):
            changes[name] = _with_values(old, values)
        elif isinstance(old, tuple) and any(isinstance(item, Node) for item in old):
            changes[name] = tuple(_with_values(item, values) for item in old)
    return replace(node, **changes) if changes else node


def incentive(
    plan: Plan,
    id: str,
    clause: str,
    title: str,
    *,
    polarity: Polarity,
    subject: IncentiveSubject,
    when: Condition | None = None,
    amount: Amount | None = None,
    settled: Settled | None = None,
    event: Fact | None = None,
    fund: Fund | None = None,
    payer: str | None = None,
    valid: Span | None = None,
    once_per: str | None = None,
    overlap: Overlap | None = None,
    lead: tuple[str, ...] | None = None,
    cooperating: tuple[str, ...] | None = None,
    readings: tuple[Reading, ...] = (),
) -> Incentive:
    """Declare an incentive; valid over the plan's span, units those of the clause, unless given."""
    where = plan.clause(clause)
    if amount is not None and when is None:
        raise ContractError(f"{plan.id} {clause} {id}: an amount needs the condition on which it is due")
    return Incentive(
        id=id,
        plan=plan.id,
        clause=clause,
        title=title,
        polarity=polarity,
        subject=subject,
        when=when,
        amount=amount,
        settled=settled,
        event=event,
        fund=fund.id if fund else None,
        payer=payer or (fund.payer if fund else None),
        valid=valid or plan.span,
        once_per=once_per,
        overlap=overlap,
        lead=where.lead if lead is None else lead,
        cooperating=where.cooperating if cooperating is None else cooperating,
        readings=readings,
    )
