"""The policy calculator: every incentive for one subject, on recorded facts, given facts, or both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from gongjian import FactValue, Incentive, Period

from ..catalogue import InstalledCity
from ..database import Transaction
from ..errors import Invalid, NotFound
from . import ledger
from .entity import SubjectKind
from .fact_rows import Subject
from .given_facts import given_facts
from .order import Order
from .query import AssessedSubject
from .rules import in_force
from .run import Run

EVERYTHING_KNOWN = 2**62
"""A place in the change sequence that nothing lies behind: the present."""


@dataclass(frozen=True)
class Asked:
    """Whom a question is about."""

    kind: SubjectKind
    key: str
    given: Mapping[str, FactValue]


def asked_about(subject: AssessedSubject) -> Asked:
    """Who is meant; Invalid unless exactly one of enterprise, project and kind says so."""
    named = [name for name in ("enterprise", "project", "kind") if getattr(subject, name) is not None]
    if len(named) != 1:
        raise Invalid.at("/subject", "give exactly one of enterprise, project and (for facts alone) kind")
    kind: SubjectKind
    if subject.kind is not None:
        kind, key = subject.kind, ""
    elif subject.enterprise is not None:
        kind, key = "enterprise", subject.enterprise
    else:
        kind, key = "project", subject.project or ""
    return Asked(kind, key, given_facts(kind, subject.facts))


def present(city: InstalledCity, period: Period, incentives: Iterable[Incentive], position: int, day: date) -> Order:
    """An order on what is recorded now."""
    now = datetime.now(UTC)
    return Order(
        id="", city=city.key, period=period, day=day, incentives=tuple(incentives), plan_hash="", as_of=now, run_at=now,
        facts_seq=None, ledger_position=position, ledger_seq=EVERYTHING_KNOWN, corrects=None, dry_run=True,
    )  # fmt: skip


async def assessed(
    tx: Transaction, city: InstalledCity, asked: Asked, period: Period, today: date
) -> tuple[bool, list[dict[str, Any]]]:
    """Whether the subject is recorded, and every incentive for it, in the document's order.

    Yearly measures are judged over the period's year, all others over the period; a running one as far as it has come.
    """
    position = await ledger.position(tx, city.key)
    declared = [item for item in city.declarations.incentives if item.subject == asked.kind and in_force(item, period)]
    year = Period.years(period.last.year, period.last.year)
    answers: dict[str, dict[str, Any]] = {}
    recorded = False
    for span, yearly in ((period, False), (year, True)):
        chosen = [item for item in declared if item.computable and (item.settled == "yearly") is yearly]
        if not chosen:
            continue
        day = span.last if span.first > today else min(span.last, today)
        run = Run(tx, present(city, span, chosen, position, day), city.indicators)
        await run.prepare(review=False)
        piece = await run.only(asked.kind, [asked.key])
        facts: dict[str, FactValue] = {}
        subject = Subject(asked.kind, asked.key, "", None, None, {}, None)
        if piece.subjects:
            recorded = True
            subject = piece.subjects[0]
            facts = piece.select.explained(subject)
        facts |= asked.given
        subject = replace(subject, contents=subject.contents | {key: one.value for key, one in asked.given.items()})
        for judged in run.benches[asked.kind].everything(subject, facts, piece.approved):
            answers[judged.verdict.item.id] = json.loads(judged.document)
    if not recorded and not asked.given:
        raise NotFound(
            f"There is no {asked.kind} {asked.key[:64]} here; give facts to ask about one that is not recorded."
        )
    return recorded, [_answer(item, answers.get(item.id)) for item in declared]


def _answer(item: Incentive, found: dict[str, Any] | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "incentive": item.id,
        "clause": item.clause,
        "title": item.title,
        "polarity": item.polarity,
        "settled": item.settled,
        "computable": item.computable,
    }
    names = (
        "period", "outcome", "amount", "entitlement", "paid_before", "calculation", "overlap", "reasons", "missing",
    )  # fmt: skip
    nothing: dict[str, Any] = dict.fromkeys(names) | {"reasons": [], "missing": [], "paid_before": "0.00"}
    return said | {name: (found or nothing)[name] for name in names}
