"""Exports and the chunks of their files. They span cities: visible to whoever covers all of them."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0016_exports"
down_revision = "0015_declarations"
branch_labels = None
depends_on = None

TABLES = """
create table exports (
  id uuid primary key default uuidv7(),
  types text[],
  cities text[],
  reached text[] not null constraint exports_reached_check check (cardinality(reached) > 0),
  scope text not null,
  position bigint,
  attempt integer,
  files json not null default '[]',
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default gongjian_actor(),
  expires_at timestamptz not null default clock_timestamp() + interval '7 days'
);
create index exports_expires_at on exports (expires_at);
alter table exports enable row level security;
alter table exports force row level security;
create policy reached on exports using (
  reached <@ (select string_to_array(nullif(current_setting('gongjian.cities', true), ''), ','))::text[]);
create policy gate on exports to gongjian_gate using (true);
grant select, insert, update (position, attempt, files) on exports to gongjian_app;
grant select, delete on exports to gongjian_gate;

create table export_chunks (
  export uuid not null constraint export_chunks_export_fkey references exports (id) on delete cascade,
  attempt integer not null,
  file text not null,
  number integer not null,
  data bytea not null,
  primary key (export, attempt, file, number)
);
alter table export_chunks alter column data set storage external;
alter table export_chunks enable row level security;
alter table export_chunks force row level security;
create policy reached on export_chunks using (exists (select from exports e where e.id = export));
grant select, insert, delete on export_chunks to gongjian_app;
"""


def upgrade() -> None:
    """Create them."""
    run_script(TABLES)


def downgrade() -> None:
    """Remove them."""
    run_script("drop table export_chunks; drop table exports;")
