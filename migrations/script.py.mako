"""${message}

Deployed while the previous version still serves: add before you use, backfill in small steps, remove one release later.
A new recorded table: see "Writing one" in migrations/README.md.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "${up_revision}"
down_revision = "${down_revision}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Describe what becomes possible."""
    raise NotImplementedError


def downgrade() -> None:
    """Undo it."""
    raise NotImplementedError
