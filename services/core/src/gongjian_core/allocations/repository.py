"""Allocations in the database."""

from __future__ import annotations

from ..store import Register
from .entity import Allocation

REGISTER = Register(Allocation, table="allocations", type="allocation")
