"""Keys in the database: stored hashed, read and written as `gongjian_gate` only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import asyncpg

from ..database import Database, Transaction

_FIELDS = "id, name, role, scope, prefix, created_at, created_by, expires_at, revoked_at"
SETTING_NAME = "GONGJIAN_ADMIN_KEY"
RELAY_NAME = "relay beside the service"
OUR_NAMES = frozenset({SETTING_NAME, RELAY_NAME})


def new_key() -> str:
    """A new key's text: 32 random bytes."""
    return f"gj_{secrets.token_urlsafe(32)}"


def derived_key(authorization: str, salt: bytes) -> str:
    """A new key's text that its maker alone can derive again: from the maker's own key and a random salt."""
    made = hmac.digest(authorization.encode("utf-8", "surrogateescape"), b"gongjian key " + salt, "sha256")
    return f"gj_{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def digest(text: str) -> bytes:
    """What is stored of a key; keys are random, so a plain hash cannot be searched."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()


async def find(database: Database, sha256: bytes) -> asyncpg.Record | None:
    """The key of that hash, revoked and expired ones included."""
    async with database.gate() as gate:
        return await gate.fetchrow(f"select {_FIELDS} from api_keys where sha256 = $1", sha256)


async def create(
    gate: Transaction, text: str, *, name: str, role: str, scope: str, expires_at: datetime | None, created_by: str
) -> asyncpg.Record:
    """Store a new key, in a gate transaction."""
    row = await gate.fetchrow(
        "insert into api_keys (name, role, scope, prefix, sha256, expires_at, created_by)"
        f" values ($1, $2, $3, $4, $5, $6, $7) returning {_FIELDS}",
        name, role, scope, text[:7], digest(text), expires_at, created_by,
    )  # fmt: skip
    if row is None:
        raise RuntimeError("the key was not stored")
    return row


async def listed(database: Database) -> list[asyncpg.Record]:
    """All keys that are not revoked, oldest first."""
    async with database.gate() as gate:
        return await gate.fetch(f"select {_FIELDS} from api_keys where revoked_at is null order by id")


async def revoke(database: Database, id: UUID) -> bool:
    """Revoke a key; False when there is none, or it was revoked before."""
    async with database.gate() as gate:
        tag = await gate.execute("update api_keys set revoked_at = now() where id = $1 and revoked_at is null", id)
    return tag == "UPDATE 1"


async def set_admin_key(database: Database, text: str) -> None:
    """Let the key of the settings be the one admin key of that name; an earlier one is revoked."""
    async with database.gate() as gate:
        await gate.execute("select pg_advisory_xact_lock(7305061994)")
        await gate.execute(
            "update api_keys set revoked_at = now() where name = $1 and revoked_at is null and sha256 <> $2",
            SETTING_NAME, digest(text),
        )  # fmt: skip
        await gate.execute(
            "insert into api_keys (name, role, scope, prefix, sha256, created_by)"
            " values ($1, 'admin', '*', $2, $3, 'settings')"
            " on conflict (sha256) do update set revoked_at = null where api_keys.name = $1",
            SETTING_NAME, text[:7], digest(text),
        )  # fmt: skip


async def keep(database: Database, text: str, *, name: str, role: str) -> None:
    """Let a key of our own making hold everywhere, beside others of its name; nothing is done if it does already."""
    async with database.gate() as gate:
        await gate.execute(
            "insert into api_keys (name, role, scope, prefix, sha256, created_by)"
            " values ($1, $2, '*', $3, $4, 'settings')"
            " on conflict (sha256) do update set revoked_at = null where api_keys.name = $1",
            name, role, text[:7], digest(text),
        )  # fmt: skip
