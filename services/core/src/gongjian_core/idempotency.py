"""Answers kept under a caller's Idempotency-Key, in the transaction of the write itself, for a day.

No secret is kept: an answer that shows one once (a new key) derives it from the caller's own key and a salt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, Column, DateTime, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text, text

from .database import Transaction
from .entity import METADATA
from .errors import Conflict, Invalid

IDEMPOTENCY = Table(
    "idempotency",
    METADATA,
    Column("caller", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("caller", "key"),
)


@dataclass(frozen=True)
class Kept:
    """An answer as it was given."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    salt: bytes


def fingerprint(method: str, path: str, body: bytes) -> bytes:
    """What makes two requests the same."""
    return hashlib.sha256(f"{method} {path}\n".encode() + body).digest()


async def kept(tx: Transaction, caller: str, key: str, request: bytes) -> Kept | None:
    """The answer given before, or None; then the key is held until the transaction ends.

    Conflict while another request with the key is running, Invalid when it was used for another request.
    """
    await tx.execute("select set_config('gongjian.caller', $1, true)", caller)
    if not await tx.fetchval("select pg_try_advisory_xact_lock(hashtextextended($1, 7305061995))", f"{caller} {key}"):
        raise Conflict("A request with this Idempotency-Key is still running; wait for its answer.")
    await tx.execute("delete from idempotency where created_at < now() - interval '1 day'")
    row = await tx.fetchrow(
        "select request, status, headers::text, body, salt from idempotency where caller = $1 and key = $2", caller, key
    )
    if row is None:
        return None
    if row["request"] != request:
        raise Invalid(
            "This Idempotency-Key was used for another request; take a new one.", type="idempotency-key-reused"
        )
    return Kept(row["status"], json.loads(row["headers"]), row["body"], row["salt"])


async def keep(tx: Transaction, caller: str, key: str, request: bytes, answer: Kept) -> None:
    """Keep an answer."""
    await tx.execute(
        "insert into idempotency (caller, key, request, status, headers, body, salt)"
        " values ($1, $2, $3, $4, $5::text::json, $6, $7)",
        caller, key, request, answer.status, json.dumps(dict(answer.headers)), answer.body, answer.salt,
    )  # fmt: skip
