"""Roles, row-level security, API keys, and the change sequence.

`gongjian_app` serves and owns nothing; `gongjian_gate` looks up keys and numbers changes, in transactions of its own.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from gongjian_core.migrate import run_script

revision = "0001_roles_keys_changes"
down_revision = None
branch_labels = None
depends_on = None

ROLES = """create role gongjian_app login nosuperuser nobypassrls nocreatedb nocreaterole;
create role gongjian_gate nologin nosuperuser nobypassrls;
grant gongjian_gate to gongjian_app with inherit false, set true;"""

PROTECT = """
create function gongjian_protect(recorded regclass, privileges text default 'select') returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %s enable row level security', recorded);
  execute format('alter table %s force row level security', recorded);
  execute format(
    'create policy cities on %s using (city = any((select string_to_array('
    'nullif(current_setting(''gongjian.cities'', true), ''''), '',''))::text[]))', recorded);
  execute format('grant %s on %s to gongjian_app', privileges, recorded);
end $$;
revoke all on function gongjian_protect(regclass, text) from public;
"""

CONTEXT = """
grant select on alembic_version to gongjian_app;
create function gongjian_actor() returns text language sql stable
  return coalesce(nullif(current_setting('gongjian.actor', true), ''), 'role:' || current_user);
create function gongjian_origin() returns text language sql stable
  return coalesce(nullif(current_setting('gongjian.origin', true), ''), 'database');
create function gongjian_time(moment timestamptz) returns text language sql immutable strict
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
"""

KEYS = """
create table api_keys (
  id uuid primary key default uuidv7(),
  name text not null,
  role text not null constraint api_keys_role_check check (role in ('reader', 'editor', 'approver', 'admin', 'relay')),
  scope text not null,
  prefix text not null,
  sha256 bytea not null constraint api_keys_sha256_key unique,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy gate on api_keys to gongjian_gate using (true);
grant select, insert, update (revoked_at) on api_keys to gongjian_gate;
create function api_keys_notify() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('gongjian_keys', '');
  return null;
end $$;
create trigger api_keys_notify after insert or update or delete on api_keys
  for each statement execute function api_keys_notify();
"""

CHANGES = """
create sequence change_ids as bigint;
grant usage on sequence change_ids to gongjian_app;
create table changes (
  city text not null,
  id bigint not null,
  seq bigint constraint changes_seq_key unique,
  sequenced_at timestamptz,
  written_at timestamptz not null default clock_timestamp(),
  type text not null,
  key text not null,
  op text not null constraint changes_op_check check (op in ('upsert', 'delete')),
  revision bigint not null,
  origin text not null default gongjian_origin(),
  recorded_by text not null default gongjian_actor(),
  document json,
  primary key (city, id),
  constraint changes_revision_key unique (city, type, key, revision)
);
create index changes_unsequenced on changes (id) where seq is null;
create index changes_sequenced_at on changes (sequenced_at, seq) where seq is not null;
select gongjian_protect('changes', 'select, insert');
create policy gate on changes to gongjian_gate using (true);
grant select (city, id, seq, sequenced_at, written_at), update (seq, sequenced_at) on changes to gongjian_gate;
create table sequence_head (
  only_one boolean primary key default true constraint sequence_head_only_one check (only_one),
  last_seq bigint not null default 0,
  last_stamp timestamptz not null default '-infinity',
  floor timestamptz not null default '-infinity'
);
insert into sequence_head default values;
alter table sequence_head enable row level security;
alter table sequence_head force row level security;
create policy gate on sequence_head to gongjian_gate using (true);
grant select, update on sequence_head to gongjian_gate;
"""


def _create_roles() -> None:
    bind = op.get_bind()
    missing = bind.execute(
        text(
            "select not exists (select from pg_roles where rolname = 'gongjian_app')"
            " or not exists (select from pg_roles where rolname = 'gongjian_gate')"
        )
    ).scalar_one()
    granted = bind.execute(
        text(
            "select exists (select from pg_auth_members m where m.set_option and not m.inherit_option"
            " and m.roleid::regrole::text = 'gongjian_gate' and m.member::regrole::text = 'gongjian_app')"
        )
    ).scalar_one()
    if granted and not missing:
        return
    may = bind.execute(text("select rolsuper or rolcreaterole from pg_roles where rolname = current_user")).scalar_one()
    if not may:
        raise RuntimeError(
            "The roles of the service are missing and the migrating role may not create roles. "
            f"Run this once as an administrator, then give gongjian_app a password:\n{ROLES}"
        )
    for statement in ROLES.splitlines():
        role = statement.split()[2] if statement.startswith("create role") else ""
        known = bind.execute(text("select 1 from pg_roles where rolname = :role"), {"role": role}).scalar()
        if not known:
            op.execute(statement)


def upgrade() -> None:
    """Create what every other migration builds on."""
    _create_roles()
    for script in (PROTECT, CONTEXT, KEYS, CHANGES):
        run_script(script)


def downgrade() -> None:
    """Remove everything but the roles, which other databases of the server may use."""
    run_script(
        """
        drop table sequence_head;
        drop table changes;
        drop sequence change_ids;
        drop table api_keys;
        drop function api_keys_notify();
        drop function gongjian_time(timestamptz);
        drop function gongjian_origin();
        drop function gongjian_actor();
        drop function gongjian_protect(regclass, text);
        """
    )
