"""Observations: values of indicators, narrow rows; every value ever given stays in the history.

`base` is the value in base units (yuan, fraction, pieces …), so that figures given in 万元 and 元 add up.
An enterprise's tier and latest gross output follow its observations in the same transaction.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import STAMP, RecordedTable

revision = "0004_observations"
down_revision = "0003_projects"
branch_labels = None
depends_on = None

OBSERVATIONS = RecordedTable(
    "observations",
    "observation",
    key="subject_kind, subject_key, indicator, scope, period_from, period_to",
    columns="""
  subject_kind text not null,
  subject_key text not null,
  scope text not null,
  indicator text not null,
  period_from date not null,
  period_to date not null,
  period text not null,
  value numeric(24, 6),
  base numeric(42, 12),
  unit text not null,
  status text not null,
  source text,
  note text,
""",
)

TABLES = f"""
create table observations (
  city text not null,
  {OBSERVATIONS.columns}
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  enterprise text generated always as (case when subject_kind = 'enterprise' then subject_key end) stored,
  project text generated always as (case when subject_kind = 'project' then subject_key end) stored,
  primary key (city, {OBSERVATIONS.key}),
  constraint observations_enterprise_fkey foreign key (city, enterprise) references enterprises (city, uscc)
    on delete cascade,
  constraint observations_project_fkey foreign key (city, project) references projects (city, code)
    on delete cascade,
  constraint observations_withdrawn_check check (value is not null or note is not null),
  constraint observations_base_check check ((value is null) = (base is null)),
  constraint observations_subject_check
    check (subject_kind in ('city', 'division', 'park', 'chain', 'enterprise', 'project'))
);
create index observations_enterprise on observations (city, enterprise) where enterprise is not null;
create index observations_project on observations (city, project) where project is not null;
create index observations_indicator on observations
  (city, indicator, scope, subject_kind, period_from, period_to, subject_key) include (base);
select gongjian_protect('observations', 'select');
grant insert (city, subject_kind, subject_key, scope, indicator, period_from, period_to, period, value, base, unit,
    status, source, note),
  update (value, base, unit, status, source, note) on observations to gongjian_app;

{OBSERVATIONS.history(by_revision=True)}
create function is_full_year(first date, last date) returns boolean language sql immutable
  return extract(doy from first) = 1 and last = make_date(extract(year from first)::integer, 12, 31);
create function observation_subject(subject_kind text, subject_key text) returns text language sql immutable
  return subject_kind || case when subject_kind = 'city' then '' else ':' || subject_key end;
create function observation_document(
  subject_kind text, subject_key text, scope text, indicator text, period text, value numeric, unit text,
  status text, source text, note text) returns text language sql stable
  return '{{"subject":' || to_json(observation_subject(subject_kind, subject_key))::text
    || ',"scope":' || to_json(scope)::text || ',"indicator":' || to_json(indicator)::text
    || ',"period":' || to_json(period)::text
    || ',"value":' || coalesce('"' || trim_scale(value)::text || '"', 'null')
    || ',"unit":' || to_json(unit)::text || ',"status":' || to_json(status)::text
    || ',"source":' || coalesce(to_json(source)::text, 'null')
    || ',"note":' || coalesce(to_json(note)::text, 'null') || '}}';
"""

DERIVE = f"""
-- Plans made while a table was empty are kept by a session; without sequential scans they stay right.
create function observations_derive() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from observations_history h
      where h.city = new.city and h.subject_kind = new.subject_kind and h.subject_key = new.subject_key
        and h.indicator = new.indicator and h.scope = new.scope
        and h.period_from = new.period_from and h.period_to = new.period_to), 0);
  else
    new.revision := old.revision + 1;
  end if;
{STAMP}
create trigger observations_derive before insert or update on observations
  for each row execute function observations_derive();
"""

KEY = "observation_subject(n.subject_kind, n.subject_key) || '|' || n.scope || '|' || n.indicator || '|' || n.period"

RECORD = f"""
create function observations_record() returns trigger language plpgsql as $$
declare
  withdrawn text[];
begin
  if not exists (select from written) then
    return null;
  end if;
  insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'observation', {KEY}, 'upsert', n.revision, n.recorded_by,
      observation_document(n.subject_kind, n.subject_key, n.scope, n.indicator, n.period, n.value, n.unit, n.status,
        n.source, n.note)::json
    from written n;
  insert into observations_history (city, change_id, op, {OBSERVATIONS.names})
    select city, change_id, 'upsert', {OBSERVATIONS.names} from written;
  with full_years as (
    select distinct on (n.city, n.subject_key) n.city, n.subject_key, n.base, extract(year from n.period_from) as year
    from written n where n.subject_kind = 'enterprise' and n.indicator = 'gross_output' and n.scope = ''
      and n.base is not null and is_full_year(n.period_from, n.period_to)
    order by n.city, n.subject_key, n.period_from desc)
  update enterprises e
  set gross_output = f.base, gross_output_year = f.year, tier = enterprise_tier(f.base, e.is_above_scale)
  from full_years f
  where e.city = f.city and e.uscc = f.subject_key and (e.gross_output_year is null or f.year >= e.gross_output_year);
  withdrawn := array(
    select n.subject_key from written n join enterprises e on e.city = n.city and e.uscc = n.subject_key
    where n.subject_kind = 'enterprise' and n.indicator = 'gross_output' and n.scope = '' and n.base is null
      and is_full_year(n.period_from, n.period_to) and e.gross_output_year = extract(year from n.period_from));
  if cardinality(withdrawn) > 0 then
    perform enterprises_recall_output(withdrawn);
  end if;
  return null;
end $$;

-- Figures that were the latest are withdrawn: the year before speaks again.
create function enterprises_recall_output(changed text[]) returns void language sql
begin atomic
  update enterprises e
  set gross_output = latest.base, gross_output_year = latest.year, tier = enterprise_tier(latest.base, e.is_above_scale)
  from (
    select w.city, w.uscc, o.base, extract(year from o.period_from)::integer as year
    from enterprises w
    left join lateral (
      select o.base, o.period_from from observations o
      where o.city = w.city and o.subject_kind = 'enterprise' and o.subject_key = w.uscc
        and o.indicator = 'gross_output' and o.scope = '' and o.base is not null
        and is_full_year(o.period_from, o.period_to)
      order by o.period_from desc limit 1) o on true
    where w.uscc = any(changed)) latest
  where e.city = latest.city and e.uscc = latest.uscc
    and (e.gross_output, e.gross_output_year) is distinct from (latest.base, latest.year);
end;

create trigger observations_record_new after insert on observations referencing new table as written
  for each statement execute function observations_record();
create trigger observations_record_changed after update on observations referencing new table as written
  for each statement execute function observations_record();

create function observations_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select n.city, n.tombstone, 'observation', {KEY}, 'delete', n.revision + 1 from gone n)
  insert into observations_history (city, change_id, op, {OBSERVATIONS.names})
    select city, tombstone, 'delete', {OBSERVATIONS.tombstone} from gone;
  return null;
end $$;
create trigger observations_record_deleted after delete on observations referencing old table as deleted
  for each statement execute function observations_record_deleted();
"""


def upgrade() -> None:
    """Create the values of indicators."""
    run_script(TABLES)
    run_script(DERIVE)
    run_script(RECORD)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop function enterprises_recall_output(text[]);
        drop table observations_history;
        drop table observations;
        drop function observations_record_deleted();
        drop function observations_record();
        drop function observations_derive();
        drop function observation_document(text, text, text, text, text, numeric, text, text, text, text);
        drop function observation_subject(text, text);
        drop function is_full_year(date, date);
        """
    )
