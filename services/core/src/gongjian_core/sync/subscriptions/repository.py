"""Subscriptions and deliveries in the database: read and written as `gongjian_gate` only, like keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from ...database import Transaction
from ...pages import Page, Sort, Wanted, Where, page_of
from ..repository import SEAL
from .entity import SubscriptionRequest

SEAL_OF_POSITION = f"coalesce((select {SEAL} from changes c where c.seq = position), 0) as seal"
_FIELDS = f"""id, url, types, cities, mode, batch, scope, owner, position, state, disabled_reason,
  secrets::text as secrets, failures, due_at, last_attempt_at, last_delivered_at, last_error, created_at, created_by,
  {SEAL_OF_POSITION}"""
DELIVERY = """json_build_object('id', d.id, 'event_id', d.event_id, 'at', gongjian_time(d.at), 'delivered', d.delivered,
  'status', d.status, 'duration_ms', d.duration_ms, 'error', d.error, 'next_at', gongjian_time(d.next_at))::text"""
OWNER_HOLDS = """(owner is null or exists (select from api_keys k where k.id = owner and k.revoked_at is null
  and (k.expires_at is null or k.expires_at > now())))"""
"""SQL: whoever subscribed with a key of its own still has it; what admins subscribe does not hang on their keys."""


async def create(
    gate: Transaction, asked: SubscriptionRequest, *, scope: str, owner: UUID | None, position: int,
    secrets: Sequence[object], created_by: str,
) -> asyncpg.Record:  # fmt: skip
    """Store a new subscription."""
    row = await gate.fetchrow(
        f"""insert into subscriptions (url, types, cities, mode, batch, scope, owner, position, secrets, created_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::json, $10) returning {_FIELDS}""",
        asked.url, _words(asked.types), _words(asked.cities), asked.mode, asked.batch, scope, owner, position,
        json.dumps(list(secrets)), created_by,
    )  # fmt: skip
    if row is None:
        raise RuntimeError("the subscription was not stored")
    return row


def _words(words: Sequence[str] | None) -> list[str] | None:
    return None if words is None else sorted(set(words))


async def held(gate: Transaction, owner: UUID | None, scope: str) -> int:
    """How many subscriptions a key has; without an owner, how many admins of that scope have."""
    return int(
        await gate.fetchval(
            "select count(*) from subscriptions where owner is not distinct from $1 and scope = $2", owner, scope
        )
    )


async def listed(gate: Transaction) -> list[asyncpg.Record]:
    """All subscriptions, oldest first."""
    return await gate.fetch(f"select {_FIELDS} from subscriptions order by id")


async def find(gate: Transaction, id: UUID, *, lock: bool = False) -> asyncpg.Record | None:
    """A subscription, and whether whoever made it still may."""
    return await gate.fetchrow(
        f"select {_FIELDS}, {OWNER_HOLDS} as holds from subscriptions where id = $1{' for update' if lock else ''}", id
    )


async def delete(gate: Transaction, id: UUID) -> bool:
    """Delete a subscription and its deliveries; a lease on it is over."""
    return await gate.execute("delete from subscriptions where id = $1", id) == "DELETE 1"


async def replay(gate: Transaction, id: UUID, position: int) -> asyncpg.Record | None:
    """Go on from that place at once; a lease on it is over, and so is a suspension."""
    return await gate.fetchrow(
        f"""update subscriptions set position = $2, state = 'active', disabled_reason = null, failures = 0,
              due_at = now(), last_error = null, lease_token = null, lease_expires_at = null, fence = fence + 1
            where id = $1 returning {_FIELDS}""",
        id,
        position,
    )


async def rotate(gate: Transaction, id: UUID, secrets: Sequence[object]) -> asyncpg.Record | None:
    """Replace the secrets."""
    return await gate.fetchrow(
        f"update subscriptions set secrets = $2::text::json where id = $1 returning {_FIELDS}",
        id,
        json.dumps(list(secrets)),
    )


async def sealed(gate: Transaction) -> list[tuple[UUID, str]]:
    """Every subscription with its secrets as they are stored; none changes until the transaction ends."""
    rows = await gate.fetch("select id, secrets::text as secrets from subscriptions order by id for update")
    return [(row["id"], row["secrets"]) for row in rows]


async def deliveries(gate: Transaction, id: UUID, wanted: Wanted) -> Page:
    """A page of a subscription's deliveries."""
    where = Where()
    where.add("d.subscription = {}", id)
    key = Sort("d.id", "uuid")
    return await page_of(
        gate, item=DELIVERY, source="deliveries d", where=where, keys=(key,), sorts={"at": key}, wanted=wanted
    )  # fmt: skip


async def record(
    gate: Transaction, id: UUID, *, event_id: str, at: datetime, delivered: bool, status: int | None,
    duration_ms: int, error: str | None, next_at: datetime | None,
) -> None:  # fmt: skip
    """Keep an attempt; those older than 90 days go."""
    await gate.execute(
        "delete from deliveries where subscription = $1 and at < now() - interval '90 days'", id
    )  # fmt: skip
    await gate.execute(
        """insert into deliveries (subscription, event_id, at, delivered, status, duration_ms, error, next_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        id, event_id, at, delivered, status, duration_ms, error, next_at,
    )  # fmt: skip
