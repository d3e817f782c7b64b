"""A stored settlement's order again: its receipt's places, its period, the trees it was computed with."""

from __future__ import annotations

import json

from gongjian import Incentive, Period
from gongjian.stored import from_data

from ..database import Transaction
from .approval import missing
from .entity import Settlement
from .order import Order


async def restored(tx: Transaction, city: str, id: str) -> Order:
    """The order that gives the same awards again; NotFound when there is no such settlement."""
    row = await tx.fetchrow(
        """select s.document::text as document, s.author_key, r.rules::text as rules from settlements s
           join settlement_rules r on r.city = s.city and r.hash = s.document -> 'receipt' ->> 'rules_hash'
           where s.city = $1 and s.id = $2""",
        city, id,
    )  # fmt: skip
    if row is None:
        raise missing(id)
    settlement = Settlement.model_validate_json(row["document"])
    receipt = settlement.receipt
    period = Period.parse(settlement.period)
    return Order(
        id=id,
        city=city,
        period=period,
        day=period.last,
        incentives=tuple(from_data(Incentive, item) for item in json.loads(row["rules"])),
        plan_hash=receipt.plan_hash,
        as_of=receipt.as_of,
        run_at=settlement.run_at,
        facts_seq=receipt.seq,
        ledger_position=receipt.ledger_position,
        ledger_seq=receipt.ledger_seq,
        corrects=settlement.corrects,
        run_by=settlement.run_by,
        author_key=row["author_key"],
    )
