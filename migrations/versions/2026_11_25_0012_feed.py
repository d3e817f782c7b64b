"""What the feed needs: a fingerprint of every change, a word to those who wait, and the cities ever known here.

A change gets its fingerprint when it gets its number, not when it is written: writers do not wait for it. Notifying in
the writer's own transaction would make all writers commit one after the other.
"""

from __future__ import annotations

from gongjian_core.migrate import backfill, run_script

revision = "0012_feed"
down_revision = "0011_awards"
branch_labels = None
depends_on = None

FINGERPRINT = """
-- RFC 8785 for what documents hold: objects, arrays, strings, whole numbers, true, false, null.
create function gongjian_canonical(value jsonb) returns text language plpgsql immutable parallel safe strict
set search_path = public, pg_temp as $$
begin
  if jsonb_typeof(value) = 'object' then
    return (
      select '{' || coalesce(string_agg(to_json(e.key)::text || ':' ||
          case when jsonb_typeof(e.value) in ('object', 'array') then gongjian_canonical(e.value)
               else e.value::text end, ',' order by e.key collate "C"), '') || '}'
      from jsonb_each(value) e);
  elsif jsonb_typeof(value) = 'array' then
    return (
      select '[' || coalesce(string_agg(
          case when jsonb_typeof(e.value) in ('object', 'array') then gongjian_canonical(e.value)
               else e.value::text end, ',' order by e.position), '') || ']'
      from jsonb_array_elements(value) with ordinality e(value, position));
  end if;
  return value::text;
end $$;

create function gongjian_fingerprint(city text, type text, key text, revision bigint, document json)
returns bytea language sql stable parallel safe
return sha256(convert_to(
  '{"city":' || to_json(city)::text || ',"data":' || gongjian_canonical(document::jsonb) || ',"key":'
  || to_json(key)::text || ',"revision":' || revision || ',"type":' || to_json(type)::text || '}', 'UTF8'));

alter table changes add column sha256 bytea;
create function changes_seal() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.sha256 := gongjian_fingerprint(new.city, new.type, new.key, new.revision, new.document);
  return new;
end $$;
create trigger changes_seal before update on changes for each row
  when (old.seq is null and new.seq is not null and new.op = 'upsert') execute function changes_seal();
"""

SEAL = """update changes set sha256 = gongjian_fingerprint(city, type, key, revision, document)
  where seq is not null and op = 'upsert'"""

NOTIFY = """
create function sequence_head_notify() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('gongjian_changes', new.last_seq::text);
  return null;
end $$;
create trigger sequence_head_notify after update on sequence_head for each row
  when (new.last_seq <> old.last_seq) execute function sequence_head_notify();
"""

CITIES = """
create table known_cities (
  city text primary key,
  division_code text not null,
  known_at timestamptz not null default clock_timestamp()
);
alter table known_cities enable row level security;
alter table known_cities force row level security;
create policy gate on known_cities to gongjian_gate using (true);
grant select, insert, update (division_code) on known_cities to gongjian_gate;
"""


def upgrade() -> None:
    """Add them; changes numbered before are sealed."""
    run_script(FINGERPRINT)
    run_script(backfill("changes", SEAL))
    run_script(NOTIFY)
    run_script(CITIES)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table known_cities;
        drop trigger sequence_head_notify on sequence_head;
        drop function sequence_head_notify();
        drop trigger changes_seal on changes;
        drop function changes_seal();
        alter table changes drop column sha256;
        drop function gongjian_fingerprint(text, text, text, bigint, json);
        drop function gongjian_canonical(jsonb);
        """
    )
