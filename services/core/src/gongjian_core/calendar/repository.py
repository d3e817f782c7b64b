"""Fulfilments in the database."""

from __future__ import annotations

from datetime import date

from ..database import Transaction
from ..pages import Sort, Where
from ..store import Register
from .entity import Fulfilment
from .query import FulfilmentQuery

REGISTER = Register(Fulfilment, table="fulfilments", type="fulfilment")

KEY = Sort("r.id")
SORTS = {"on": Sort('r."on"', "date"), "recorded_at": Sort("r.recorded_at", "timestamptz")}


def filtered(city: str, duty: str, query: FulfilmentQuery, where: Where) -> None:
    """The conditions of a list of fulfilments of one duty."""
    where.add("r.city = {} and r.duty = {}", city, duty)
    if query.from_:
        where.add('r."on" >= {}', query.from_)
    if query.to:
        where.add('r."on" <= {}', query.to)
    if query.q:
        where.add("strpos(lower(r.document ->> 'note'), lower({})) > 0", query.q)


async def new_id(tx: Transaction) -> str:
    """An id that no fulfilment has; later ones sort after earlier ones."""
    return str(await tx.fetchval("select uuidv7()"))


async def days_done(tx: Transaction, city: str, place: int | None) -> dict[str, list[date]]:
    """The days on which each duty was done, now or as known at a place of the change sequence."""
    values = [city] if place is None else [city, place]
    source = REGISTER.source(None if place is None else "$2")
    found: dict[str, list[date]] = {}
    for row in await tx.fetch(f'select r.duty, r."on" from {source} where r.city = $1 order by r."on"', *values):
        found.setdefault(row[0], []).append(row[1])
    return found
