"""The breakdown of all targets of a city."""

from __future__ import annotations

from ..allocations.entity import Allocation
from ..allocations.repository import REGISTER
from ..database import Transaction


async def allocations(tx: Transaction, city: str, place: int | None) -> list[Allocation]:
    """Every allocation of a city, now or as known at a place of the change sequence."""
    values = [city] if place is None else [city, place]
    source = REGISTER.source(None if place is None else "$2")
    rows = await tx.fetch(f"select r.document::text from {source} where r.city = $1 order by r.target", *values)
    return [Allocation.model_validate_json(row[0]) for row in rows]
