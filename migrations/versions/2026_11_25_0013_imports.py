"""Imports: what was asked, the file until it is read, what became of each row, and the versions that sources sent."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0013_imports"
down_revision = "0012_feed"
branch_labels = None
depends_on = None

TABLES = """
create table imports (
  city text not null,
  id text not null default uuidv7()::text,
  type text not null constraint imports_type_check check (type in ('enterprises', 'projects', 'observations')),
  mode text not null constraint imports_mode_check check (mode in ('atomic', 'per_row')),
  dry_run boolean not null,
  origin text not null,
  form text not null,
  state text not null default 'queued' constraint imports_state_check check (state in ('queued', 'done', 'failed')),
  rows integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  stale integer not null default 0,
  rejected integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default gongjian_actor(),
  finished_at timestamptz,
  primary key (city, id)
);
create index imports_created_at on imports (city, created_at);
select gongjian_protect('imports', 'select, delete');
grant insert (city, type, mode, dry_run, origin, form),
  update (state, rows, created, updated, unchanged, stale, rejected, finished_at) on imports to gongjian_app;

create table import_chunks (
  city text not null,
  import text not null,
  position integer not null,
  bytes bytea not null,
  primary key (city, import, position),
  foreign key (city, import) references imports (city, id) on delete cascade
);
alter table import_chunks alter column bytes set storage external;
select gongjian_protect('import_chunks', 'select, insert, delete');

create table import_rows (
  city text not null,
  import text not null,
  number integer not null,
  key text,
  outcome text not null constraint import_rows_outcome_check
    check (outcome in ('created', 'updated', 'unchanged', 'stale', 'rejected', 'unreadable')),
  revision bigint,
  faults json,
  primary key (city, import, number),
  foreign key (city, import) references imports (city, id) on delete cascade
);
create index import_rows_outcome on import_rows (city, import, outcome, number) where outcome <> 'created';
select gongjian_protect('import_rows', 'select, insert, delete');
grant update (outcome, faults) on import_rows to gongjian_app;

create table source_versions (
  city text not null,
  type text not null,
  origin text not null,
  key text not null,
  version bigint not null,
  primary key (city, type, origin, key)
);
select gongjian_protect('source_versions', 'select, insert');
grant update (version) on source_versions to gongjian_app;
"""


def upgrade() -> None:
    """Create the tables."""
    run_script(TABLES)


def downgrade() -> None:
    """Remove them."""
    run_script("drop table source_versions, import_rows, import_chunks, imports;")
