"""To whom a measure applies, whether it pays money or not: restrictions, eliminations, support, with the reasons."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongjian import Incentive, Period
from gongjian.compiled import compiled
from gongjian.tree import fact, facts_of

from ..catalogue import InstalledCity
from ..database import Transaction
from ..web.formats import compact
from .entity import SubjectKind
from .fact_figures import Closing
from .fact_rows import FactSelect, Subject, pieces
from .reasons import printed


@dataclass(frozen=True)
class Question:
    """Which measure, over which time, on what is known where."""

    city: InstalledCity
    incentive: Incentive
    kind: SubjectKind
    period: Period
    day: date
    place: int | None
    outcome: str


async def page_of_subjects(tx: Transaction, asked: Question, *, after: str, limit: int) -> tuple[list[str], str | None]:
    """Texts of the subjects by key, those after one, and the last key if there are more."""
    where_it_lies = fact("division_code")
    asks = facts_of(asked.incentive.when, asked.incentive.amount, where_it_lies)
    select = FactSelect(
        asked.kind, asked.city.key, asks, asked.city.indicators, asked.period,
        Closing(asked.day, over=asked.day == asked.period.last), asked.place,
    )  # fmt: skip
    found: list[tuple[str, str]] = []
    async for subjects in pieces(tx, select, after=after):
        found += await asyncio.to_thread(list, _matching(asked, select, subjects))
        if len(found) > limit:
            return [text for _, text in found[:limit]], found[limit - 1][0]
    return [text for _, text in found], None


def _matching(asked: Question, select: FactSelect, subjects: list[Subject]) -> Iterator[tuple[str, str]]:
    span = Period(asked.period.first, asked.day)
    rule = compiled(asked.incentive, span)
    wanted = "awarded" if asked.outcome == "applies" else "unknown"
    for subject in subjects:
        outcome, _ = rule.decide(subject.contents)
        if outcome != wanted:
            continue
        decision = asked.incentive.assess(select.explained(subject), span)
        said = {
            "subject": subject.text,
            "name": subject.name,
            "division_code": subject.contents.get("division_code"),
            "outcome": asked.outcome,
            "reasons": [printed(reason) for reason in decision.reasons],
            "missing": list(decision.missing),
        }
        yield subject.key, compact(said)
