"""Long work as rows: taken with SKIP LOCKED, kept alive by a heartbeat, finished in the transaction of its result."""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0008_jobs"
down_revision = "0007_allocations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the jobs; they are taken as `gongjian_gate`, whatever their city."""
    run_script(
        """
        create table jobs (
          city text not null,
          id text not null,
          kind text not null,
          state text not null default 'queued'
            constraint jobs_state_check check (state in ('queued', 'running', 'done', 'failed')),
          request json not null,
          done bigint not null default 0,
          total bigint,
          attempts integer not null default 0,
          error text,
          worker text,
          heartbeat_at timestamptz,
          created_at timestamptz not null default clock_timestamp(),
          created_by text not null default gongjian_actor(),
          finished_at timestamptz,
          primary key (city, id)
        );
        create index jobs_waiting on jobs (created_at) where state in ('queued', 'running');
        select gongjian_protect('jobs', 'select, insert');
        grant update (state, done, finished_at) on jobs to gongjian_app;
        create policy gate on jobs to gongjian_gate using (true);
        grant select, update, delete on jobs to gongjian_gate;
        create function jobs_notify() returns trigger language plpgsql set search_path = public, pg_temp as $$
        begin
          perform pg_notify('gongjian_jobs', '');
          return null;
        end $$;
        create trigger jobs_notify after insert on jobs for each statement execute function jobs_notify();
        """
    )


def downgrade() -> None:
    """Remove them."""
    run_script("drop table jobs; drop function jobs_notify();")
