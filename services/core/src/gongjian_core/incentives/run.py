"""One run of incentives over all subjects of a city, in pieces: a settlement, its refusals, a simulation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from gongjian import Incentive, Indicator
from gongjian.tree import facts_of

from ..database import Transaction
from . import ledger
from .award_text import Other
from .entity import SUBJECTS, IncentiveTotals, SubjectKind, Totals
from .fact_rows import FactSelect, Subject, chosen, pieces
from .judging import Bench, Judged, Key
from .order import Order
from .rules import Before, History


@dataclass(frozen=True)
class Piece:
    """Some subjects of one kind, with what was approved for them before."""

    kind: SubjectKind
    subjects: list[Subject]
    select: FactSelect
    approved: Mapping[Key, Before]


class Run:
    """Reads and decides; `prepare` first."""

    def __init__(self, tx: Transaction, order: Order, indicators: Mapping[str, Indicator]) -> None:
        self.tx = tx
        self.order = order
        self.indicators = indicators
        self.history = History()
        self.others: Mapping[tuple[str, str], Sequence[Other]] = {}
        self.benches: dict[SubjectKind, Bench] = {}
        self.seen: dict[SubjectKind, int] = dict.fromkeys(SUBJECTS, 0)
        self._anything_approved = False

    async def prepare(self, *, review: bool = True) -> None:
        """Read what approved settlements and other policies say; without `review`, not which events they refused."""
        tx, order = self.tx, self.order
        self._anything_approved = await tx.fetchval(
            "select exists (select from settlements where city = $1 and approved_position <= $2)",
            order.city, order.ledger_position,
        )  # fmt: skip
        if self._anything_approved:
            self.history = await ledger.history(
                tx, order.city, order.ledger_position, order.period, order.incentives, self.indicators, order.corrects,
                review=review,
            )  # fmt: skip
        self.others = await ledger.other_awards(tx, order.city, order.ledger_seq, order.period.last.year)
        for kind in SUBJECTS:
            if asked := self.asked(kind):
                self.benches[kind] = self.bench(asked)

    def asked(self, kind: SubjectKind) -> list[Incentive]:
        """The incentives for one kind of subject."""
        return [item for item in self.order.incentives if item.subject == kind]

    def bench(self, incentives: Sequence[Incentive]) -> Bench:
        """These incentives made ready."""
        order = self.order
        id = None if order.dry_run else order.id
        return Bench(id, order.period, order.span, incentives, self.history, self.others)

    def select(self, kind: SubjectKind, only: Sequence[str] | None = None) -> FactSelect:
        """The statement for all facts that the incentives of a kind ask for, of all subjects or of some."""
        asked = self.asked(kind)
        trees = [tree for item in asked for tree in (item.when, item.amount, item.event)]
        order = self.order
        return FactSelect(
            kind, order.city, facts_of(*trees), self.indicators, order.period, order.closing, order.facts_seq,
            only,
        )  # fmt: skip

    async def pieces(self, kind: SubjectKind, *, after: str = "", again: bool = False) -> AsyncIterator[Piece]:
        """All subjects of a kind by key, or those after one."""
        if kind not in self.benches:
            return
        select = self.select(kind)
        async for subjects in pieces(self.tx, select, after=after, again=again):
            self.seen[kind] += len(subjects)
            yield Piece(kind, subjects, select, await self.approved(kind, subjects))

    async def only(self, kind: SubjectKind, keys: Sequence[str]) -> Piece:
        """Some subjects of a kind."""
        select = self.select(kind, keys)
        subjects = await chosen(self.tx, select)
        return Piece(kind, subjects, select, await self.approved(kind, subjects))

    async def approved(self, kind: SubjectKind, subjects: Sequence[Subject]) -> Mapping[Key, Before]:
        """What was approved for them before."""
        if not self._anything_approved or not subjects:
            return {}
        order = self.order
        return await ledger.approved_before(
            self.tx, order.city, order.ledger_position, order.period, self.asked(kind), kind,
            [subject.key for subject in subjects],
        )  # fmt: skip

    async def decisions(self) -> AsyncIterator[list[Judged]]:
        """What is to be stored, piece by piece; the deciding leaves the event loop to other requests."""
        for kind in SUBJECTS:
            async for piece in self.pieces(kind):
                yield await asyncio.to_thread(self._judged, piece)

    def _judged(self, piece: Piece) -> list[Judged]:
        return list(self.benches[piece.kind].judge(piece.subjects, piece.select, piece.approved))

    def totals(self) -> Totals:
        """What was decided, by incentive and in all."""
        tallies = {id: tally for bench in self.benches.values() for id, tally in bench.tallies.items()}
        each = [(item, tallies[item.id]) for item in self.order.incentives]
        return Totals(
            enterprises=self.seen["enterprise"],
            projects=self.seen["project"],
            awarded=sum(tally.awarded for _, tally in each),
            refused=sum(tally.refused for _, tally in each),
            unknown=sum(tally.unknown for _, tally in each),
            amount=sum(tally.amount for _, tally in each),
            overpaid=sum(tally.overpaid for _, tally in each),
            incentives=[
                IncentiveTotals(
                    incentive=item.id, clause=item.clause, awarded=tally.awarded, refused=tally.refused,
                    unknown=tally.unknown, amount=tally.amount,
                )
                for item, tally in each
            ],
        )  # fmt: skip
