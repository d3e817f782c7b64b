"""What happens to a database while it is used, as callers are told it: that they may try again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from .errors import Unavailable

_UNREACHABLE = (
    OSError,
    PoolTimeout,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)
_TRY_AGAIN = (
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.SerializationError,
    asyncpg.InvalidCachedStatementError,  # a migration ran meanwhile
)
_REVISIONS = ("_history_pkey", "changes_revision_key")


@contextmanager
def told() -> Iterator[None]:
    """Unavailable for errors that a second try may not meet; others pass."""
    try:
        yield
    except _UNREACHABLE as error:
        raise Unavailable("The database cannot be reached; try again shortly.") from error
    except _TRY_AGAIN as error:
        raise Unavailable("Another request held the same records; try again.") from error
    except asyncpg.UniqueViolationError as error:
        # A record was written at the moment when it was deleted: both took the same next revision.
        if not str(error.constraint_name).endswith(_REVISIONS):
            raise
        raise Unavailable("Another request deleted the same record; try again.") from error
    except (asyncpg.InterfaceError, asyncpg.InternalClientError, DBAPIError) as error:
        if isinstance(error, DBAPIError) and not error.connection_invalidated:
            raise
        raise Unavailable("The connection to the database was lost; try again.") from error


@contextmanager
def told_of_commit() -> Iterator[None]:
    """Unavailable that does not claim that nothing was stored: the answer to a commit did not come."""
    try:
        yield
    except (*_UNREACHABLE, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise Unavailable(
            "The connection to the database was lost while this was being stored, so it may be stored or not. "
            "Look before you send it again, or send it again with the same Idempotency-Key."
        ) from error
