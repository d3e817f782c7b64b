"""Allocations: a target broken down to divisions, parks or departments; recorded under the target's id."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0007_allocations"
down_revision = "0006_fulfilments"
branch_labels = None
depends_on = None

COLUMNS = "target, revision, recorded_at, recorded_by"

TABLES = """
create table allocations (
  city text not null,
  target text not null,
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, target)
);
select gongjian_protect('allocations', 'select, delete');
grant insert (city, target, document), update (document) on allocations to gongjian_app;

create table allocations_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint allocations_history_op_check check (op in ('upsert', 'delete')),
  target text not null,
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, change_id)
);
create index allocations_history_revision on allocations_history (city, target, revision);
select gongjian_protect('allocations_history', 'select, insert');
"""

DERIVE = """
create function allocations_derive() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from allocations_history h where h.city = new.city and h.target = new.target), 0);
  else
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger allocations_derive_new before insert on allocations
  for each row execute function allocations_derive();
create trigger allocations_derive_changed before update on allocations
  for each row when (old.document::text is distinct from new.document::text) execute function allocations_derive();
"""

RECORD_BODY = f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized (FRESH),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'allocation', n.target, 'upsert', n.revision, n.recorded_by, n.document
    from fresh n)
  insert into allocations_history (city, change_id, op, {COLUMNS})
    select city, change_id, 'upsert', {COLUMNS} from fresh;
  return null;
end"""
ALL = "select * from written"
CHANGED = """select w.* from written w join before_that b on b.city = w.city and b.target = w.target
    where b.change_id <> w.change_id"""

RECORD = f"""
create function allocations_record_new() returns trigger language plpgsql as $${RECORD_BODY.replace("FRESH", ALL)} $$;
create trigger allocations_record_new after insert on allocations referencing new table as written
  for each statement execute function allocations_record_new();
create function allocations_record_changed() returns trigger language plpgsql
  as $${RECORD_BODY.replace("FRESH", CHANGED)} $$;
create trigger allocations_record_changed after update on allocations
  referencing old table as before_that new table as written
  for each statement execute function allocations_record_changed();

create function allocations_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, 'allocation', target, 'delete', revision + 1 from gone)
  insert into allocations_history (city, change_id, op, {COLUMNS})
    select city, tombstone, 'delete', target, revision + 1, clock_timestamp(), gongjian_actor() from gone;
  return null;
end $$;
create trigger allocations_record_deleted after delete on allocations referencing old table as deleted
  for each statement execute function allocations_record_deleted();
"""


def upgrade() -> None:
    """Create the allocations of targets."""
    run_script(TABLES)
    run_script(DERIVE)
    run_script(RECORD)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table allocations_history;
        drop table allocations;
        drop function allocations_record_deleted();
        drop function allocations_record_changed();
        drop function allocations_record_new();
        drop function allocations_derive();
        """
    )
