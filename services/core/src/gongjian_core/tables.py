"""Every table of the service in one place: what the migrations are compared with."""

from __future__ import annotations

from .access.tables import API_KEYS
from .allocations import entity as allocations
from .calendar import entity as calendar
from .changelog import CHANGES, SEQUENCE_HEAD
from .enterprises import entity as enterprises
from .entity import METADATA
from .idempotency import IDEMPOTENCY
from .indicators import entity as indicators
from .projects import entity as projects

RECORDED = (
    enterprises.ENTERPRISES,
    projects.PROJECTS,
    indicators.OBSERVATIONS,
    calendar.FULFILMENTS,
    allocations.ALLOCATIONS,
)
DEPLOYMENT = (API_KEYS, SEQUENCE_HEAD, IDEMPOTENCY)
"""Tables of the deployment and not of a city, with policies of their own."""
FEED = (CHANGES,)

__all__ = ["DEPLOYMENT", "FEED", "METADATA", "RECORDED"]
