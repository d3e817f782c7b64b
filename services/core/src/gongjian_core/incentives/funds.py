"""Funds beside their budgets: what is committed, drafted and paid, in yuan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gongjian import Fund, Quantity

from ..database import Transaction
from .entity import ZERO, FundStanding

_SUMS = """
with newest as (
  select distinct on (s.period) s.id from settlements s
  where s.city = $1 and s.state = 'draft' and s.period <> $3 and not exists (
    select from settlements o
    where o.city = s.city and o.period = s.period and o.approved_position > s.ledger_position)
  order by s.period, s.id desc),
tried as (select s.id from settlements s where s.city = $1 and s.period = $3 and $4)
select a.fund,
  coalesce(sum(a.amount) filter (where a.state <> 'draft' and a.settlement not in (select id from tried)), 0)
    as committed,
  coalesce(sum(a.amount) filter (where a.state = 'paid'), 0) as paid,
  coalesce(sum(a.amount) filter (where a.state = 'draft' and a.settlement in (select id from newest)), 0) as drafted
from awards a where a.city = $1 and a.fund = any($2) group by a.fund"""


async def standings(
    tx: Transaction, city: str, funds: Iterable[Fund], *, tried: Mapping[str, Decimal] | None = None, period: str = "",
    afresh: bool = False,
) -> list[FundStanding]:  # fmt: skip
    """How funds stand; `tried` adds what a dry run of a period comes to, in place of that period's drafts.

    `afresh`: also in place of what was approved for the period. A draft that an approval of its period has overtaken
    counts no more: it can never be approved.
    """
    asked = list(funds)
    if not asked:
        return []
    rows = {row["fund"]: row for row in await tx.fetch(_SUMS, city, [fund.id for fund in asked], period, afresh)}
    found = []
    for fund in asked:
        row = rows.get(fund.id)
        committed, paid, drafted = (row["committed"], row["paid"], row["drafted"]) if row else (ZERO, ZERO, ZERO)
        drafted += (tried or {}).get(fund.id, ZERO)
        budget = budget_of(fund)
        found.append(
            FundStanding(
                id=fund.id, budget=budget, committed=committed, drafted=drafted, paid=paid,
                excess=max(ZERO, committed - budget), excess_with_drafts=max(ZERO, committed + drafted - budget),
            )
        )  # fmt: skip
    return found


def budget_of(fund: Fund) -> Decimal:
    """The budget in yuan."""
    return Quantity(fund.budget, fund.unit).base
