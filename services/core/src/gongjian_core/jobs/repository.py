"""Jobs in the database: put in with the request, taken by one worker at a time, finished with their result.

A job's attempt is its fence: whoever took it last may finish it, anyone before may not. A worker that stops to beat
loses the job after `LEASE`; what it had not committed is absent, what it had committed is done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..database import Database, Transaction

LEASE = "15 seconds"
MOST_ATTEMPTS = 5
_PAUSE = "2 seconds"


@dataclass(frozen=True)
class Job:
    """A job as taken."""

    city: str
    id: str
    kind: str
    request: Mapping[str, Any]
    created_by: str
    attempt: int


@dataclass(frozen=True)
class Standing:
    """How a job stands: `queued`, `running`, `done` or `failed`, how far it is, and why it failed."""

    state: str
    done: int
    total: int | None
    error: str | None


class Lost(Exception):
    """Another worker took the job meanwhile; this one's work must not be committed."""


async def enqueue(
    tx: Transaction, city: str, id: str, kind: str, request: Mapping[str, Any], total: int | None = None
) -> None:
    """Put a job in; a worker may take it as soon as the transaction is committed."""
    await tx.execute(
        "insert into jobs (city, id, kind, request, total) values ($1, $2, $3, $4::text::json, $5)",
        city, id, kind, json.dumps(dict(request), ensure_ascii=False), total,
    )  # fmt: skip


async def standing(tx: Transaction, city: str, id: str) -> Standing | None:
    """How the job stands, or None."""
    row = await tx.fetchrow("select state, done, total, error from jobs where city = $1 and id = $2", city, id)
    return None if row is None else Standing(row["state"], row["done"], row["total"], row["error"])


async def finish(tx: Transaction, job: Job) -> None:
    """Mark the job done in the transaction of its result; Lost when it is no longer ours."""
    tag = await tx.execute(
        "update jobs set state = 'done', done = coalesce(total, done), finished_at = clock_timestamp()"
        " where city = $1 and id = $2 and state = 'running' and attempts = $3",
        job.city, job.id, job.attempt,
    )  # fmt: skip
    if tag != "UPDATE 1":
        raise Lost


async def take(database: Database, kind: str, worker: str) -> Job | None:
    """The oldest job of that kind that waits or whose worker went silent; None when there is none."""
    free = f"""kind = $1 and (
        state = 'queued' and (heartbeat_at is null or heartbeat_at < clock_timestamp() - interval '{_PAUSE}')
        or state = 'running' and heartbeat_at < clock_timestamp() - interval '{LEASE}')"""
    async with database.gate() as gate:
        await gate.execute(
            f"""update jobs set state = 'failed', finished_at = clock_timestamp(),
                  error = coalesce(error, 'the process that worked on it was lost, ' || attempts || ' times')
                where {free} and attempts >= {MOST_ATTEMPTS}""",
            kind,
        )
        row = await gate.fetchrow(
            f"""update jobs j set state = 'running', worker = $2, attempts = attempts + 1, done = 0, error = null,
                  heartbeat_at = clock_timestamp()
                from (select city, id from jobs where {free} order by created_at, id limit 1
                      for update skip locked) taken
                where j.city = taken.city and j.id = taken.id
                returning j.city, j.id, j.request::text, j.created_by, j.attempts""",
            kind,
            worker,
        )
    if row is None:
        return None
    return Job(row["city"], row["id"], kind, json.loads(row["request"]), row["created_by"], row["attempts"])


async def beat(database: Database, job: Job, done: int, total: int | None) -> bool:
    """Say that the work goes on and how far it is; False when the job is no longer ours."""
    async with database.gate() as gate:
        tag = await gate.execute(
            "update jobs set heartbeat_at = clock_timestamp(), done = $4, total = coalesce($5, total)"
            " where city = $1 and id = $2 and state = 'running' and attempts = $3",
            job.city, job.id, job.attempt, done, total,
        )  # fmt: skip
    return tag == "UPDATE 1"


async def give_back(database: Database, job: Job, why: str, *, counts: bool = True) -> None:
    """Let the job be taken again after a pause; not counted as an attempt when the worker merely stops."""
    async with database.gate() as gate:
        await gate.execute(
            f"""update jobs set state = 'queued', worker = null, error = $4,
                  heartbeat_at = {"clock_timestamp()" if counts else "null"},
                  attempts = attempts - {0 if counts else 1}
                where city = $1 and id = $2 and state = 'running' and attempts = $3""",
            job.city, job.id, job.attempt, why,
        )  # fmt: skip


async def fail(database: Database, job: Job, why: str) -> None:
    """End the job without a result."""
    async with database.gate() as gate:
        await gate.execute(
            "update jobs set state = 'failed', error = $4, finished_at = clock_timestamp()"
            " where city = $1 and id = $2 and state = 'running' and attempts = $3",
            job.city, job.id, job.attempt, why,
        )  # fmt: skip


async def without_limits(tx: Transaction) -> None:
    """Let the statements of this transaction take the time that long work needs."""
    await tx.execute(
        "select set_config('statement_timeout', '0', true),"
        " set_config('idle_in_transaction_session_timeout', '0', true)"
    )
