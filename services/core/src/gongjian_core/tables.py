"""Every table of the service in one place: what the migrations are compared with."""

from __future__ import annotations

from .access.tables import API_KEYS
from .allocations import entity as allocations
from .calendar import entity as calendar
from .changelog import CHANGES, SEQUENCE_HEAD
from .enterprises import entity as enterprises
from .entity import METADATA
from .idempotency import IDEMPOTENCY
from .imports import entity as imports
from .incentives import tables as incentives
from .indicators import entity as indicators
from .jobs.tables import JOBS
from .projects import entity as projects
from .sync import tables as sync

RECORDED = (
    enterprises.ENTERPRISES,
    projects.PROJECTS,
    indicators.OBSERVATIONS,
    calendar.FULFILMENTS,
    allocations.ALLOCATIONS,
    incentives.SETTLEMENTS,
    incentives.AWARDS,
    incentives.PAYMENTS,
    incentives.OTHER_AWARDS,
)
DEPLOYMENT = (API_KEYS, SEQUENCE_HEAD, IDEMPOTENCY, *sync.DEPLOYMENT)
"""Tables of the deployment and not of a city, with policies of their own."""
FEED = (CHANGES,)
WORK = (
    JOBS,
    incentives.LEDGERS,
    incentives.RULES,
    imports.IMPORTS,
    imports.IMPORT_CHUNKS,
    imports.IMPORT_ROWS,
    imports.SOURCE_VERSIONS,
    sync.DECLARATIONS,
)
"""Tables of a city that are no records: nobody is told when they change."""

__all__ = ["DEPLOYMENT", "FEED", "METADATA", "RECORDED", "WORK"]
