"""Settlements and awards in the database: written in bulk, read by page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..database import Transaction
from ..pages import Sort, Where
from ..store import Register
from ..web.lists import ListQuery
from .entity import OtherAward, Settlement
from .judging import Judged
from .order import Order
from .query import OtherAwardQuery, SettlementQuery

SETTLEMENTS = Register(Settlement, table="settlements", type="settlement")
OTHER_AWARDS = Register(OtherAward, table="other_awards", type="other_award")
KEY = Sort("r.id")
AWARD_KEYS = (Sort("r.settlement"), Sort("r.number", "integer"))
AWARD = """left(award_document(r.document, r.state, p.paid_on, p.reference), -1) || ',"revision":' || r.revision
  || ',"recorded_at":"' || gongjian_time(r.recorded_at) || '","recorded_by":' || to_json(r.recorded_by)::text || '}'"""
AWARD_SOURCE = "awards r left join payments p on p.city = r.city and p.award = r.id and r.state = 'paid'"
_COLUMNS = (
    "id", "number", "incentive", "clause", "fund", "year", "subject_kind", "subject_key", "outcome", "amount",
    "entitlement", "deducted", "paid_before", "overpaid", "missing", "document",
)  # fmt: skip


def settlements_asked_for(city: str, query: SettlementQuery, where: Where) -> None:
    """The conditions of a list of settlements."""
    _narrowed(city, query, where, "period", "state")


def other_awards_asked_for(city: str, query: OtherAwardQuery, where: Where) -> None:
    """The conditions of a list of other awards."""
    _narrowed(city, query, where, "subject", "incentive", "year", "level")


def _narrowed(city: str, query: ListQuery, where: Where, *columns: str) -> None:
    where.add("r.city = {}", city)
    for column in columns:
        if (wanted := getattr(query, column)) is not None:
            where.add(f"r.{column} = {{}}", wanted)


async def names_what_is_recorded(tx: Transaction, city: str, id: str) -> bool:
    """Whether the subject of that other award stands in the city's register."""
    return bool(
        await tx.fetchval(
            """select exists (select from other_awards o where o.city = $1 and o.id = $2 and
                 case split_part(o.subject, ':', 1)
                   when 'enterprise' then exists (
                     select from enterprises e where e.city = $1 and e.uscc = split_part(o.subject, ':', 2))
                   else exists (select from projects p where p.city = $1 and p.code = split_part(o.subject, ':', 2))
                 end)""",
            city, id,
        )
    )  # fmt: skip


async def open_incoming(tx: Transaction) -> None:
    """A table of this transaction's own, for awards on their way: COPY may not write under row-level security.

    Texts are compressed where they stay, not here.
    """
    await tx.execute(
        """create temporary table incoming_awards (
             id text, number integer, incentive text, clause text, fund text, year integer, subject_kind text,
             subject_key text, outcome text, amount numeric, entitlement numeric, deducted numeric,
             paid_before numeric, overpaid numeric, missing integer, document text storage external)
           with (toast_tuple_target = 8160) on commit drop"""
    )


async def bring_in(tx: Transaction, decisions: Iterable[Judged], number: int, year: int) -> int:
    """Copy decisions beside the others; answers the next number."""
    records = []
    for judged in decisions:
        verdict = judged.verdict
        unknown = verdict.outcome == "unknown"
        records.append((
            judged.id, number, verdict.item.id, verdict.item.clause, verdict.item.fund, year, verdict.subject.kind,
            verdict.subject.key, verdict.outcome, verdict.amount, None if unknown else verdict.entitlement,
            verdict.deducted, verdict.before.total, verdict.overpaid, len(judged.missing), judged.document,
        ))  # fmt: skip
        number += 1
    if records:
        await tx.driver.copy_records_to_table("incoming_awards", records=records, columns=_COLUMNS)
    return number


async def store(tx: Transaction, order: Order, settlement: Settlement) -> None:
    """Write the settlement with the awards that were brought in: all of it, or nothing."""
    await tx.execute(
        "insert into settlement_rules (city, hash, rules) values ($1, $2, $3::text::json) on conflict do nothing",
        order.city, order.rules_hash, order.rules(),
    )  # fmt: skip
    await tx.execute(
        """insert into settlements (city, id, document, first_day, last_day, author_key, facts_seq, ledger_seq,
             ledger_position) values ($1, $2, $3::text::json, $4, $5, $6, $7, $8, $9)""",
        order.city, order.id, settlement.document(), order.period.first, order.period.last, order.author_key,
        order.facts_seq, order.ledger_seq, order.ledger_position,
    )  # fmt: skip
    await tx.execute(
        f"""insert into awards (city, settlement, {", ".join(_COLUMNS)})
            select $1, $2, {", ".join(f"i.{name}" for name in _COLUMNS[:-1])}, i.document::json
            from incoming_awards i""",
        order.city, order.id,
    )  # fmt: skip
    await tx.execute("drop table incoming_awards")


def award_source(place: str | None) -> str:
    """Awards under the name `r` with their payments `p`; at a place of the change sequence, as they were known there.

    Awards are told of when they are approved and when they are paid; drafts were never known.
    """
    if place is None:
        return AWARD_SOURCE
    return f"""(select a.city, a.id, a.settlement, a.number, a.incentive, a.subject_kind, a.subject_key, a.outcome,
        a.document, k.document ->> 'state' as state, k.revision, k.written_at as recorded_at, k.recorded_by
      from awards a join lateral (select c.document, c.revision, c.written_at, c.recorded_by from changes c
        where c.city = a.city and c.type = 'award' and c.key = a.id and c.seq <= {place}
        order by c.revision desc limit 1) k on true) r
      left join payments p on p.city = r.city and p.award = r.id and r.state = 'paid'"""


def awards_of(city: str, settlement: str, where: Where, **wanted: str | None) -> None:
    """The conditions of a list of a settlement's stored awards."""
    where.add("r.city = {} and r.settlement = {}", city, settlement)
    if wanted.get("incentive"):
        where.add("r.incentive = {}", wanted["incentive"])
    if wanted.get("outcome"):
        where.add("r.outcome = {}", wanted["outcome"])
    if subject := wanted.get("subject"):
        kind, _, key = subject.partition(":")
        where.add("r.subject_kind = {} and r.subject_key = {}", kind, key)


async def award_text(tx: Transaction, city: str, id: str, place: int | None = None) -> tuple[str, str] | None:
    """A stored award as it is answered, now or as known at a place, and its entity tag."""
    source, values = award_source(None if place is None else "$3"), () if place is None else (place,)
    row = await tx.fetchrow(
        f"select {AWARD}, '\"' || r.revision || '\"' from {source} where r.city = $1 and r.id = $2", city, id, *values
    )
    return None if row is None else (row[0], row[1])


async def pay(tx: Transaction, city: str, award: str, paid_on: date, reference: str) -> None:
    """Record that an award was paid."""
    await tx.execute(
        "insert into payments (city, award, settlement, amount, paid_on, reference)"
        " select city, id, settlement, amount, $3, $4 from awards where city = $1 and id = $2",
        city, award, paid_on, reference,
    )  # fmt: skip
    await tx.execute("update awards set state = 'paid' where city = $1 and id = $2", city, award)
