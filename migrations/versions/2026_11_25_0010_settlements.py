"""Settlements: a draft may be deleted; what is approved never changes but for its state."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0010_settlements"
down_revision = "0009_other_awards"
branch_labels = None
depends_on = None

COLUMNS = "id, period, state, corrects, revision, recorded_at, recorded_by"
TABLES = """
create table settlements (
  city text not null,
  id text not null,
  period text not null,
  state text not null constraint settlements_state_check check (state in ('draft', 'approved', 'paid')),
  corrects text,
  first_day date not null,
  last_day date not null,
  author_key text not null,
  facts_seq bigint not null,
  ledger_seq bigint not null,
  ledger_position bigint not null,
  approved_position bigint,
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, id),
  constraint settlements_corrects_fkey foreign key (city, corrects) references settlements (city, id),
  constraint settlements_approved_check check ((state = 'draft') = (approved_position is null))
);
create unique index settlements_approved on settlements (city, period) where state <> 'draft' and corrects is null;
create index settlements_days on settlements (city, last_day, id);
select gongjian_protect('settlements', 'select, delete');
grant insert (city, id, document, first_day, last_day, author_key, facts_seq, ledger_seq, ledger_position),
  update (document) on settlements to gongjian_app;

create table settlements_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint settlements_history_op_check check (op in ('upsert', 'delete')),
  id text not null,
  period text not null,
  state text not null,
  corrects text,
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, change_id)
);
create index settlements_history_revision on settlements_history (city, id, revision);
select gongjian_protect('settlements_history', 'select, insert');

create function settlements_derive() returns trigger language plpgsql as $$
begin
  new := json_populate_record(new, new.document);
  if tg_op = 'INSERT' then
    new.revision := 1;
  else
    if (old.state, new.state) not in (('draft', 'approved'), ('approved', 'paid')) then
      raise exception 'a settlement goes from draft to approved to paid, not from % to %', old.state, new.state;
    end if;
    if (new.id, new.period, new.corrects) is distinct from (old.id, old.period, old.corrects)
      or (new.document -> 'totals')::text is distinct from (old.document -> 'totals')::text
      or (new.document -> 'receipt')::text is distinct from (old.document -> 'receipt')::text then
      raise exception 'the figures of a settlement never change';
    end if;
    if old.state = 'draft' then
      new.approved_position := settlement_ledger_moved(new.city);
    end if;
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger settlements_derive before insert or update on settlements
  for each row execute function settlements_derive();

create function settlements_keep() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception 'an approved settlement is never deleted';
  end if;
  return old;
end $$;
create trigger settlements_keep before delete on settlements for each row execute function settlements_keep();
"""


def _recording(table: str, type: str, columns: str) -> str:
    """The triggers that write change rows and history of a table."""
    tombstone = columns.replace("revision, recorded_at,", "revision + 1, clock_timestamp(),")
    tombstone = tombstone.replace("recorded_by", "gongjian_actor()")
    body = f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized (FRESH),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, '{type}', n.id, 'upsert', n.revision, n.recorded_by, n.document
    from fresh n)
  insert into {table}_history (city, change_id, op, {columns})
    select city, change_id, 'upsert', {columns} from fresh;
  return null;
end"""
    changed = """select w.* from written w join before_that b on b.city = w.city and b.id = w.id
    where b.change_id <> w.change_id"""
    return f"""
create function {table}_record_new() returns trigger language plpgsql
  as $${body.replace("FRESH", "select * from written")} $$;
create trigger {table}_record_new after insert on {table} referencing new table as written
  for each statement execute function {table}_record_new();
create function {table}_record_changed() returns trigger language plpgsql as $${body.replace("FRESH", changed)} $$;
create trigger {table}_record_changed after update on {table}
  referencing old table as before_that new table as written
  for each statement execute function {table}_record_changed();
create function {table}_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, '{type}', id, 'delete', revision + 1 from gone)
  insert into {table}_history (city, change_id, op, {columns})
    select city, tombstone, 'delete', {tombstone} from gone;
  return null;
end $$;
create trigger {table}_record_deleted after delete on {table} referencing old table as deleted
  for each statement execute function {table}_record_deleted();
"""


def upgrade() -> None:
    """Create the settlements."""
    run_script(TABLES)
    run_script(_recording("settlements", "settlement", COLUMNS))


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table settlements, settlements_history;
        drop function settlements_record_deleted(), settlements_record_changed(), settlements_record_new(),
          settlements_keep(), settlements_derive();
        """
    )
