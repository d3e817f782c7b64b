"""A decision as the JSON text that is stored and answered: the amount in figures and every reason. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

from gongjian import FactValue, Finding, Incentive, Period, describe
from gongjian.evaluate import base_of
from gongjian.expression import Amount, Lump
from gongjian.node import Plain

from .entity import ZERO
from .fact_rows import Subject
from .rules import Before, Due


@dataclass(frozen=True, slots=True)
class Other:
    """An award under another city policy."""

    id: str
    title: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on one subject for one incentive; `elsewhere` says why it is not this settlement's to pay."""

    item: Incentive
    subject: Subject
    outcome: str
    entitlement: Decimal
    deducted: Decimal
    before: Before
    owed: Due
    others: Sequence[Other] = ()
    elsewhere: str | None = None

    @property
    def amount(self) -> Decimal | None:
        """Yuan to be paid; None while unknown."""
        return None if self.outcome == "unknown" else self.owed.amount

    @property
    def overpaid(self) -> Decimal:
        """Yuan approved beyond what is payable."""
        return ZERO if self.outcome == "unknown" else self.owed.overpaid


def award_id(settlement: str | None, incentive: str, subject: str) -> str:
    """The id of a decision: the same for the same settlement, incentive and subject."""
    return blake2b(f"{settlement or 'dry run'}|{incentive}|{subject}".encode(), digest_size=16).hexdigest()


def money(amount: Decimal) -> str:
    """Yuan with two decimals."""
    return format(amount, ".2f")


def document(
    verdict: Verdict, id: str, settlement: str | None, period: Period, span: Period, facts: Mapping[str, FactValue]
) -> tuple[str, tuple[str, ...]]:
    """The text of a decision without state and payment, and the facts that are missing."""
    item, subject = verdict.item, verdict.subject
    decision = item.assess(facts, span)
    reasons = [printed(reason) for reason in decision.reasons]
    if verdict.elsewhere is not None:
        reasons.append(printed(Finding("事由属本次核算", "fail", f"由 {period} 的核算判定", verdict.elsewhere)))
    unknown = verdict.outcome == "unknown"
    missing = decision.missing if unknown else ()
    said: dict[str, Plain] = {
        "id": id,
        "settlement": settlement,
        "period": str(period),
        "incentive": item.id,
        "clause": item.clause,
        "title": item.title,
        "subject": subject.text,
        "name": subject.name,
        "payee": subject.payee,
        "payee_name": subject.payee_name,
        "outcome": verdict.outcome,
        "amount": None if unknown or item.amount is None else money(verdict.owed.amount),
        "entitlement": None if unknown or item.amount is None else money(verdict.entitlement),
        "paid_before": money(verdict.before.total),
        "overpaid": money(verdict.overpaid),
        "calculation": calculation(verdict, item.amount, facts, span) if verdict.outcome == "awarded" else None,
        "overlap": overlap(item, verdict.deducted, verdict.others),
        "reasons": list(reasons),
        "missing": list(missing),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")), missing


def printed(finding: Finding) -> dict[str, Plain]:
    """A finding as it is answered."""
    return {
        "condition": finding.condition,
        "outcome": finding.outcome,
        "wanted": finding.wanted,
        "found": finding.found,
        "source": finding.source,
        "missing": list(finding.missing),
        "parts": [printed(part) for part in finding.parts],
    }


def overlap(item: Incentive, deducted: Decimal, others: Sequence[Other]) -> dict[str, Plain] | None:
    """The other policies that were set against the entitlement, named."""
    if item.overlap is None or not others:
        return None
    named: list[Plain] = [{"id": it.id, "title": it.title, "amount": money(it.amount)} for it in others]
    return {
        "group": item.overlap.group,
        "rule": item.overlap.rule,
        "deducted": money(deducted),
        "other_awards": named,
    }


def calculation(verdict: Verdict, amount: Amount | None, facts: Mapping[str, FactValue], span: Period) -> str | None:
    """How the amount came about, in the words of the clause and in figures."""
    if amount is None:
        return None
    said = describe.amount(amount)
    if not isinstance(amount, Lump):
        said += f";基数 {base_of(amount, facts, span).found}"
    said += f";应得 {money(verdict.entitlement)}元"
    if verdict.deducted:
        said += f";市级其他政策已得 {money(verdict.deducted)}元"
    if verdict.before.total:
        said += f";此前已批准 {money(verdict.before.total)}元"
    if verdict.owed.overpaid:
        said += f";多付 {money(verdict.owed.overpaid)}元,不追回"
    return f"{said};本次 {money(verdict.owed.amount)}元"
