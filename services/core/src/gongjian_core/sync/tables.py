"""The tables of sync that belong to the deployment; see migration 0012."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Table, Text, text

from ..entity import METADATA

KNOWN_CITIES = Table(
    "known_cities",
    METADATA,
    Column("city", Text, primary_key=True),
    Column("division_code", Text, nullable=False),
    Column("known_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
)
"""Cities that were ever installed here: what a scope reaches does not depend on which version of a server answers."""
