"""The tables of sync; see migrations 0012 and after."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from ..entity import METADATA

KNOWN_CITIES = Table(
    "known_cities",
    METADATA,
    Column("city", Text, primary_key=True),
    Column("division_code", Text, nullable=False),
    Column("known_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
)
"""Cities that were ever installed here: what a scope reaches does not depend on which version of a server answers."""

DECLARATIONS = Table(
    "declarations",
    METADATA,
    Column("city", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("change_id", BigInteger, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("document", JSON, nullable=False),
    PrimaryKeyConstraint("city", "key"),
)
"""What cities declare, as last stored; earlier revisions stand in the change sequence alone."""

SUBSCRIPTIONS = Table(
    "subscriptions",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("url", Text, nullable=False),
    Column("types", ARRAY(Text)),
    Column("cities", ARRAY(Text)),
    Column("mode", Text, CheckConstraint("mode in ('batch', 'signal')", name="subscriptions_mode_check"),
           nullable=False),
    Column("batch", Integer, nullable=False),
    Column("scope", Text, nullable=False),
    Column("owner", Uuid),
    Column("position", BigInteger, nullable=False),
    Column("state", Text, CheckConstraint("state in ('active', 'disabled')", name="subscriptions_state_check"),
           nullable=False, server_default=text("'active'")),
    Column("disabled_reason", Text),
    Column("secrets", JSON, nullable=False),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("served_at", DateTime(timezone=True)),
    Column("last_attempt_at", DateTime(timezone=True)),
    Column("last_delivered_at", DateTime(timezone=True)),
    Column("last_error", Text),
    Column("fence", BigInteger, nullable=False, server_default=text("0")),
    Column("lease_token", Uuid),
    Column("lease_worker", Text),
    Column("lease_expires_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("created_by", Text, nullable=False),
)  # fmt: skip

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("subscription", Uuid, ForeignKey("subscriptions.id", name="deliveries_subscription_fkey",
           ondelete="CASCADE"), nullable=False),
    Column("id", Uuid, nullable=False, server_default=text("uuidv7()")),
    Column("event_id", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("delivered", Boolean, nullable=False),
    Column("status", Integer),
    Column("duration_ms", BigInteger, nullable=False),
    Column("error", Text),
    Column("next_at", DateTime(timezone=True)),
    PrimaryKeyConstraint("subscription", "id"),
)  # fmt: skip

EXPORTS = Table(
    "exports",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("types", ARRAY(Text)),
    Column("cities", ARRAY(Text)),
    Column("reached", ARRAY(Text), CheckConstraint("cardinality(reached) > 0", name="exports_reached_check"),
           nullable=False),
    Column("scope", Text, nullable=False),
    Column("position", BigInteger),
    Column("attempt", Integer),
    Column("files", JSON, nullable=False, server_default=text("'[]'")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("created_by", Text, nullable=False, server_default=text("gongjian_actor()")),
    Column("expires_at", DateTime(timezone=True), nullable=False,
           server_default=text("clock_timestamp() + interval '7 days'")),
)  # fmt: skip
"""`types` and `cities` as asked for (null: all), `reached` the cities that it shows."""

EXPORT_CHUNKS = Table(
    "export_chunks",
    METADATA,
    Column("export", Uuid, ForeignKey("exports.id", name="export_chunks_export_fkey", ondelete="CASCADE"),
           nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("export", "attempt", "file", "number"),
)  # fmt: skip

DEPLOYMENT = (KNOWN_CITIES, SUBSCRIPTIONS, DELIVERIES, EXPORTS, EXPORT_CHUNKS)
