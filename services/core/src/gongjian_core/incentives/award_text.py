"""A decision as the JSON text that is stored and answered: the amount in figures and every reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

from gongjian import Finding, Incentive, Period, describe
from gongjian.expression import Amount, Lump
from gongjian.node import Plain

from .entity import ZERO
from .fact_rows import Subject
from .reasons import ENCODE, Said, printed
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
    verdict: Verdict, id: str, settlement: str | None, period: Period, said: Said
) -> tuple[str, tuple[str, ...]]:
    """The text of a decision without state and payment, and the facts that are missing."""
    item, subject = verdict.item, verdict.subject
    unknown = verdict.outcome == "unknown"
    unpaid = unknown or item.amount is None
    begun: dict[str, Plain] = {
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
        "amount": None if unpaid else money(verdict.owed.amount),
        "entitlement": None if unpaid else money(verdict.entitlement),
        "paid_before": money(verdict.before.total),
        "overpaid": money(verdict.overpaid),
        "calculation": calculation(verdict, item.amount, said.base) if verdict.outcome == "awarded" else None,
        "overlap": overlap(item, verdict.deducted, verdict.others),
    }
    reasons = said.reasons
    if verdict.elsewhere is not None:
        reasons = [
            *reasons,
            ENCODE(printed(Finding("事由属本次核算", "fail", f"由 {period} 的核算判定", verdict.elsewhere))),
        ]
    missing = said.missing if unknown else ()
    return f'{ENCODE(begun)[:-1]},"reasons":[{",".join(reasons)}],"missing":{ENCODE(missing)}}}', missing


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


def calculation(verdict: Verdict, amount: Amount | None, base: str | None) -> str | None:
    """How the amount came about, in the words of the clause and in figures; `base` is what it is taken of."""
    if amount is None:
        return None
    said = describe.amount(amount)
    if not isinstance(amount, Lump):
        said += f";基数 {base}"
    said += f";应得 {money(verdict.entitlement)}元"
    if verdict.deducted:
        said += f";市级其他政策已得 {money(verdict.deducted)}元"
    if verdict.before.total:
        said += f";此前已批准 {money(verdict.before.total)}元"
    if verdict.owed.overpaid:
        said += f";多付 {money(verdict.owed.overpaid)}元,不追回"
    return f"{said};本次 {money(verdict.owed.amount)}元"
