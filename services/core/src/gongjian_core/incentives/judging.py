"""From subjects' facts to decisions: fast where nothing is due, with every reason where something is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongjian import FactValue, Incentive, Period
from gongjian.compiled import Compiled, compiled

from .award_text import Other, Verdict, award_id, document
from .entity import ZERO
from .fact_rows import FactSelect, Subject
from .reasons import Reasons
from .rules import Before, Decided, History, belongs, due, is_difference

Key = tuple[str, str]
"""An incentive and the key of a subject."""
NOTHING = Before()


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision with its text."""

    verdict: Verdict
    id: str
    missing: tuple[str, ...]
    document: str


@dataclass(slots=True)
class Tally:
    """How often an incentive was decided how, and what it comes to."""

    awarded: int = 0
    refused: int = 0
    unknown: int = 0
    amount: Decimal = ZERO
    overpaid: Decimal = ZERO

    def count(self, verdict: Verdict) -> None:
        """Count one decision."""
        if verdict.outcome == "awarded":
            self.awarded += 1
            self.amount += verdict.owed.amount
        elif verdict.outcome == "unknown":
            self.unknown += 1
        else:
            self.refused += 1
        self.overpaid += verdict.overpaid


class Bench:
    """Incentives for one kind of subject, ready to be decided over a period.

    `period` is what is settled; `span` the part of it that has passed, which conditions look at.
    """

    def __init__(
        self, settlement: str | None, period: Period, span: Period, incentives: Sequence[Incentive], history: History,
        others: Mapping[tuple[str, str], Sequence[Other]],
    ) -> None:  # fmt: skip
        self.settlement = settlement
        self.period = period
        self.history = history
        self.others = others
        self.tallies = {item.id: Tally() for item in incentives}
        self._rules: list[tuple[Incentive, Compiled, str | None]] = [
            (item, compiled(item, span), item.event.key if item.settled == "once" and item.event else None)
            for item in incentives
        ]
        self._reasons = {item.id: Reasons(item, span) for item in incentives}
        self._asked = {item.id: frozenset(fact.key for fact in item.facts) for item in incentives}

    def judge(
        self, subjects: Sequence[Subject], select: FactSelect, approved: Mapping[Key, Before]
    ) -> Iterator[Judged]:
        """What is to be stored: awards, unknown outcomes, and in a correction whatever differs. Counts everything."""
        last = self.history.last
        for subject in subjects:
            for item, rule, event in self._rules:
                outcome, entitlement = rule.decide(subject.contents)
                if outcome == "refused" and (not last or (item.id, subject.key) not in last):
                    self.tallies[item.id].refused += 1
                    continue
                key = (item.id, subject.key)
                verdict = self._verdict(item, subject, outcome, entitlement, approved.get(key, NOTHING), event)
                if self.history.corrects is not None:
                    if not is_difference(verdict.outcome, verdict.owed.payable, last.get(key)):
                        continue
                elif verdict.outcome == "refused":
                    self.tallies[item.id].refused += 1
                    continue
                self.tallies[item.id].count(verdict)
                yield self._explained(verdict, select.explained(subject, self._asked[item.id]))

    def refusals(
        self, subjects: Sequence[Subject], select: FactSelect, approved: Mapping[Key, Before]
    ) -> Iterator[Judged]:
        """What `judge` left out because it was refused, with the reasons."""
        for subject in subjects:
            for item, rule, event in self._rules:
                outcome, entitlement = rule.decide(subject.contents)
                if outcome != "refused" and event is None:
                    continue
                key = (item.id, subject.key)
                verdict = self._verdict(item, subject, outcome, entitlement, approved.get(key, NOTHING), event)
                stored = self.history.corrects is not None and is_difference(
                    verdict.outcome, verdict.owed.payable, self.history.last.get(key)
                )
                if verdict.outcome == "refused" and not stored:
                    yield self._explained(verdict, select.explained(subject, self._asked[item.id]))

    def amounts(self, subject: Subject, approved: Mapping[Key, Before]) -> Iterator[tuple[Incentive, str, Decimal]]:
        """What is not refused to one subject, with the yuan to be paid; no reasons."""
        for item, rule, event in self._rules:
            outcome, entitlement = rule.decide(subject.contents)
            if outcome != "refused":
                before = approved.get((item.id, subject.key), NOTHING)
                verdict = self._verdict(item, subject, outcome, entitlement, before, event)
                if verdict.outcome != "refused":
                    yield item, verdict.outcome, verdict.amount or ZERO

    def everything(
        self, subject: Subject, facts: Mapping[str, FactValue], approved: Mapping[Key, Before]
    ) -> Iterator[Judged]:
        """Every decision on one subject, with its reasons."""
        for item, rule, event in self._rules:
            outcome, entitlement = rule.decide(subject.contents)
            before = approved.get((item.id, subject.key), NOTHING)
            yield self._explained(self._verdict(item, subject, outcome, entitlement, before, event), facts)

    def _verdict(
        self, item: Incentive, subject: Subject, outcome: str, entitlement: Decimal | None, before: Before,
        event: str | None,
    ) -> Verdict:  # fmt: skip
        elsewhere = None
        if event is not None and outcome != "refused":
            day = subject.contents.get(event)
            if isinstance(day, date):
                elsewhere = belongs((item.id, subject.key), day, self.period, self.history)
        if elsewhere is not None:
            outcome, entitlement = "refused", ZERO
        entitlement = entitlement or ZERO
        others = self.others.get((item.id, subject.text), ()) if _takes_the_higher(item) else ()
        deducted = min(sum((other.amount for other in others), ZERO), entitlement)
        owed = due(entitlement, deducted, before)
        return Verdict(item, subject, outcome, entitlement, deducted, before, owed, others, elsewhere)

    def _explained(self, verdict: Verdict, facts: Mapping[str, FactValue]) -> Judged:
        id = award_id(self.settlement, verdict.item.id, verdict.subject.text)
        text, missing = document(verdict, id, self.settlement, self.period, self._reasons[verdict.item.id].of(facts))
        return Judged(verdict, id, missing, text)


def _takes_the_higher(item: Incentive) -> bool:
    return item.overlap is not None and item.overlap.rule == "higher_of"


def decided_from(outcome: str, entitlement: Decimal | None, deducted: Decimal) -> Decided:
    """A stored award as a decision that a correction is compared with."""
    return Decided(outcome, max(ZERO, (entitlement or ZERO) - deducted))
