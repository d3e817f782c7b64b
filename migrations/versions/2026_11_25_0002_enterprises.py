"""Enterprises: the document, columns derived from it by the database, their revisions and the entries of their lists.

Whoever writes a document gets typed columns, revision, change row, history and list entries in the same transaction.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import POPULATE, RecordedTable

revision = "0002_enterprises"
down_revision = "0001_roles_keys_changes"
branch_labels = None
depends_on = None

ENTERPRISES = RecordedTable(
    "enterprises",
    "enterprise",
    key="uscc",
    columns="""
  uscc text not null,
  name text not null,
  division_code text not null,
  park text,
  industry_code text not null,
  status text not null,
  suspended_on date,
  established_on date,
  commissioned_on date,
  land_mu numeric(24, 6),
  chain text,
  land_use_tax_arrears_since date,
  is_above_scale boolean not null,
""",
)
SUMMARY = """
  gross_output numeric(36, 6),
  gross_output_year integer,
  tier text not null,
"""

LISTS = {
    "enterprise_above_scale": '"from" date not null, "to" date, entry text not null',
    "enterprise_certifications": "kind text not null, level text, granted_on date not null, expires_on date,"
    " first boolean not null",
    "enterprise_compliance": "period text not null, lawful_operation boolean, tax_normal boolean",
    "enterprise_lists": 'list text not null, "from" date not null, "to" date, completed_on date, outcome text',
}

PARTICULARS = """
create index enterprises_division on enterprises (city, division_code, uscc);
create index enterprises_name on enterprises (city, name collate "C", uscc);
create index enterprises_gross_output on enterprises (city, (coalesce(gross_output, 0)), uscc);
create index enterprise_certifications_kind on enterprise_certifications (city, kind, change_id);
create function enterprise_tier(gross_output numeric, is_above_scale boolean) returns text language sql immutable
  return case when gross_output >= 100000000 then 'hundred_million'
              when is_above_scale then 'above_scale' else 'below_scale' end;
"""

STATEMENTS = f"""{POPULATE}  new.is_above_scale := exists (
    select from json_array_elements(new.document -> 'above_scale') entry where entry ->> 'to' is null);
  new.tier := enterprise_tier(new.gross_output, new.is_above_scale);
"""

ENTRIES = """,
  above_scale as (
    insert into enterprise_above_scale (city, change_id, position, uscc, "from", "to", entry)
    select n.city, n.change_id, e.position, n.uscc, i."from", i."to", i.entry
    from fresh n, json_array_elements(n.document -> 'above_scale') with ordinality e(item, position),
      json_to_record(e.item) i("from" date, "to" date, entry text)),
  certifications as (
    insert into enterprise_certifications (
      city, change_id, position, uscc, kind, level, granted_on, expires_on, first)
    select n.city, n.change_id, e.position, n.uscc, i.kind, i.level, i.granted_on, i.expires_on, i.first
    from fresh n, json_array_elements(n.document -> 'certifications') with ordinality e(item, position),
      json_to_record(e.item) i(kind text, level text, granted_on date, expires_on date, first boolean)),
  compliance as (
    insert into enterprise_compliance (city, change_id, position, uscc, period, lawful_operation, tax_normal)
    select n.city, n.change_id, e.position, n.uscc, i.period, i.lawful_operation, i.tax_normal
    from fresh n, json_array_elements(n.document -> 'compliance') with ordinality e(item, position),
      json_to_record(e.item) i(period text, lawful_operation boolean, tax_normal boolean))
  insert into enterprise_lists (city, change_id, position, uscc, list, "from", "to", completed_on, outcome)
    select n.city, n.change_id, e.position, n.uscc, i.list, i."from", i."to", i.completed_on, i.outcome
    from fresh n, json_array_elements(n.document -> 'lists') with ordinality e(item, position),
      json_to_record(e.item) i(list text, "from" date, "to" date, completed_on date, outcome text)"""


def upgrade() -> None:
    """Create the register of enterprises."""
    run_script(ENTERPRISES.table(SUMMARY, updatable=", tier, gross_output, gross_output_year"))
    run_script(ENTERPRISES.history(by_revision=True))
    for name, columns in LISTS.items():
        run_script(ENTERPRISES.entries(name, columns))
    run_script(PARTICULARS)
    run_script(ENTERPRISES.deriving(STATEMENTS, settings="set enable_seqscan = off") + ENTERPRISES.recording(ENTRIES))


def downgrade() -> None:
    """Remove it."""
    run_script(f"drop table {', '.join(LISTS)};" + ENTERPRISES.dropping())
    run_script("drop function enterprise_tier(numeric, boolean);")
