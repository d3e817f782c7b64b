"""Settlements, awards and funds as they are answered: stored text with what is added at the time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gongjian import Fund

from ..catalogue import InstalledCity
from ..database import Transaction
from ..web.formats import compact
from . import funds
from .entity import FundStanding, Settlement
from .judging import Judged


def funds_of(city: InstalledCity, incentives: Iterable[str]) -> list[Fund]:
    """The funds that incentives are paid from, as the city declares them."""
    asked = set(incentives)
    named = {item.fund for item in city.declarations.incentives if item.id in asked and item.fund is not None}
    return [fund for fund in city.declarations.funds if fund.id in named]


def with_funds(document: dict[str, Any], standings: Sequence[FundStanding]) -> dict[str, Any]:
    """A settlement with the standing of its funds."""
    said = [standing.model_dump(mode="json") for standing in standings]
    return {**document, "fund": said[0] if len(said) == 1 else None, "funds": said}


async def settlement_text(
    tx: Transaction, city: InstalledCity, text: str, *, tried: Mapping[str, Decimal] | None = None
) -> str:
    """One settlement's text completed with its funds; `tried` is what a dry run comes to, by fund."""
    document = json.loads(text)
    asked = funds_of(city, (one["incentive"] for one in document["totals"]["incentives"]))
    standing = await funds.standings(
        tx, city.key, asked, tried=tried, period=document["period"] if tried is not None else ""
    )
    return compact(with_funds(document, standing))


async def settlement_texts(tx: Transaction, city: InstalledCity, texts: Sequence[str]) -> list[str]:
    """Several settlements; the funds are read once."""
    standing = {one.id: one for one in await funds.standings(tx, city.key, city.declarations.funds)}
    found = []
    for text in texts:
        document = json.loads(text)
        asked = funds_of(city, (one["incentive"] for one in document["totals"]["incentives"]))
        found.append(compact(with_funds(document, [standing[fund.id] for fund in asked])))
    return found


def unstored(settlement: Settlement) -> str:
    """A dry run's document: nothing was recorded."""
    document = json.loads(settlement.document())
    return compact({**document, "revision": None, "recorded_at": None, "recorded_by": None})


def spent_by_fund(city: InstalledCity, settlement: Settlement) -> dict[str, Decimal]:
    """What a dry run comes to, by fund."""
    paid_from = {item.id: item.fund for item in city.declarations.incentives}
    found: dict[str, Decimal] = {}
    for one in settlement.totals.incentives:
        fund = paid_from.get(one.incentive)
        if fund is not None:
            found[fund] = found.get(fund, Decimal(0)) + one.amount
    return found


def award_text(judged: Judged, state: str) -> str:
    """A decision that is not stored, as an award."""
    added = f'"state":"{state}","payment":null,"revision":0,"recorded_at":null,"recorded_by":null'
    return f"{judged.document[:-1]},{added}}}"
