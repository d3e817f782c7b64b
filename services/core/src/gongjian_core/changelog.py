"""The change sequence: committed changes get gapless numbers afterwards, and a time resolves to a place in it.

Identifiers are given before commit, so neither they nor clocks order what readers can see. A sequencer numbers what
is committed, under an advisory lock, and stamps it; stamps never run backwards and never reach back before a time
that was already answered for. So what was known at a time, once answered, never changes.
"""

from __future__ import annotations

from datetime import datetime

import asyncpg
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip

from .database import Database, Transaction
from .entity import METADATA
from .errors import Invalid

CHANGES = Table(
    "changes",
    METADATA,
    Column("city", Text, nullable=False),
    Column("id", BigInteger, nullable=False),
    Column("seq", BigInteger),
    Column("sequenced_at", DateTime(timezone=True)),
    Column("written_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("type", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("op", Text, CheckConstraint("op in ('upsert', 'delete')", name="changes_op_check"), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("origin", Text, nullable=False, server_default=text("gongjian_origin()")),
    Column("recorded_by", Text, nullable=False, server_default=text("gongjian_actor()")),
    Column("document", JSON),
    Column("sha256", LargeBinary),
    PrimaryKeyConstraint("city", "id"),
    UniqueConstraint("seq", name="changes_seq_key"),
    UniqueConstraint("city", "type", "key", "revision", name="changes_revision_key"),
)

SEQUENCE_HEAD = Table(
    "sequence_head",
    METADATA,
    Column("only_one", Boolean, CheckConstraint("only_one", name="sequence_head_only_one"), primary_key=True,
           server_default=text("true")),
    Column("last_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("last_stamp", DateTime(timezone=True), nullable=False, server_default=text("'-infinity'")),
    Column("floor", DateTime(timezone=True), nullable=False, server_default=text("'-infinity'")),
)  # fmt: skip

_LOCK = 7_305_061_993

_SEQUENCE = """
with head as (select last_seq, greatest(last_stamp, floor + interval '1 microsecond') as least from sequence_head),
pending as materialized (
  select c.city, c.id, row_number() over by_id as number, max(c.written_at) over by_id as written
  from (select city, id, written_at from changes where seq is null and id > $2 order by id limit $1) c
  window by_id as (order by c.id)),
numbered as (
  update changes c set seq = h.last_seq + p.number, sequenced_at = greatest(h.least, p.written)
  from pending p, head h where c.city = p.city and c.id = p.id
  returning c.id, c.seq, c.sequenced_at)
update sequence_head set last_seq = n.seq, last_stamp = n.stamp
from (select max(id) as id, max(seq) as seq, max(sequenced_at) as stamp, count(*) as number from numbered) n
where n.seq is not null
returning n.number, n.id
"""
_AT_ONCE = 50_000
_SOME = 5_000


async def sequence(gate: Transaction) -> None:
    """Number what is committed and not numbered yet. Needs a gate transaction; holds the lock until its end."""
    await gate.execute("select pg_advisory_xact_lock($1)", _LOCK)
    done: asyncpg.Record | None = await gate.fetchrow(_SEQUENCE, _AT_ONCE, 0)
    while done is not None and done["number"] == _AT_ONCE:
        # After a bulk load: a statement for each part stays below the time limit of statements, and does not read
        # again what was numbered by the one before. What is committed meanwhile waits for the next call.
        done = await gate.fetchrow(_SEQUENCE, _AT_ONCE, done["id"])


async def number_some(gate: Transaction) -> bool | None:
    """Number some of it, unless another process is at it (None). Answers whether there may be more."""
    if not await gate.fetchval("select exists (select from changes where seq is null)"):
        return False
    if not await gate.fetchval("select pg_try_advisory_xact_lock($1)", _LOCK):
        return None
    return bool(await gate.fetchval(_SEQUENCE, _SOME, 0) == _SOME)


async def place_of(database: Database, moment: datetime) -> int:
    """The last sequence number known at `moment`; Invalid when the moment lies ahead."""
    async with database.gate() as gate:
        if await gate.fetchval("select $1 > clock_timestamp()", moment):
            raise Invalid.at("?as_of", "lies in the future; give a time that has passed")
        settled = await gate.fetchval("select $1 <= floor from sequence_head", moment)
        if not settled:
            await sequence(gate)
            await gate.execute("update sequence_head set floor = greatest(floor, $1)", moment)
        place = await gate.fetchval(
            "select seq from changes where seq is not null and sequenced_at <= $1"
            " order by sequenced_at desc, seq desc limit 1",
            moment,
        )
    return int(place or 0)
