"""Enterprises: the document, columns derived from it by the database, their revisions and the entries of their lists.

Whoever writes a document gets typed columns, revision, change row, history and list entries in the same transaction.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0002_enterprises"
down_revision = "0001_roles_keys_changes"
branch_labels = None
depends_on = None

TYPED = """
  uscc text not null,
  name text not null,
  division_code text not null,
  park text,
  industry_code text not null,
  status text not null,
  suspended_on date,
  established_on date,
  commissioned_on date,
  land_mu numeric(24, 6),
  chain text,
  land_use_tax_arrears_since date,
  is_above_scale boolean not null,
"""

COLUMNS = """uscc, name, division_code, park, industry_code, status, suspended_on, established_on, commissioned_on,
  land_mu, chain, land_use_tax_arrears_since, is_above_scale, revision, recorded_at, recorded_by"""

TABLES = f"""
create table enterprises (
  city text not null,
  {TYPED}
  gross_output numeric(36, 6),
  gross_output_year integer,
  tier text not null,
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, uscc)
);
create index enterprises_division on enterprises (city, division_code, uscc);
create index enterprises_name on enterprises (city, name collate "C", uscc);
create index enterprises_gross_output on enterprises (city, (coalesce(gross_output, 0)), uscc);
select gongjian_protect('enterprises', 'select, delete');
grant insert (city, uscc, document),
  update (document, tier, gross_output, gross_output_year) on enterprises to gongjian_app;

create table enterprises_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint enterprises_history_op_check check (op in ('upsert', 'delete')),
  {TYPED}
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, uscc, revision)
);
select gongjian_protect('enterprises_history', 'select, insert');

create table enterprise_above_scale (
  city text not null, change_id bigint not null, position integer not null, uscc text not null,
  "from" date not null, "to" date, entry text not null,
  primary key (city, change_id, position)
);
create table enterprise_certifications (
  city text not null, change_id bigint not null, position integer not null, uscc text not null,
  kind text not null, level text, granted_on date not null, expires_on date, first boolean not null,
  primary key (city, change_id, position)
);
create table enterprise_compliance (
  city text not null, change_id bigint not null, position integer not null, uscc text not null,
  period text not null, lawful_operation boolean, tax_normal boolean,
  primary key (city, change_id, position)
);
create table enterprise_lists (
  city text not null, change_id bigint not null, position integer not null, uscc text not null,
  list text not null, "from" date not null, "to" date, completed_on date, outcome text,
  primary key (city, change_id, position)
);
create index enterprise_certifications_kind on enterprise_certifications (city, kind, change_id);
select gongjian_protect('enterprise_above_scale', 'select, insert');
select gongjian_protect('enterprise_certifications', 'select, insert');
select gongjian_protect('enterprise_compliance', 'select, insert');
select gongjian_protect('enterprise_lists', 'select, insert');
"""

DERIVE = """
create function enterprise_tier(gross_output numeric, is_above_scale boolean) returns text language sql immutable
  return case when gross_output >= 100000000 then 'hundred_million'
              when is_above_scale then 'above_scale' else 'below_scale' end;

-- Plans made while a table was empty are kept by a session; without sequential scans they stay right.
create function enterprises_derive() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  new := json_populate_record(new, new.document);
  new.is_above_scale := exists (
    select from json_array_elements(new.document -> 'above_scale') entry where entry ->> 'to' is null);
  new.tier := enterprise_tier(new.gross_output, new.is_above_scale);
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from enterprises_history h where h.city = new.city and h.uscc = new.uscc), 0);
  else
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger enterprises_derive_new before insert on enterprises
  for each row execute function enterprises_derive();
create trigger enterprises_derive_changed before update on enterprises
  for each row when (old.document::text is distinct from new.document::text) execute function enterprises_derive();
"""

RECORD_BODY = f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized (FRESH),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'enterprise', n.uscc, 'upsert', n.revision, n.recorded_by, n.document
    from fresh n),
  history as (
    insert into enterprises_history (city, change_id, op, {COLUMNS})
    select city, change_id, 'upsert', {COLUMNS} from fresh),
  above_scale as (
    insert into enterprise_above_scale (city, change_id, position, uscc, "from", "to", entry)
    select n.city, n.change_id, e.position, n.uscc, i."from", i."to", i.entry
    from fresh n, json_array_elements(n.document -> 'above_scale') with ordinality e(item, position),
      json_to_record(e.item) i("from" date, "to" date, entry text)),
  certifications as (
    insert into enterprise_certifications (
      city, change_id, position, uscc, kind, level, granted_on, expires_on, first)
    select n.city, n.change_id, e.position, n.uscc, i.kind, i.level, i.granted_on, i.expires_on, i.first
    from fresh n, json_array_elements(n.document -> 'certifications') with ordinality e(item, position),
      json_to_record(e.item) i(kind text, level text, granted_on date, expires_on date, first boolean)),
  compliance as (
    insert into enterprise_compliance (city, change_id, position, uscc, period, lawful_operation, tax_normal)
    select n.city, n.change_id, e.position, n.uscc, i.period, i.lawful_operation, i.tax_normal
    from fresh n, json_array_elements(n.document -> 'compliance') with ordinality e(item, position),
      json_to_record(e.item) i(period text, lawful_operation boolean, tax_normal boolean))
  insert into enterprise_lists (city, change_id, position, uscc, list, "from", "to", completed_on, outcome)
    select n.city, n.change_id, e.position, n.uscc, i.list, i."from", i."to", i.completed_on, i.outcome
    from fresh n, json_array_elements(n.document -> 'lists') with ordinality e(item, position),
      json_to_record(e.item) i(list text, "from" date, "to" date, completed_on date, outcome text);
  return null;
end"""
ALL = "select * from written"
CHANGED = """select w.* from written w join before_that b on b.city = w.city and b.uscc = w.uscc
    where b.change_id <> w.change_id"""

RECORD = f"""
create function enterprises_record_new() returns trigger language plpgsql as $${RECORD_BODY.replace("FRESH", ALL)} $$;
create trigger enterprises_record_new after insert on enterprises referencing new table as written
  for each statement execute function enterprises_record_new();
create function enterprises_record_changed() returns trigger language plpgsql
  as $${RECORD_BODY.replace("FRESH", CHANGED)} $$;
create trigger enterprises_record_changed after update on enterprises
  referencing old table as before_that new table as written
  for each statement execute function enterprises_record_changed();

create function enterprises_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, 'enterprise', uscc, 'delete', revision + 1 from gone)
  insert into enterprises_history (city, change_id, op, {COLUMNS})
    select city, tombstone, 'delete', {
    COLUMNS.replace("revision, recorded_at, recorded_by", "revision + 1, clock_timestamp(), gongjian_actor()")
} from gone;
  return null;
end $$;
create trigger enterprises_record_deleted after delete on enterprises referencing old table as deleted
  for each statement execute function enterprises_record_deleted();
"""


def upgrade() -> None:
    """Create the register of enterprises."""
    run_script(TABLES)
    run_script(DERIVE)
    run_script(RECORD)


def downgrade() -> None:
    """Remove it."""
    run_script(
        """
        drop table enterprise_lists;
        drop table enterprise_compliance;
        drop table enterprise_certifications;
        drop table enterprise_above_scale;
        drop table enterprises_history;
        drop table enterprises;
        drop function enterprises_record_deleted();
        drop function enterprises_record_changed();
        drop function enterprises_record_new();
        drop function enterprises_derive();
        drop function enterprise_tier(numeric, boolean);
        """
    )
