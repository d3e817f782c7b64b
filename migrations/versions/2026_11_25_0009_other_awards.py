"""The ledger of a city's settlements, and what subjects got under other policies.

The ledger's position moves with every approval and other award, whatever wrote it: a draft that was computed at an
earlier position is stale. A payment changes no amount and moves nothing. `settlement_rules` keeps the trees that
settlements were computed with, by content.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import STAMP, RecordedTable

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

OTHER_AWARDS = RecordedTable(
    "other_awards",
    "other_award",
    key="id",
    columns="""
  id text not null,
  title text not null,
  level text not null,
  subject text not null,
  incentive text not null,
  year integer not null,
  amount numeric(20, 2) not null,
  paid_on date,
  reference text,
""",
    width=105,
)
# A writer that is given, or that stands there already, is kept; 0018 puts that right.
STAMPED = STAMP.replace("gongjian_actor()", "coalesce(new.recorded_by, gongjian_actor())")

PARTICULARS = """
create index other_awards_subject on other_awards (city, subject, year);
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


def upgrade() -> None:
    """Create the ledger and the other awards."""
    run_script(LEDGER)
    run_script(OTHER_AWARDS.table(insertable=", recorded_by", updatable=", recorded_by") + OTHER_AWARDS.history())
    run_script(PARTICULARS)
    run_script(OTHER_AWARDS.deriving(stamp=STAMPED) + OTHER_AWARDS.recording())


def downgrade() -> None:
    """Remove them."""
    run_script(OTHER_AWARDS.dropping())
    run_script(
        """
        drop function other_awards_move_ledger(), settlement_ledger_moved(text);
        drop table settlement_rules, settlement_ledgers;
        """
    )
