"""A settlement computed and stored in one transaction: whole or absent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongjian import Indicator

from ..database import Transaction
from ..jobs.repository import without_limits
from ..telemetry.timing import timed
from . import repository
from .entity import Settlement, Totals
from .judging import Judged
from .order import Order
from .run import Run

Progress = Callable[[int], None]
"""Told how many subjects have been looked at."""
SHOWN_OF_A_DRY_RUN = 500


async def settle(
    tx: Transaction, order: Order, indicators: Mapping[str, Indicator], progress: Progress | None = None
) -> Settlement:
    """Decide on every subject and store the draft."""
    with timed("settlement"):
        return await _settled(tx, order, indicators, progress)


async def _settled(
    tx: Transaction, order: Order, indicators: Mapping[str, Indicator], progress: Progress | None
) -> Settlement:
    await without_limits(tx)
    run = Run(tx, order, indicators)
    await run.prepare()
    await repository.open_incoming(tx)
    number = 1
    async for decisions in run.decisions():
        number = await repository.bring_in(tx, decisions, number, order.period.last.year)
        if progress is not None:
            progress(sum(run.seen.values()))
    settlement = described(order, run.totals())
    await repository.store(tx, order, settlement)
    return settlement


async def tried(tx: Transaction, order: Order, indicators: Mapping[str, Indicator]) -> tuple[Settlement, list[Judged]]:
    """A dry run: what a settlement would come to, and its first decisions. Nothing is stored."""
    await without_limits(tx)
    run = Run(tx, order, indicators)
    await run.prepare()
    shown: list[Judged] = []
    async for decisions in run.decisions():
        shown += decisions[: SHOWN_OF_A_DRY_RUN - len(shown)]
    return described(order, run.totals()), shown


def described(order: Order, totals: Totals) -> Settlement:
    """The settlement's document."""
    return Settlement(
        id=None if order.dry_run else order.id,
        period=str(order.period),
        state="draft",
        dry_run=order.dry_run,
        corrects=order.corrects,
        run_by=order.run_by,
        run_at=order.run_at,
        receipt=order.receipt(),
        totals=totals,
    )
