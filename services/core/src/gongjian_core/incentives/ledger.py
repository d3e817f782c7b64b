"""What approved settlements and other policies say, as of a position of the city's ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongjian import Incentive, Indicator, Period

from ..database import Transaction
from .award_text import Other
from .entity import SUBJECTS
from .fact_figures import Closing
from .fact_rows import FactSelect, pieces
from .judging import Key, decided_from
from .rules import Before, Decided, History

APPROVED = """awards a join settlements s on s.city = a.city and s.id = a.settlement
  and s.approved_position <= $2 where a.city = $1"""


async def position(tx: Transaction, city: str) -> int:
    """Where the ledger stands."""
    return int(await tx.fetchval("select position from settlement_ledgers where city = $1", city) or 0)


async def position_before(tx: Transaction, city: str, period: Period) -> int:
    """Where the ledger stood just before a period was approved; where it stands, if it was not."""
    approved = await tx.fetchval(
        "select min(approved_position) from settlements where city = $1 and period = $2", city, str(period)
    )
    return await position(tx, city) if approved is None else int(approved) - 1


async def locked_position(tx: Transaction, city: str) -> int:
    """Where the ledger stands, and stays until this transaction ends: the city's settlement lock."""
    await tx.execute(
        "insert into settlement_ledgers (city, position) values ($1, 0) on conflict (city) do nothing", city
    )
    return int(await tx.fetchval("select position from settlement_ledgers where city = $1 for update", city))


async def approved_original(tx: Transaction, city: str, at: int, period: Period) -> str | None:
    """The approved settlement of a period that is no correction, at a position of the ledger."""
    found = await tx.fetchval(
        "select id from settlements where city = $1 and approved_position <= $2 and period = $3 and corrects is null",
        city, at, str(period),
    )  # fmt: skip
    return None if found is None else str(found)


async def history(
    tx: Transaction, city: str, at: int, period: Period, incentives: Sequence[Incentive],
    indicators: Mapping[str, Indicator], corrects: str | None, *, review: bool = True,
) -> History:  # fmt: skip
    """All that approved settlements say about these incentives."""
    last = await _last(tx, city, at, period) if corrects is not None else {}
    once = [item for item in incentives if item.settled == "once"]
    if not once:
        return History(corrects=corrects, last=last)
    rows = await tx.fetch(
        f"select distinct a.incentive, a.subject_key from {APPROVED} and a.incentive = any($3)"
        " and a.outcome = 'awarded' and s.period <> $4",
        city, at, [item.id for item in once], str(period),
    )  # fmt: skip
    awarded = frozenset((row[0], row[1]) for row in rows)
    if corrects is not None or not review:
        return History(corrects=corrects, last=last, awarded=awarded)
    latest = await tx.fetchrow(
        """select s.first_day, s.last_day, s.facts_seq from settlements s where s.city = $1
             and s.approved_position <= $2 and s.corrects is null and s.last_day < $3 and s.last_day - s.first_day < 100
             and extract(year from s.last_day) = extract(year from $3) order by s.last_day desc limit 1""",
        city, at, period.first,
    )  # fmt: skip
    if latest is None:
        return History(corrects=corrects, last=last, awarded=awarded)
    reviewed = Period(latest["first_day"], latest["last_day"])
    decisions = await _last(tx, city, at, reviewed)
    return History(
        corrects=corrects,
        last=last,
        reviewed=reviewed,
        unknown_there=frozenset(key for key, found in decisions.items() if found.outcome == "unknown"),
        known_there=await _known_events(tx, city, once, indicators, reviewed, latest["facts_seq"]),
        awarded=awarded,
    )


async def _last(tx: Transaction, city: str, at: int, period: Period) -> dict[Key, Decided]:
    """The last decision on each subject in a period's approved settlement and its corrections."""
    rows = await tx.fetch(
        f"""select distinct on (a.incentive, a.subject_kind, a.subject_key) a.incentive, a.subject_key, a.outcome,
              a.entitlement, a.deducted from {APPROVED} and s.period = $3
            order by a.incentive, a.subject_kind, a.subject_key, s.approved_position desc""",
        city, at, str(period),
    )  # fmt: skip
    return {(row[0], row[1]): decided_from(row[2], row[3], row[4]) for row in rows}


async def _known_events(
    tx: Transaction, city: str, once: Sequence[Incentive], indicators: Mapping[str, Indicator], reviewed: Period,
    place: int,
) -> frozenset[Key]:  # fmt: skip
    """Events up to the end of a quarter that were recorded when it was settled."""
    known: set[Key] = set()
    for kind in SUBJECTS:
        asked = [item for item in once if item.subject == kind]
        events = {item.event.key: item.event for item in asked if item.event is not None}
        if not events:
            continue
        closing = Closing(reviewed.last, over=True)
        select = FactSelect(kind, city, list(events.values()), indicators, reviewed, closing, place)
        async for subjects in pieces(tx, select):
            known.update(
                (item.id, subject.key)
                for subject in subjects
                for item in asked
                if item.event is not None and subject.contents.get(item.event.key) is not None
            )
    return frozenset(known)


async def approved_before(
    tx: Transaction, city: str, at: int, period: Period, incentives: Sequence[Incentive], kind: str,
    keys: Sequence[str],
) -> dict[Key, Before]:  # fmt: skip
    """What was approved earlier for these subjects."""
    rows = await tx.fetch(
        f"""select a.incentive, a.subject_key, sum(a.amount) as total,
              coalesce(sum(a.amount) filter (where s.last_day <= $6), 0) as to_date
            from {APPROVED} and a.subject_kind = $3 and a.subject_key = any($4) and a.amount > 0
              and (a.incentive = any($7) or (a.incentive = any($5) and a.year = extract(year from $6)))
            group by a.incentive, a.subject_key""",
        city, at, kind, list(keys), [item.id for item in incentives], period.last,
        [item.id for item in incentives if item.settled == "once"],
    )  # fmt: skip
    return {(row[0], row[1]): Before(row[2], row[3]) for row in rows}


async def other_awards(tx: Transaction, city: str, place: int, year: int) -> dict[Key, list[Other]]:
    """What other policies of the city paid for a year, by incentive and subject, as known at a place."""
    rows = await tx.fetch(
        """select * from (
             select distinct on (h.id) h.id, h.op, h.title, h.level, h.subject, h.incentive, h.year, h.amount
             from other_awards_history h join changes c on c.city = h.city and c.id = h.change_id and c.seq <= $2
             where h.city = $1 order by h.id, h.revision desc) o
           where o.op = 'upsert' and o.level = 'city' and o.year = $3 order by o.id""",
        city, place, year,
    )  # fmt: skip
    found: dict[Key, list[Other]] = {}
    for row in rows:
        found.setdefault((row["incentive"], row["subject"]), []).append(Other(row["id"], row["title"], row["amount"]))
    return found
