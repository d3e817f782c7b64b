"""Allocations: a target broken down to divisions, parks or departments; recorded under the target's id."""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import RecordedTable

revision = "0007_allocations"
down_revision = "0006_fulfilments"
branch_labels = None
depends_on = None

ALLOCATIONS = RecordedTable("allocations", "allocation", key="target", columns="target text not null,")


def upgrade() -> None:
    """Create the allocations of targets."""
    run_script(ALLOCATIONS.table() + ALLOCATIONS.history())
    run_script(ALLOCATIONS.deriving(statements="") + ALLOCATIONS.recording())


def downgrade() -> None:
    """Remove them."""
    run_script(ALLOCATIONS.dropping())
