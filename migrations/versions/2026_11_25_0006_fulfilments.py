"""Fulfilments of duties: recorded like everything else, under the duty's id and their own."""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import RecordedTable

revision = "0006_fulfilments"
down_revision = "0005_idempotency"
branch_labels = None
depends_on = None

FULFILMENTS = RecordedTable(
    "fulfilments",
    "fulfilment",
    key="id",
    columns="""
  id text not null,
  duty text,
  "on" date not null,
""",
    change_key="n.duty || '|' || n.id",
)

PARTICULARS = """
alter table fulfilments add constraint fulfilments_duty_given check (duty is not null);
alter table fulfilments_history add constraint fulfilments_history_duty_given check (duty is not null);
create index fulfilments_duty on fulfilments (city, duty, "on", id);
"""


def upgrade() -> None:
    """Create the fulfilments of duties."""
    run_script(FULFILMENTS.table() + FULFILMENTS.history() + PARTICULARS)
    run_script(FULFILMENTS.deriving())
    # The line is broken in the functions that stand in databases.
    run_script(FULFILMENTS.recording().replace("n.revision, n.recorded_by", "n.revision,\n      n.recorded_by"))


def downgrade() -> None:
    """Remove them."""
    run_script(FULFILMENTS.dropping())
