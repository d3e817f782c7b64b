"""Whoever changes an other award is named by its revision: the one who recorded it first was named again.

Nobody but the database says who wrote: the service's role may no longer give `recorded_by`, which it never did.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import STAMP, RecordedTable

revision = "0018_authors_of_other_awards"
down_revision = "0017_sortable_money"
branch_labels = None
depends_on = None

OTHER_AWARDS = RecordedTable("other_awards", "other_award", key="id", columns="")
BEFORE = STAMP.replace("gongjian_actor()", "coalesce(new.recorded_by, gongjian_actor())")


def upgrade() -> None:
    """Derive them like every recorded table."""
    run_script("drop function other_awards_derive() cascade;" + OTHER_AWARDS.deriving())
    run_script("revoke insert (recorded_by), update (recorded_by) on other_awards from gongjian_app;")


def downgrade() -> None:
    """Keep the first author again."""
    run_script("drop function other_awards_derive() cascade;" + OTHER_AWARDS.deriving(stamp=BEFORE))
    run_script("grant insert (recorded_by), update (recorded_by) on other_awards to gongjian_app;")
