"""Awards and their payments.

Awards enter the change feed when they are approved, and again when they are paid: a draft is the city's own paper.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0011_awards"
down_revision = "0010_settlements"
branch_labels = None
depends_on = None

AWARDS = """
create table awards (
  city text not null,
  id text not null,
  settlement text not null,
  number integer not null,
  incentive text not null,
  clause text not null,
  fund text,
  year integer not null,
  subject_kind text not null constraint awards_subject_check check (subject_kind in ('enterprise', 'project')),
  subject_key text not null,
  outcome text not null constraint awards_outcome_check check (outcome in ('awarded', 'refused', 'unknown')),
  amount numeric(20, 2),
  entitlement numeric(20, 2),
  deducted numeric(20, 2) not null,
  paid_before numeric(20, 2) not null,
  overpaid numeric(20, 2) not null,
  missing integer not null,
  state text not null default 'draft'
    constraint awards_state_check check (state in ('draft', 'approved', 'paid')),
  revision bigint not null default 0,
  change_id bigint,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null default gongjian_actor(),
  document json not null,
  primary key (city, id),
  constraint awards_settlement_fkey foreign key (city, settlement) references settlements (city, id)
    on delete cascade,
  constraint awards_subject_key unique (city, settlement, incentive, subject_kind, subject_key),
  constraint awards_number_key unique (city, settlement, number),
  constraint awards_amount_check check (amount >= 0 and overpaid >= 0),
  constraint awards_unknown_check check ((outcome = 'unknown') = (amount is null))
);
create index awards_subject on awards (city, subject_kind, subject_key, incentive);
create index awards_fund on awards (city, fund, state) where fund is not null;
select gongjian_protect('awards', 'select');
grant insert (city, id, settlement, number, incentive, clause, fund, year, subject_kind, subject_key, outcome, amount,
    entitlement, deducted, paid_before, overpaid, missing, document),
  update (state) on awards to gongjian_app;

create table payments (
  city text not null,
  award text not null,
  settlement text not null,
  amount numeric(20, 2) not null constraint payments_amount_check check (amount > 0),
  paid_on date not null,
  reference text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null default gongjian_actor(),
  primary key (city, award),
  constraint payments_award_fkey foreign key (city, award) references awards (city, id)
);
select gongjian_protect('payments', 'select');
grant insert (city, award, settlement, amount, paid_on, reference) on payments to gongjian_app;

create function award_document(document json, state text, paid_on date, reference text) returns text
  language sql immutable
  return left(document::text, -1) || ',"state":' || to_json(state)::text || ',"payment":'
    || coalesce('{"paid_on":"' || to_char(paid_on, 'YYYY-MM-DD') || '","reference":' || to_json(reference)::text || '}',
                'null') || '}';

create function awards_derive() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('draft', 'approved'), ('approved', 'paid')) then
    raise exception 'an award goes from draft to approved to paid, not from % to %', old.state, new.state;
  end if;
  new.revision := old.revision + 1;
  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;
create trigger awards_derive before update on awards for each row execute function awards_derive();

create function awards_record() returns trigger language plpgsql as $$
begin
  insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select a.city, a.change_id, a.recorded_at, 'award', a.id, 'upsert', a.revision, a.recorded_by,
      award_document(a.document, a.state, p.paid_on, p.reference)::json
    from written a left join payments p on p.city = a.city and p.award = a.id;
  return null;
end $$;
create trigger awards_record after update on awards referencing new table as written
  for each statement execute function awards_record();
"""


def upgrade() -> None:
    """Create the awards."""
    run_script(AWARDS)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table payments, awards;
        drop function awards_record(), awards_derive(),
          award_document(json, text, date, text);
        """
    )
