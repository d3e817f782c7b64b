"""How the deployment is, as its database knows it: what `/metrics` and `gongjian doctor` tell.

Everything is read in two short transactions and bounded, so that asking every few seconds costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..database import Database

_FEED = """select count(*) as rows,
  coalesce(extract(epoch from clock_timestamp() - min(written_at)), 0)::float8 as seconds,
  (select last_seq from sequence_head) as head
from changes where seq is null"""
_JOBS = """select kind, state, count(*) as number,
  extract(epoch from clock_timestamp() - min(created_at))::float8 as oldest
from jobs where state in ('queued', 'running') group by kind, state"""
_FRESH = """select asked.city, (select max(o.recorded_at) from observations o where o.city = asked.city) as recorded_at
from unnest($1::text[]) as asked(city)"""
_SUBSCRIPTIONS = """select s.id::text, s.failures, s.state = 'active' as active, h.last_seq - s.position as behind,
  coalesce(extract(epoch from clock_timestamp() - next.sequenced_at), 0)::float8 as seconds
from subscriptions s cross join sequence_head h
left join lateral (select sequenced_at from changes c where c.seq > s.position order by c.seq limit 1) next on true
order by s.id limit 1000"""


@dataclass(frozen=True)
class JobsWaiting:
    """Jobs of a kind in a state, and since when the oldest has been there, in seconds."""

    kind: str
    state: str
    number: int
    oldest: float


@dataclass(frozen=True)
class Subscribed:
    """A subscription: how many numbers and seconds it is behind the head, failures since the last delivery.

    What its selection leaves out counts as well until the relay has passed it.
    """

    id: str
    active: bool
    behind: int
    seconds: float
    failures: int


@dataclass(frozen=True)
class Vitals:
    """The state at one moment. `observed`: when a city's newest observation was recorded, if it has any."""

    unsequenced: int
    lag_seconds: float
    head: int
    jobs: Sequence[JobsWaiting]
    subscriptions: Sequence[Subscribed]
    observed: Mapping[str, datetime]


async def vitals(database: Database, cities: Sequence[str]) -> Vitals:
    """Read them; Unavailable when the database cannot be reached."""
    async with database.gate() as gate:
        feed = await gate.fetchrow(_FEED)
        jobs = await gate.fetch(_JOBS)
        subscriptions = await gate.fetch(_SUBSCRIPTIONS)
    async with database.transaction(cities) as transaction:
        fresh = await transaction.fetch(_FRESH, list(cities))
    if feed is None:
        raise RuntimeError("a count without a row")
    return Vitals(
        unsequenced=feed["rows"],
        lag_seconds=feed["seconds"],
        head=feed["head"] or 0,
        jobs=[JobsWaiting(row["kind"], row["state"], row["number"], row["oldest"]) for row in jobs],
        subscriptions=[
            Subscribed(row["id"], row["active"], row["behind"], row["seconds"], row["failures"])
            for row in subscriptions
        ],
        observed={row["city"]: row["recorded_at"] for row in fresh if row["recorded_at"] is not None},
    )
