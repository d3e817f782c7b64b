"""Brings a database to the version of this code, and says whether it is there."""

from __future__ import annotations

import logging
import re
import sys
import time
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command, op
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from .errors import StartRefused

FLOOR = "needs code that knows "
"""How the comment of the table alembic_version begins that a contracting migration leaves behind."""
_LOG = logging.getLogger("gongjian.migrate")
_TRIES = 12
_PAUSE_SECONDS = 5.0


def migrations_dir() -> Path:
    """The history carried by the wheel, else the one at the top of the checkout."""
    spec = find_spec("gongjian_core")
    if spec is None or spec.origin is None:
        raise StartRefused("gongjian_core is not installed as files; the migrations cannot be found")
    package = Path(spec.origin).parent
    carried = package / "migrations"
    if (carried / "env.py").exists():
        return carried
    for parent in package.parents:
        if (parent / "migrations" / "env.py").exists():
            return parent / "migrations"
    raise StartRefused("no migrations found beside gongjian_core; install the wheel or work in a checkout")


def _config(url: str = "") -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Migrate forward; blocking, and not for use inside a running event loop (use a thread).

    Each try waits three seconds for a lock, since requests of the version that serves wait behind it meanwhile.
    """
    for _ in range(_TRIES - 1):
        try:
            command.upgrade(_config(owner_url), revision)
        except (DBAPIError, asyncpg.LockNotAvailableError) as error:
            if getattr(getattr(error, "orig", error), "sqlstate", None) != asyncpg.LockNotAvailableError.sqlstate:
                raise
            _LOG.warning("a long transaction, or another migration, holds a lock; trying again in %g s", _PAUSE_SECONDS)
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    command.upgrade(_config(owner_url), revision)


def upgrade_checked(owner_url: str) -> None:
    """Migrate forward; StartRefused with the cure when the database refuses."""
    try:
        upgrade(owner_url)
    except (OSError, RuntimeError, DBAPIError, asyncpg.PostgresError) as error:
        raise StartRefused(f"the database could not be migrated: {error}") from error


def downgrade(owner_url: str, revision: str) -> None:
    """Migrate back to `revision` or `base`."""
    command.downgrade(_config(owner_url), revision)


@cache
def head() -> str:
    """The revision that this code needs."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise StartRefused("the migrations have no head revision")
    return revision


def standing(found: str | None, floor: str | None = None) -> str | None:
    """Why this code must not serve a database at revision `found`, with the cure; None when it may.

    A database ahead is fine, since migrations leave the version before working, up to a contracting one: that says
    with `require_code` which code it needs, and `floor` is what it said.
    """
    needed = head()
    if floor is not None and _number(floor) > _number(needed):
        return (
            f"the database was contracted for code that knows migration {floor}, this version knows {needed} at most:"
            " run a newer version, or restore a backup"
        )
    if found == needed or (found is not None and _number(found) > _number(needed)):
        return None
    return f"the database is at migration {found or 'none'}, this version needs {needed}: run `gongjian migrate`"


def _number(revision: str) -> int:
    leading = re.match(r"\d+", revision)
    return int(leading[0]) if leading else -1


def require_code(revision: str) -> None:
    """For a migration that takes away what older code needs: code that does not know `revision` no longer serves."""
    if revision not in revisions():
        raise ValueError(f"{revision} is no migration")
    op.execute(f"comment on table alembic_version is '{FLOOR}{revision}'")


def revisions() -> list[str]:
    """All revisions, first to last."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def run_script(script: str) -> None:
    """Run several statements at once, for use in a migration: the driver's prepared statements take one only."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def backfill(table: str, statement: str) -> str:
    """A script that changes rows of every city: forced policies hide them from the owner, too, until they are lifted.

    The table stays locked until the migration ends, so keep the statement small: `run_script(backfill(…))`.
    """
    lift, force = (f"alter table {table} {word} row level security" for word in ("no force", "force"))
    return f"{lift};\n{statement};\n{force};"


def begin_revision(words: str) -> None:
    """Write a new, empty migration: `0007_words_of_the_message`."""
    number = len(revisions()) + 1
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:40]
    config = _config()
    config.set_main_option("file_template", f"{datetime.now(UTC):%Y_%m_%d}_%%(rev)s")
    command.revision(config, message=words, rev_id=f"{number:04}_{slug}")


if __name__ == "__main__":
    begin_revision(" ".join(sys.argv[1:]))
