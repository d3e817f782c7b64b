"""Changes in the database: how the sequence stands, and stretches of it as JSON texts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from ..access.rules import Place
from ..database import Database, Transaction

SEAL = "((c.id * 1000003 + (extract(epoch from c.sequenced_at) * 1000000)::bigint) & 4294967295)"
"""SQL of the seal of a change: what tells it from another one that got the same number in another past."""
_SEAL_AT = f"case when {{place}} = 0 then 0 else (select {SEAL} from changes c where c.seq = {{place}}) end"
_STANDING = f"""select (select exists (select from changes where seq is null)) as waiting,
  h.last_seq as head, {_SEAL_AT.format(place="h.last_seq")} as head_seal,
  {_SEAL_AT.format(place="$1::bigint")} as asked_seal,
  array(select city from known_cities order by city) as cities,
  array(select division_code from known_cities order by city) as codes
from sequence_head h"""
_REGISTER = """insert into known_cities (city, division_code)
  select * from unnest($1::text[], $2::text[])
  on conflict (city) do update set division_code = excluded.division_code
  where known_cities.division_code <> excluded.division_code"""
_TIME = "to_char({} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
CHANGE = f"""concat('{{"seq":', c.seq, ',"id":"', c.id, '","time":"', {_TIME.format("c.sequenced_at")},
  '","type":"', c.type, '","city":"', c.city, '","key":', to_json(c.key), ',"op":"', c.op, '","revision":', c.revision,
  ',"origin":', to_json(c.origin), ',"recorded_at":"', {_TIME.format("c.written_at")},
  '","recorded_by":', to_json(c.recorded_by),
  ',"data":', coalesce(replace(replace(c.document::text, E'\\n', ' '), E'\\r', ' '), 'null'), '}}')"""
"""SQL of a change as one line of JSON, over `changes` under the name `c`. Not `gongjian_time`: a call costs more."""
_STRETCH = f"""select c.seq, {SEAL} as seal, {CHANGE} as text from changes c
  where c.seq > $1 and c.seq <= $2 and c.type = any($3) order by c.seq limit $4"""
_STRETCH_OF_ALL = _STRETCH.replace("and c.type = any($3) ", "").replace("$4", "$3")
WINDOW = 50_000
_SECONDS = 0.5


@dataclass(frozen=True)
class Known:
    """A city that was ever known here."""

    division_code: str


@dataclass(frozen=True)
class Standing:
    """Whether committed changes wait for a number, the last number, and the cities, all at one moment.

    With it the seals of the last number and of the number that was asked for (None: nothing has it).
    """

    waiting: bool
    head: int
    head_seal: int
    asked_seal: int | None
    cities: Mapping[str, Place]


@dataclass(frozen=True)
class Stretch:
    """Changes as JSON texts, the place up to which everything was looked at, and whether there is more.

    `seal` is that of the place, if it is known without looking.
    """

    changes: Sequence[str]
    position: int
    seal: int | None
    more: bool


async def standing(database: Database, asked: int = 0) -> Standing:
    """How the sequence stands, and whether a number is still that of the same change."""
    async with database.gate() as gate:
        row = await gate.fetchrow(_STANDING, asked)
    if row is None:
        raise RuntimeError("the sequence has no head")
    cities: dict[str, Place] = {city: Known(code) for city, code in zip(row["cities"], row["codes"], strict=True)}
    return Standing(row["waiting"], row["head"], row["head_seal"], row["asked_seal"], cities)


async def seal(database: Database, place: int) -> int:
    """The seal of a place."""
    found = (await standing(database, place)).asked_seal
    if found is None:
        raise RuntimeError(f"there is no change {place}")
    return found


async def register(database: Database, cities: Mapping[str, Place]) -> None:
    """Let these cities be known, before anything is recorded of them."""
    async with database.gate() as gate:
        await gate.execute(_REGISTER, list(cities), [city.division_code for city in cities.values()])


async def stretch(
    database: Database, cities: Sequence[str], types: Sequence[str] | None, after: int, head: int, limit: int
) -> Stretch:
    """Changes after a place, at most `limit`, in order; it ends early when nothing fits for half a second."""
    found: list[str] = []
    seal: int | None = None
    position, deadline = after, time.monotonic() + _SECONDS
    while position < head:
        end = min(position + WINDOW, head)
        async with database.transaction(cities) as transaction:
            rows = await _window(transaction, types, position, end, limit + 1 - len(found))
        found.extend(row["text"] for row in rows)
        if len(found) > limit:
            # The one too many says that there is more; the one before it is where the next page begins.
            if len(rows) > 1:
                position, seal = rows[-2]["seq"], rows[-2]["seal"]
            return Stretch(found[:limit], position, seal, True)
        position, seal = end, rows[-1]["seal"] if rows and rows[-1]["seq"] == end else None
        if time.monotonic() > deadline:
            break
        await asyncio.sleep(0)
    return Stretch(found, position, seal, position < head)


async def _window(
    transaction: Transaction, types: Sequence[str] | None, after: int, end: int, limit: int
) -> list[asyncpg.Record]:
    await in_order_of_an_index(transaction)
    if types is None:
        return await transaction.fetch(_STRETCH_OF_ALL, after, end, limit)
    return await transaction.fetch(_STRETCH, after, end, list(types), limit)


async def in_order_of_an_index(transaction: Transaction) -> None:
    """Let the transaction read `changes` along an index: under row-level security the rows are estimated too few,
    and all of them would be gathered and sorted for the first ones."""
    await transaction.execute(
        "select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),"
        " set_config('enable_sort', 'off', true)"
    )
