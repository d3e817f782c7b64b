"""Leases of subscriptions: worked on by one relay at a time. The fencing number ends what an earlier lease does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg

from ...database import Transaction
from ..subscriptions.repository import OWNER_HOLDS, SEAL_OF_POSITION

LEASE = "60 seconds"
_TIMED = "lease_expires_at = clock_timestamp() + interval '" + LEASE + "'"
_FREE = "lease_token = null, lease_expires_at = null"
_OURS = "id = $1 and lease_token = $2 and fence = $3"


async def claim(gate: Transaction, worker: str) -> asyncpg.Record | None:
    """Take the subscription that is due and was served longest ago; None when none is due."""
    return await gate.fetchrow(
        f"""update subscriptions s set lease_token = gen_random_uuid(), lease_worker = $1, {_TIMED},
              fence = fence + 1, served_at = clock_timestamp()
            from (
              select id from subscriptions
              where state = 'active' and due_at <= clock_timestamp()
                and (lease_expires_at is null or lease_expires_at < clock_timestamp())
                and position < (select last_seq from sequence_head) and {OWNER_HOLDS}
              order by served_at nulls first, id limit 1 for update skip locked) taken
            where s.id = taken.id
            returning s.id, url, types, cities, mode, batch, scope, position, secrets::text as secrets, failures,
              lease_token, lease_expires_at, fence, {SEAL_OF_POSITION}""",
        worker,
    )


async def next_due(gate: Transaction) -> datetime | None:
    """When the next subscription that waits after a failure is due, or a lease runs out."""
    moment: datetime | None = await gate.fetchval(
        f"""select min(greatest(due_at, coalesce(lease_expires_at, due_at))) from subscriptions
            where state = 'active' and position < (select last_seq from sequence_head) and {OWNER_HOLDS}"""
    )
    return moment


async def ack(
    gate: Transaction, id: UUID, token: UUID, fence: int, position: int, *, delivered: bool, release: bool
) -> asyncpg.Record | None:
    """Everything up to that place is delivered; the lease goes on, or ends if it is released. None: it was lost."""
    return await gate.fetchrow(
        f"""update subscriptions set position = $4, failures = 0, last_error = null, due_at = least(due_at, now()),
              last_delivered_at = case when $5 then clock_timestamp() else last_delivered_at end,
              last_attempt_at = case when $5 then clock_timestamp() else last_attempt_at end,
              {_FREE if release else _TIMED}
            where {_OURS} and position <= $4 returning lease_expires_at""",
        id, token, fence, position, delivered,
    )  # fmt: skip


async def failed(gate: Transaction, id: UUID, token: UUID, fence: int, error: str, next_at: datetime) -> bool:
    """An attempt failed: not before that time again. False when the lease was lost."""
    tag = await gate.execute(
        f"""update subscriptions set failures = failures + 1, last_error = $4, due_at = $5, {_FREE},
              last_attempt_at = clock_timestamp() where {_OURS}""",
        id, token, fence, error, next_at,
    )  # fmt: skip
    return tag == "UPDATE 1"


async def disable(gate: Transaction, id: UUID, token: UUID, fence: int, reason: str) -> bool:
    """The receiver wants no more. False when the lease was lost."""
    tag = await gate.execute(
        f"""update subscriptions set state = 'disabled', disabled_reason = $4, last_error = $4,
              failures = failures + 1, {_FREE}, last_attempt_at = clock_timestamp() where {_OURS}""",
        id, token, fence, reason,
    )  # fmt: skip
    return tag == "UPDATE 1"


async def attempted(gate: Transaction, id: UUID, token: UUID, fence: int) -> bool:
    """An attempt was made and the work goes on. False when the lease was lost."""
    tag = await gate.execute(
        f"update subscriptions set last_attempt_at = clock_timestamp(), {_TIMED} where {_OURS}", id, token, fence
    )
    return tag == "UPDATE 1"


async def exists(gate: Transaction, id: UUID) -> bool:
    """Whether there is such a subscription."""
    return bool(await gate.fetchval("select exists (select from subscriptions where id = $1)", id))


async def lease_end(gate: Transaction, id: UUID) -> datetime | None:
    """When the lease on a subscription ends; None when there is none."""
    moment: datetime | None = await gate.fetchval("select lease_expires_at from subscriptions where id = $1", id)
    return moment
