"""Subscriptions and the attempts to deliver to them. They belong to the deployment: `gongjian_gate` alone sees them."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0014_subscriptions"
down_revision = "0013_imports"
branch_labels = None
depends_on = None

TABLES = """
create table subscriptions (
  id uuid primary key default uuidv7(),
  url text not null,
  types text[],
  cities text[],
  mode text not null constraint subscriptions_mode_check check (mode in ('batch', 'signal')),
  batch integer not null,
  scope text not null,
  owner uuid,
  position bigint not null,
  state text not null default 'active'
    constraint subscriptions_state_check check (state in ('active', 'disabled')),
  disabled_reason text,
  secrets json not null,
  failures integer not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  served_at timestamptz,
  last_attempt_at timestamptz,
  last_delivered_at timestamptz,
  last_error text,
  fence bigint not null default 0,
  lease_token uuid,
  lease_worker text,
  lease_expires_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null
);
create table deliveries (
  subscription uuid not null constraint deliveries_subscription_fkey references subscriptions (id) on delete cascade,
  id uuid not null default uuidv7(),
  event_id text not null,
  at timestamptz not null,
  delivered boolean not null,
  status integer,
  duration_ms bigint not null,
  error text,
  next_at timestamptz,
  primary key (subscription, id)
);
create index deliveries_at on deliveries (subscription, at);
alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy gate on subscriptions to gongjian_gate using (true);
alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy gate on deliveries to gongjian_gate using (true);
grant select, insert, update, delete on subscriptions, deliveries to gongjian_gate;
"""


def upgrade() -> None:
    """Create them."""
    run_script(TABLES)


def downgrade() -> None:
    """Remove them."""
    run_script("drop table deliveries; drop table subscriptions;")
