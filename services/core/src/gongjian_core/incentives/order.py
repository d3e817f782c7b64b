"""A settlement as it is ordered: everything that its awards follow from, fixed before the first fact is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import version

from gongjian import Incentive, Period, content_hash, to_data
from gongjian.evaluate import VERSION
from gongjian.quantity import plain

from ..catalogue import InstalledCity
from ..changelog import place_of
from ..database import Database
from ..errors import Invalid
from . import ledger
from .entity import Receipt, ReceiptParameter
from .fact_figures import Closing
from .rules import period_fault, settled_in


@dataclass(frozen=True)
class Order:
    """What is to be settled, on what is known where. `day` is the last day that counts."""

    id: str
    city: str
    period: Period
    day: date
    incentives: tuple[Incentive, ...]
    plan_hash: str
    as_of: datetime
    run_at: datetime
    facts_seq: int | None
    ledger_position: int
    ledger_seq: int
    corrects: str | None
    run_by: str = ""
    author_key: str = ""
    dry_run: bool = False

    @property
    def span(self) -> Period:
        """The part of the period that has passed."""
        return Period(self.period.first, self.day)

    @property
    def closing(self) -> Closing:
        """Which figures speak for it."""
        return Closing(self.day, over=self.day == self.period.last)

    @cached_property
    def rules_hash(self) -> str:
        """What the trees are kept under."""
        return content_hash(list(self.incentives))

    def rules(self) -> str:
        """The trees as JSON text."""
        return json.dumps(to_data(list(self.incentives)), ensure_ascii=False, separators=(",", ":"))

    def receipt(self) -> Receipt:
        """What the settlement can be repeated and audited from."""
        return Receipt(
            plan_hash=self.plan_hash,
            rules_hash=self.rules_hash,
            engine_version=engine_version(),
            as_of=self.as_of,
            seq=self.facts_seq or 0,
            ledger_position=self.ledger_position,
            ledger_seq=self.ledger_seq,
            parameters=[
                ReceiptParameter(incentive=item.id, name=one.name, value=plain(one.value), unit=one.unit)
                for item in self.incentives
                for one in item.parameters
            ],
        )


def engine_version() -> str:
    """The contract that computes, and the version of what its trees mean."""
    return f"gongjian {version('gongjian')}, evaluator {VERSION}"


def period_of(text: str, today: date, *, dry_run: bool) -> Period:
    """The period of a settlement; Invalid when it cannot be settled."""
    period = Period.parse(text)
    if fault := period_fault(period, today, dry_run=dry_run):
        raise Invalid.at("/period", fault)
    return period


def incentives_of(city: InstalledCity, period: Period) -> tuple[Incentive, ...]:
    """What a settlement of the period decides; Invalid when that is nothing."""
    found = settled_in(city.declarations.incentives, period)
    if not found:
        how = "yearly" if period.is_year else "quarterly or once"
        raise Invalid.at(
            "/period", f"{city.name} has no incentive in force in {period} that pays money and is settled {how}"
        )
    return found


def plan_hash_of(city: InstalledCity, incentives: Sequence[Incentive]) -> str:
    """The content hash of the plan that the incentives stand in; of several plans, one over all."""
    plans = list(dict.fromkeys(item.plan for item in incentives))
    hashes = [city.declarations.plan_hash(plan) for plan in plans]
    return hashes[0] if len(hashes) == 1 else content_hash(hashes)


async def ordered(
    database: Database, city: InstalledCity, period: Period, today: date, *, as_of: datetime | None, dry_run: bool,
    run_by: str = "", author_key: str = "", incentives: Sequence[Incentive] | None = None,
) -> Order:  # fmt: skip
    """Fix a settlement's inputs: first where the ledger stands, then the places in the change sequence.

    In that order, so that what moved the ledger before is known at the places, and what moves it later makes the
    draft stale.
    """
    chosen = tuple(incentives) if incentives is not None else incentives_of(city, period)
    async with database.transaction((city.key,)) as tx:
        position = await ledger.position(tx, city.key)
        corrects = await ledger.approved_original(tx, city.key, position, period)
        row = await tx.fetchrow("select uuidv7()::text as id, clock_timestamp() as now")
    if row is None:
        raise RuntimeError("the database does not tell the time")
    now_seq = await place_of(database, row["now"])
    if as_of is not None and as_of > row["now"]:
        raise Invalid.at("/as_of", "lies in the future; give a time that has passed, or leave it out")
    return Order(
        id=row["id"],
        city=city.key,
        period=period,
        day=min(period.last, today),
        incentives=chosen,
        plan_hash=plan_hash_of(city, chosen),
        as_of=as_of or row["now"],
        run_at=row["now"],
        facts_seq=now_seq if as_of is None else await place_of(database, as_of),
        ledger_position=position,
        ledger_seq=now_seq,
        corrects=corrects,
        run_by=run_by,
        author_key=author_key,
        dry_run=dry_run,
    )
