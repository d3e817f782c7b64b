"""The table of keys. It belongs to the deployment, not to a city: only `gongjian_gate` reads it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, DateTime, LargeBinary, Table, Text, Uuid, text

from ..entity import METADATA

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("name", Text, nullable=False),
    Column("role", Text, CheckConstraint("role in ('reader')", name="api_keys_role_check"), nullable=False),
    Column("scope", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("created_by", Text, nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)
