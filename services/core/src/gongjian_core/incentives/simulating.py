"""What if figures of clauses were others: the same subjects decided twice, and who gains and who loses."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongjian import Incentive, Indicator
from gongjian.conformance.trees import problems_of
from gongjian.quantity import plain

from ..catalogue import InstalledCity
from ..database import Transaction
from ..errors import Fault, Invalid
from .entity import SUBJECTS, ZERO
from .fact_rows import Subject
from .judging import Bench
from .order import Order
from .query import Change
from .run import Piece, Run

SHOWN = 100
"""Gainers and losers that are named, those with the largest difference first; all are counted."""


@dataclass(frozen=True)
class Changed:
    """A figure with what it was and what it became."""

    incentive: str
    parameter: str
    before: str
    value: str
    unit: str


def changed(
    city: InstalledCity, incentives: Sequence[Incentive], changes: Sequence[Change]
) -> tuple[tuple[Incentive, ...], list[Changed]]:
    """The incentives with changed figures; Invalid with pointers for what does not exist or is out of bounds."""
    known = {item.id: item for item in incentives}
    made = dict(known)
    said: list[Changed] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for at, change in enumerate(changes):
        item = known.get(change.incentive)
        if item is None:
            faults.append(
                Fault(f"/changes/{at}/incentive", f"is not settled in this period; those are {', '.join(known)}")
            )
            continue
        one = next((found for found in item.parameters if found.name == change.parameter), None)
        if one is None:
            names = ", ".join(found.name for found in item.parameters)
            faults.append(Fault(f"/changes/{at}/parameter", f"is no parameter of {item.id}; it has {names}"))
            continue
        if (item.id, one.name) in seen:
            faults.append(Fault(f"/changes/{at}", "changes a parameter that is changed above"))
            continue
        seen.add((item.id, one.name))
        made[item.id] = made[item.id].changed({one.name: change.value})
        said.append(Changed(item.id, one.name, plain(one.value), change.value, one.unit))
        faults += [Fault(f"/changes/{at}/value", fault) for fault in _out_of_bounds(city, made[item.id], one.name)]
    if faults:
        raise Invalid.all(faults)
    return tuple(made[item.id] for item in incentives), said


def _out_of_bounds(city: InstalledCity, item: Incentive, name: str) -> list[str]:
    """Why the changed incentive makes no sense: brackets that do not rise, half years, a rate above the whole."""
    found = [
        f"{problem.what}; {problem.cure}"
        for tree in (item.when, item.amount)
        if tree is not None
        for problem in problems_of(city.declarations, item.clause, item.id, tree)
    ]
    rate = getattr(item.amount, "rate", None)
    if rate is not None and rate.name == name and rate.quantity.base > 1:
        found.append(f"pays more than the whole: {rate.quantity}")
    return found


@dataclass
class Side:
    """What one set of figures comes to."""

    awarded: int = 0
    unknown: int = 0
    amount: Decimal = ZERO
    by_fund: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class Moved:
    """A subject whose sum differs; ordered by how much."""

    size: Decimal
    subject: str
    name: str = field(compare=False)
    before: Decimal = field(compare=False)
    after: Decimal = field(compare=False)


@dataclass
class Movers:
    """Those who gain, or those who lose."""

    count: int = 0
    amount: Decimal = ZERO
    largest: list[Moved] = field(default_factory=list)

    def add(self, moved: Moved) -> None:
        """Count one; keep it if it is among the largest."""
        self.count += 1
        self.amount += moved.after - moved.before
        if len(self.largest) < SHOWN:
            heapq.heappush(self.largest, moved)
        else:
            heapq.heappushpop(self.largest, moved)


class Simulation:
    """Two sets of figures over the same facts, in one pass."""

    def __init__(
        self, tx: Transaction, order: Order, indicators: Mapping[str, Indicator], made: Sequence[Incentive]
    ) -> None:
        self.run = Run(tx, order, indicators)
        self._made = replace(order, incentives=tuple(made))
        self.baseline, self.changed = Side(), Side()
        self.gainers, self.losers = Movers(), Movers()

    async def go(self) -> None:
        """Decide everything twice."""
        await self.run.prepare()
        for kind in SUBJECTS:
            if kind not in self.run.benches:
                continue
            other = self.run.bench([item for item in self._made.incentives if item.subject == kind])
            async for piece in self.run.pieces(kind):
                await asyncio.to_thread(self._compare, piece, other)

    def _compare(self, piece: Piece, other: Bench) -> None:
        bench = self.run.benches[piece.kind]
        for subject in piece.subjects:
            before = self._sum(self.baseline, bench, piece, subject)
            after = self._sum(self.changed, other, piece, subject)
            if before != after:
                moved = Moved(abs(after - before), subject.text, subject.name, before, after)
                (self.gainers if after > before else self.losers).add(moved)

    @staticmethod
    def _sum(side: Side, bench: Bench, piece: Piece, subject: Subject) -> Decimal:
        total = ZERO
        for item, outcome, amount in bench.amounts(subject, piece.approved):
            if outcome == "unknown":
                side.unknown += 1
                continue
            side.awarded += 1
            side.amount += amount
            total += amount
            if item.fund is not None:
                side.by_fund[item.fund] = side.by_fund.get(item.fund, ZERO) + amount
        return total
