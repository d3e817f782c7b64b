"""Settlements: a draft may be deleted; what is approved never changes but for its state."""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import STAMP, RecordedTable

revision = "0010_settlements"
down_revision = "0009_other_awards"
branch_labels = None
depends_on = None

SETTLEMENTS = RecordedTable(
    "settlements",
    "settlement",
    key="id",
    columns="""
  id text not null,
  period text not null,
  state text not null,
  corrects text,
""",
)
OWN_COLUMNS = """
  first_day date not null,
  last_day date not null,
  author_key text not null,
  facts_seq bigint not null,
  ledger_seq bigint not null,
  ledger_position bigint not null,
  approved_position bigint,
"""
INSERTABLE = ", first_day, last_day, author_key, facts_seq, ledger_seq, ledger_position"

PARTICULARS = f"""
alter table settlements
  add constraint settlements_state_check check (state in ('draft', 'approved', 'paid')),
  add constraint settlements_corrects_fkey foreign key (city, corrects) references settlements (city, id),
  add constraint settlements_approved_check check ((state = 'draft') = (approved_position is null));
create unique index settlements_approved on settlements (city, period) where state <> 'draft' and corrects is null;
create index settlements_days on settlements (city, last_day, id);

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
{STAMP}
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


def upgrade() -> None:
    """Create the settlements."""
    run_script(SETTLEMENTS.table(OWN_COLUMNS, INSERTABLE) + SETTLEMENTS.history())
    run_script(PARTICULARS + SETTLEMENTS.recording())


def downgrade() -> None:
    """Remove them."""
    run_script(SETTLEMENTS.dropping() + "drop function settlements_keep();")
