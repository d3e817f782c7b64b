"""What cities declare, with its revisions in the change sequence. Whoever migrates writes; a server only reads."""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import STAMP

revision = "0015_declarations"
down_revision = "0014_subscriptions"
branch_labels = None
depends_on = None

TABLE = """
create table declarations (
  city text not null,
  key text not null,
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, key)
);
select gongjian_protect('declarations', 'select');
"""

DERIVE = f"""
create function declarations_derive() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(c.revision) from changes c where c.city = new.city and c.type = 'declaration' and c.key = new.key), 0);
  else
    new.revision := old.revision + 1;
  end if;
{STAMP}
create trigger declarations_derive before insert or update on declarations
  for each row execute function declarations_derive();

create function declarations_record() returns trigger language plpgsql as $$
begin
  insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, 'declaration', n.key, 'upsert', n.revision, n.recorded_by, n.document
    from written n;
  return null;
end $$;
create trigger declarations_record_new after insert on declarations referencing new table as written
  for each statement execute function declarations_record();
create trigger declarations_record_changed after update on declarations referencing new table as written
  for each statement execute function declarations_record();

create function declarations_record_deleted() returns trigger language plpgsql as $$
begin
  insert into changes (city, id, type, key, op, revision)
    select city, nextval('change_ids'), 'declaration', key, 'delete', revision + 1 from deleted;
  return null;
end $$;
create trigger declarations_record_deleted after delete on declarations referencing old table as deleted
  for each statement execute function declarations_record_deleted();
"""


def upgrade() -> None:
    """Create them."""
    run_script(TABLE)
    run_script(DERIVE)


def downgrade() -> None:
    """Remove them."""
    run_script(
        """
        drop table declarations;
        drop function declarations_record_deleted();
        drop function declarations_record();
        drop function declarations_derive();
        """
    )
