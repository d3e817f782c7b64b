"""The table of long work; see migration 0008."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, DateTime, Integer, PrimaryKeyConstraint, Table, Text, text

from ..entity import METADATA

JOBS = Table(
    "jobs",
    METADATA,
    Column("city", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'queued'")),
    Column("request", JSON, nullable=False),
    Column("done", BigInteger, nullable=False, server_default=text("0")),
    Column("total", BigInteger),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
    Column("worker", Text),
    Column("heartbeat_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("created_by", Text, nullable=False, server_default=text("gongjian_actor()")),
    Column("finished_at", DateTime(timezone=True)),
    PrimaryKeyConstraint("city", "id"),
)
