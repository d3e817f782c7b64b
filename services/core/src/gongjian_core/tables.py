"""Every table of the service in one place: what the migrations are compared with."""

from __future__ import annotations

from .access import tables as access_tables
from .changelog import CHANGES
from .enterprises import entity as enterprises
from .entity import METADATA

ALL = (access_tables.API_KEYS, CHANGES, enterprises.ENTERPRISES)

__all__ = ["ALL", "METADATA"]
