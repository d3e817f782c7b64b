"""SQL of recorded tables, for migrations: the table, its history, the triggers that derive and record.

Frozen: databases are made of this text, to the letter. A migration to come that needs other text gets a second module
beside this one; `tests/migrations/test_frozen.py` says when a migration of the past makes anything else than it made.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill

STAMP = """  new.change_id := nextval('change_ids');
  new.recorded_at := clock_timestamp();
  new.recorded_by := gongjian_actor();
  return new;
end $$;"""
"""How the function ends that derives a row: its place among the changes, when it was recorded and by whom."""

POPULATE = "  new := json_populate_record(new, new.document);\n"


@dataclass(frozen=True)
class RecordedTable:
    """A table of documents: `type` is its word in the change sequence, `key` names a record within its city.

    `columns` holds the columns that are derived from the document and kept in the history, the key too: one a line,
    each with its comma. `change_key` is the key in the change sequence when that is another, as SQL over a row `n`.
    Lists of columns are broken at `width`.
    """

    name: str
    type: str
    key: str
    columns: str
    change_key: str = ""
    width: int = 110

    @property
    def names(self) -> str:
        """What history keeps of a row, as a list in SQL."""
        derived = [line.split()[0] for line in self.columns.strip().splitlines()]
        return fill(", ".join([*derived, "revision, recorded_at, recorded_by"]), self.width, subsequent_indent="  ")

    @property
    def tombstone(self) -> str:
        """The same list for a row that was deleted."""
        deleted = self.names.replace("revision, recorded_at,", "revision + 1, clock_timestamp(),")
        return deleted.replace("recorded_by", "gongjian_actor()")

    def table(self, own_columns: str = "", insertable: str = "", updatable: str = "") -> str:
        """The table: `own_columns` are not kept in history; the others name what may be written beside documents."""
        return f"""
create table {self.name} (
  city text not null,
  {self.columns}
  {own_columns}
  revision bigint not null,
  change_id bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  document json not null,
  primary key (city, {self.key})
);
select gongjian_protect('{self.name}', 'select, delete');
grant insert (city, {self.key}, document{insertable}), update (document{updatable}) on {self.name} to gongjian_app;
"""

    def history(self, by_revision: bool = False) -> str:
        """What each record was, revision by revision: found by its change, or by key and revision alone."""
        primary = f"{self.key}, revision" if by_revision else "change_id"
        index = f"create index {self.name}_history_revision on {self.name}_history (city, {self.key}, revision);"
        return f"""
create table {self.name}_history (
  city text not null,
  change_id bigint not null,
  op text not null constraint {self.name}_history_op_check check (op in ('upsert', 'delete')),
  {self.columns}
  revision bigint not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (city, {primary})
);
{"" if by_revision else index}
select gongjian_protect('{self.name}_history', 'select, insert');
"""

    def entries(self, name: str, columns: str) -> str:
        """The table of a list inside the document: its rows stand under the change that brought them."""
        return f"""
create table {name} (
  city text not null, change_id bigint not null, position integer not null, {self.key} text not null,
  {columns},
  primary key (city, change_id, position)
);
select gongjian_protect('{name}', 'select, insert');
"""

    def deriving(self, statements: str = POPULATE, settings: str = "", stamp: str = STAMP) -> str:
        """The trigger that fills a row from its document by `statements` and gives it the revision after its last.

        With `settings` "set enable_seqscan = off" plans that a session made while the table was empty stay right.
        """
        return f"""
create function {self.name}_derive() returns trigger language plpgsql {settings} as $$
begin
{statements}  if tg_op = 'INSERT' then
    new.revision := 1 + coalesce((
      select max(h.revision) from {self.name}_history h where h.city = new.city and h.{self.key} = new.{self.key}), 0);
  else
    new.revision := old.revision + 1;
  end if;
{stamp}
create trigger {self.name}_derive_new before insert on {self.name}
  for each row execute function {self.name}_derive();
create trigger {self.name}_derive_changed before update on {self.name}
  for each row when (old.document::text is distinct from new.document::text) execute function {self.name}_derive();
"""

    def recording(self, entries: str = "") -> str:
        """The triggers that add change and history rows, and `entries`: SQL that goes on after `history as (…)`."""
        changed = f"""select w.* from written w join before_that b on b.city = w.city and b.{self.key} = w.{self.key}
    where b.change_id <> w.change_id"""
        key = self.change_key or f"n.{self.key}"
        return f"""
create function {self.name}_record_new() returns trigger language plpgsql
  as $${self._record("select * from written", key, entries)} $$;
create trigger {self.name}_record_new after insert on {self.name} referencing new table as written
  for each statement execute function {self.name}_record_new();
create function {self.name}_record_changed() returns trigger language plpgsql
  as $${self._record(changed, key, entries)} $$;
create trigger {self.name}_record_changed after update on {self.name}
  referencing old table as before_that new table as written
  for each statement execute function {self.name}_record_changed();

create function {self.name}_record_deleted() returns trigger language plpgsql as $$
begin
  with gone as materialized (select g.*, nextval('change_ids') as tombstone from deleted g),
  change as (
    insert into changes (city, id, type, key, op, revision)
    select city, tombstone, '{self.type}', {key.replace("n.", "")}, 'delete', revision + 1 from gone)
  insert into {self.name}_history (city, change_id, op, {self.names})
    select city, tombstone, 'delete', {self.tombstone} from gone;
  return null;
end $$;
create trigger {self.name}_record_deleted after delete on {self.name} referencing old table as deleted
  for each statement execute function {self.name}_record_deleted();
"""

    def _record(self, fresh: str, key: str, entries: str) -> str:
        kept = f"""insert into {self.name}_history (city, change_id, op, {self.names})
    select city, change_id, 'upsert', {self.names} from fresh"""
        rest = f",\n  history as (\n    {kept}){entries}" if entries else f"\n  {kept}"
        return f"""
begin
  if not exists (select from written) then
    return null;
  end if;
  with fresh as materialized ({fresh}),
  change as (
    insert into changes (city, id, written_at, type, key, op, revision, recorded_by, document)
    select n.city, n.change_id, n.recorded_at, '{self.type}', {key}, 'upsert', n.revision, n.recorded_by, n.document
    from fresh n){rest};
  return null;
end"""

    def dropping(self) -> str:
        """Undo all of it, for a downgrade; tables of entries go before."""
        return f"""
drop table {self.name}_history, {self.name};
drop function {self.name}_record_deleted(), {self.name}_record_changed(), {self.name}_record_new(),
  {self.name}_derive();
"""
