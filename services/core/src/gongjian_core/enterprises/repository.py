"""Enterprises in the database."""

from __future__ import annotations

from ..store import Register
from .entity import Enterprise

REGISTER = Register(
    Enterprise,
    table="enterprises",
    type="enterprise",
    additions=(("tier", "to_json(r.tier)::text"),),
    tagged=("r.tier",),
)
