"""Answers of POST requests, kept a day under the caller's Idempotency-Key, in the transaction of the write itself."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0005_idempotency"
down_revision = "0004_observations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; a caller sees its own answers only."""
    run_script(
        """
        create table idempotency (
          caller text not null,
          key text not null,
          request bytea not null,
          status integer not null,
          headers json not null,
          body bytea not null,
          salt bytea not null,
          created_at timestamptz not null default now(),
          primary key (caller, key)
        );
        create index idempotency_created_at on idempotency (created_at);
        alter table idempotency enable row level security;
        alter table idempotency force row level security;
        create policy caller on idempotency
          using (caller = (select nullif(current_setting('gongjian.caller', true), '')));
        grant select, insert, delete on idempotency to gongjian_app, gongjian_gate;
        """
    )


def downgrade() -> None:
    """Remove it."""
    run_script("drop table idempotency")
