"""Projects: like enterprises, with their milestones as columns and a stage that follows from them."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0003_projects"
down_revision = "0002_enterprises"
branch_labels = None
depends_on = None

TYPED = """
  code text not null,
  name text not null,
  enterprise text,
  division_code text not null,
  park text,
  industry_code text not null,
  kind text,
  origin text,
  chain text,
  planned_investment numeric(20, 2),
  fixed_asset_investment numeric(20, 2),
  key_project boolean not null,
  leader text,
  reserved_on date,
  signed_on date,
  preliminary_on date,
  started_on date,
  statistics_entered_on date,
  completed_on date,
  commissioned_on date,
  above_scale_on date,
"""

COLUMNS = """code, name, enterprise, division_code, park, industry_code, kind, origin, chain, planned_investment,
  fixed_asset_investment, key_project, leader, reserved_on, signed_on, preliminary_on, started_on,
  statistics_entered_on, completed_on, commissioned_on, above_scale_on, revision, recorded_at, recorded_by"""

TABLES = f"""
create table projects (
  city text not null,
  {TYPED}
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, code),
  constraint projects_enterprise_fkey foreign key (city, enterprise) references enterprises (city, uscc)
);
create index projects_enterprise on projects (city, enterprise) where enterprise is not null;
create index projects_division on projects (city, division_code, code);
create index projects_name on projects (city, name collate "C", code);
create index projects_planned_investment on projects (city, (coalesce(planned_investment, 0)), code);
create index projects_started_on on projects (city, started_on) where started_on is not null;
select gongjian_protect('projects', 'select, delete');
grant insert (city, code, document), update (document) on projects to gongjian_app;

create table projects_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint projects_history_op_check check (op in ('upsert', 'delete')),
  {TYPED}
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, code, revision)
);
select gongjian_protect('projects_history', 'select, insert');

create table project_lists (
  city text not null, change_id bigint not null, position integer not null, code text not null,
  list text not null,
  primary key (city, change_id, position)
);
create index project_lists_list on project_lists (city, list, change_id);
select gongjian_protect('project_lists', 'select, insert');

create function project_stage(
  today date, reserved_on date, signed_on date, preliminary_on date, started_on date, statistics_entered_on date,
  completed_on date, commissioned_on date, above_scale_on date) returns text language sql immutable
  return case
    when above_scale_on <= today then 'above_scale' when commissioned_on <= today then 'commissioned'
    when completed_on <= today then 'completed' when statistics_entered_on <= today then 'statistics_entered'
    when started_on <= today then 'started' when preliminary_on <= today then 'preliminary'
    when signed_on <= today then 'signed' when reserved_on <= today then 'reserved' else 'planned' end;

create function gongjian_today() returns date language sql stable
  return (now() at time zone 'Asia/Shanghai')::date;
"""

DERIVE = """
-- Plans made while a table was empty are kept by a session; without sequential scans they stay right.
create function projects_derive() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  new := json_populate_record(new, new.document);
  new := json_populate_record(new, new.document -> 'milestones');
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from projects_history h where h.city = new.city and h.code = new.code), 0);
  else
    new.revision := old.revision + 1;
  end if;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger projects_derive_new before insert on projects
  for each row execute function projects_derive();
create trigger projects_derive_changed before update on projects
  for each row when (old.document::text is distinct from new.document::text) execute function projects_derive();
"""

RECORD_BODY = f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized (FRESH),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'project', n.code, 'upsert', n.revision, n.recorded_by, n.document
    from fresh n),
  history as (
    insert into projects_history (city, change_id, op, {COLUMNS})
    select city, change_id, 'upsert', {COLUMNS} from fresh)
  insert into project_lists (city, change_id, position, code, list)
    select n.city, n.change_id, e.position, n.code, e.list
    from fresh n, json_array_elements_text(n.document -> 'lists') with ordinality e(list, position);
  return null;
end"""
ALL = "select * from written"
CHANGED = """select w.* from written w join before_that b on b.city = w.city and b.code = w.code
    where b.change_id <> w.change_id"""
TOMBSTONE = COLUMNS.replace("revision, recorded_at, recorded_by", "revision + 1, clock_timestamp(), gongjian_actor()")

RECORD = f"""
create function projects_record_new() returns trigger language plpgsql as $${RECORD_BODY.replace("FRESH", ALL)} $$;
create trigger projects_record_new after insert on projects referencing new table as written
  for each statement execute function projects_record_new();
create function projects_record_changed() returns trigger language plpgsql
  as $${RECORD_BODY.replace("FRESH", CHANGED)} $$;
create trigger projects_record_changed after update on projects
  referencing old table as before_that new table as written
  for each statement execute function projects_record_changed();

create function projects_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, 'project', code, 'delete', revision + 1 from gone)
  insert into projects_history (city, change_id, op, {COLUMNS})
    select city, tombstone, 'delete', {TOMBSTONE} from gone;
  return null;
end $$;
create trigger projects_record_deleted after delete on projects referencing old table as deleted
  for each statement execute function projects_record_deleted();
"""


def upgrade() -> None:
    """Create the register of projects."""
    run_script(TABLES)
    run_script(DERIVE)
    run_script(RECORD)


def downgrade() -> None:
    """Remove it."""
    run_script(
        """
        drop table project_lists;
        drop table projects_history;
        drop table projects;
        drop function projects_record_deleted();
        drop function projects_record_changed();
        drop function projects_record_new();
        drop function projects_derive();
        drop function gongjian_today();
        drop function project_stage(date, date, date, date, date, date, date, date, date);
        """
    )
