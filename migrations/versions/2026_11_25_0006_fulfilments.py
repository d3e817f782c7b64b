"""Fulfilments of duties: recorded like everything else, under the duty's id and their own."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0006_fulfilments"
down_revision = "0005_idempotency"
branch_labels = None
depends_on = None

COLUMNS = 'id, duty, "on", revision, recorded_at, recorded_by'

TABLES = """
create table fulfilments (
  city text not null,
  id text not null,
  duty text constraint fulfilments_duty_given check (duty is not null),
  "on" date not null,
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, id)
);
create index fulfilments_duty on fulfilments (city, duty, "on", id);
select gongjian_protect('fulfilments', 'select, delete');
grant insert (city, id, document), update (document) on fulfilments to gongjian_app;

create table fulfilments_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint fulfilments_history_op_check check (op in ('upsert', 'delete')),
  id text not null,
  duty text constraint fulfilments_history_duty_given check (duty is not null),
  "on" date not null,
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, change_id)
);
create index fulfilments_history_revision on fulfilments_history (city, id, revision);
select gongjian_protect('fulfilments_history', 'select, insert');
"""

DERIVE = """
create function fulfilments_derive() returns trigger language plpgsql as $$
begin
  new := json_populate_record(new, new.document);
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from fulfilments_history h where h.city = new.city and h.id = new.id), 0);
  else
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger fulfilments_derive_new before insert on fulfilments
  for each row execute function fulfilments_derive();
create trigger fulfilments_derive_changed before update on fulfilments
  for each row when (old.document::text is distinct from new.document::text) execute function fulfilments_derive();
"""

RECORD_BODY = f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized (FRESH),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'fulfilment', n.duty || '|' || n.id, 'upsert', n.revision,
      n.recorded_by, n.document
    from fresh n)
  insert into fulfilments_history (city, change_id, op, {COLUMNS})
    select city, change_id, 'upsert', {COLUMNS} from fresh;
  return null;
end"""
ALL = "select * from written"
CHANGED = """select w.* from written w join before_that b on b.city = w.city and b.id = w.id
    where b.change_id <> w.change_id"""

RECORD = f"""
create function fulfilments_record_new() returns trigger language plpgsql as $${RECORD_BODY.replace("FRESH", ALL)} $$;
create trigger fulfilments_record_new after insert on fulfilments referencing new table as written
  for each statement execute function fulfilments_record_new();
create function fulfilments_record_changed() returns trigger language plpgsql
  as $${RECORD_BODY.replace("FRESH", CHANGED)} $$;
create trigger fulfilments_record_changed after update on fulfilments
  referencing old table as before_that new table as written
  for each statement execute function fulfilments_record_changed();

create function fulfilments_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, 'fulfilment', duty || '|' || id, 'delete', revision + 1 from gone)
  insert into fulfilments_history (city, change_id, op, {COLUMNS})
    select city, tombstone, 'delete', id, duty, "on", revision + 1, clock_timestamp(), gongjian_actor() from gone;
  return null;
end $$;
create trigger fulfilments_record_deleted after delete on fulfilments referencing old table as deleted
  for each statement execute function fulfilments_record_deleted();
"""


def upgrade() -> None:
    """Create the fulfilments of duties."""
    run_script(TABLES)
    run_script(DERIVE)
    run_script(RECORD)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table fulfilments_history;
        drop table fulfilments;
        drop function fulfilments_record_deleted();
        drop function fulfilments_record_changed();
        drop function fulfilments_record_new();
        drop function fulfilments_derive();
        """
    )
