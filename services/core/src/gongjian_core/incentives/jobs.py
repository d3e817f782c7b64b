"""Settlements too large for one request: computed by a worker, from an order that is fixed before."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any, Final

from gongjian import Period

from ..catalogue import InstalledCity
from ..database import Transaction
from ..declared import Catalogue
from ..errors import Invalid
from ..jobs import repository as jobs
from ..jobs.repository import Job
from ..jobs.worker import Handler, Shift
from .order import Order, incentives_of, plan_hash_of
from .settling import settle

KIND: Final = "settlement"


async def subjects_of(tx: Transaction, city: str) -> int:
    """How many subjects a city has."""
    return int(
        await tx.fetchval(
            "select (select count(*) from enterprises where city = $1)"
            " + (select count(*) from projects where city = $1)",
            city,
        )
    )


async def put_in(tx: Transaction, order: Order) -> None:
    """Let a worker compute the settlement."""
    request: dict[str, Any] = {
        "period": str(order.period),
        "day": order.day.isoformat(),
        "rules_hash": order.rules_hash,
        "as_of": order.as_of.isoformat(),
        "run_at": order.run_at.isoformat(),
        "facts_seq": order.facts_seq,
        "ledger_position": order.ledger_position,
        "ledger_seq": order.ledger_seq,
        "corrects": order.corrects,
        "author_key": order.author_key,
    }
    await jobs.enqueue(tx, order.city, order.id, KIND, request)


def _order(city: InstalledCity, job: Job) -> Order:
    said = job.request
    period = Period.parse(said["period"])
    incentives = incentives_of(city, period)
    order = Order(
        id=job.id,
        city=city.key,
        period=period,
        day=date.fromisoformat(said["day"]),
        incentives=incentives,
        plan_hash=plan_hash_of(city, incentives),
        as_of=datetime.fromisoformat(said["as_of"]),
        run_at=datetime.fromisoformat(said["run_at"]),
        facts_seq=said["facts_seq"],
        ledger_position=said["ledger_position"],
        ledger_seq=said["ledger_seq"],
        corrects=said["corrects"],
        run_by=job.created_by,
        author_key=said["author_key"],
    )
    if order.rules_hash != said["rules_hash"]:
        raise Invalid("The incentives of the city's plugin changed since the settlement was ordered; order it again.")
    return order


async def ordered_period(tx: Transaction, city: str, id: str) -> str | None:
    """The period of a settlement that was ordered, or None."""
    found = await tx.fetchval(
        "select request ->> 'period' from jobs where city = $1 and id = $2 and kind = $3", city, id, KIND
    )
    return None if found is None else str(found)


def handler(catalogue: Catalogue) -> Handler:
    """Who computes settlements, for these cities."""
    return partial(_work, catalogue)


async def _work(catalogue: Catalogue, shift: Shift) -> None:
    job = shift.job
    city = catalogue.cities.get(job.city)
    if not isinstance(city, InstalledCity):
        raise Invalid("The city is not installed any more.")
    order = _order(city, job)
    async with shift.database.transaction((job.city,), actor=job.created_by) as tx:
        await jobs.without_limits(tx)
        shift.report(0, await subjects_of(tx, job.city))
        await settle(tx, order, city.indicators, shift.report)
        await jobs.finish(tx, job)
