"""The ledger of a city's settlements, and what subjects got under other policies.

The ledger's position moves with every approval and other award, whatever wrote it: a draft that was computed at an
earlier position is stale. A payment changes no amount and moves nothing. `settlement_rules` keeps the trees that
settlements were computed with, by content.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0009_other_awards"
down_revision = "0008_jobs"
branch_labels = None
depends_on = None

LEDGER = """
create table settlement_ledgers (
  city text primary key,
  position bigint not null
);
select gongjian_protect('settlement_ledgers', 'select, insert');
grant update (position) on settlement_ledgers to gongjian_app;
create function settlement_ledger_moved(moved text) returns bigint language sql
  begin atomic
    insert into settlement_ledgers (city, position) values (moved, 1)
    on conflict (city) do update set position = settlement_ledgers.position + 1
    returning position;
  end;

create table settlement_rules (
  city text not null,
  hash text not null,
  rules json not null,
  primary key (city, hash)
);
select gongjian_protect('settlement_rules', 'select, insert');
"""

OTHER_COLUMNS = """id, title, level, subject, incentive, year, amount, paid_on, reference, revision, recorded_at,
  recorded_by"""
OTHER_TYPED = """
  id text not null,
  title text not null,
  level text not null,
  subject text not null,
  incentive text not null,
  year integer not null,
  amount numeric(20, 2) not null,
  paid_on date,
  reference text,
"""
OTHER_AWARDS = f"""
create table other_awards (
  city text not null,
  {OTHER_TYPED}
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, id)
);
create index other_awards_subject on other_awards (city, subject, year);
select gongjian_protect('other_awards', 'select, delete');
grant insert (city, id, document, recorded_by), update (document, recorded_by) on other_awards to gongjian_app;

create table other_awards_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint other_awards_history_op_check check (op in ('upsert', 'delete')),
  {OTHER_TYPED}
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, change_id)
);
create index other_awards_history_revision on other_awards_history (city, id, revision);
select gongjian_protect('other_awards_history', 'select, insert');

create function other_awards_derive() returns trigger language plpgsql as $$
begin
  new := json_populate_record(new, new.document);
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from other_awards_history h where h.city = new.city and h.id = new.id), 0);
  else
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := coalesce(new.recorded_by, gongjian_actor());
  return new;
end $$;
create trigger other_awards_derive_new before insert on other_awards
  for each row execute function other_awards_derive();
create trigger other_awards_derive_changed before update on other_awards
  for each row when (old.document::text is distinct from new.document::text) execute function other_awards_derive();

create function other_awards_move_ledger() returns trigger language plpgsql as $$
begin
  perform settlement_ledger_moved(m.city) from (select distinct city from moved) m;
  return null;
end $$;
create trigger other_awards_move_ledger_new after insert on other_awards referencing new table as moved
  for each statement execute function other_awards_move_ledger();
create trigger other_awards_move_ledger_changed after update on other_awards referencing new table as moved
  for each statement execute function other_awards_move_ledger();
create trigger other_awards_move_ledger_deleted after delete on other_awards referencing old table as moved
  for each statement execute function other_awards_move_ledger();
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
    """Create the ledger and the other awards."""
    run_script(LEDGER)
    run_script(OTHER_AWARDS)
    run_script(_recording("other_awards", "other_award", OTHER_COLUMNS))


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table other_awards, other_awards_history, settlement_rules;
        drop function other_awards_record_deleted(), other_awards_record_changed(), other_awards_record_new(),
          other_awards_move_ledger(), other_awards_derive(), settlement_ledger_moved(text);
        drop table settlement_ledgers;
        """
    )
