"""${message}

Deployed while the previous version still serves: add before you use, backfill in small steps, remove one release later.
Every recorded table: key begins with city, `select gongjian_protect('<table>')`, statement triggers that add changes.
"""

from __future__ import annotations

from alembic import op
from gongjian_core.migrate import run_script

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Describe what becomes possible."""
    ${upgrades if upgrades else "raise NotImplementedError"}


def downgrade() -> None:
    """Undo it."""
    ${downgrades if downgrades else "raise NotImplementedError"}
