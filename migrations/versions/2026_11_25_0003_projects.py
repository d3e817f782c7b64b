"""Projects: like enterprises, with their milestones as columns and a stage that follows from them."""

from __future__ import annotations

from gongjian_core.migrate import run_script
from gongjian_core.recorded import POPULATE, RecordedTable

revision = "0003_projects"
down_revision = "0002_enterprises"
branch_labels = None
depends_on = None

PROJECTS = RecordedTable(
    "projects",
    "project",
    key="code",
    columns="""
  code text not null,
  name text not null,
  enterprise text,
  division_code text not null,
  park text,
  industry_code text not null,
  kind text,
  origin text,
  chain text,
  planned_investment numeric(20, 2),
  fixed_asset_investment numeric(20, 2),
  key_project boolean not null,
  leader text,
  reserved_on date,
  signed_on date,
  preliminary_on date,
  started_on date,
  statistics_entered_on date,
  completed_on date,
  commissioned_on date,
  above_scale_on date,
""",
)

PARTICULARS = """
alter table projects
  add constraint projects_enterprise_fkey foreign key (city, enterprise) references enterprises (city, uscc);
create index projects_enterprise on projects (city, enterprise) where enterprise is not null;
create index projects_division on projects (city, division_code, code);
create index projects_name on projects (city, name collate "C", code);
create index projects_planned_investment on projects (city, (coalesce(planned_investment, 0)), code);
create index projects_started_on on projects (city, started_on) where started_on is not null;
create index project_lists_list on project_lists (city, list, change_id);

create function project_stage(
  today date, reserved_on date, signed_on date, preliminary_on date, started_on date, statistics_entered_on date,
  completed_on date, commissioned_on date, above_scale_on date) returns text language sql immutable
  return case
    when above_scale_on <= today then 'above_scale' when commissioned_on <= today then 'commissioned'
    when completed_on <= today then 'completed' when statistics_entered_on <= today then 'statistics_entered'
    when started_on <= today then 'started' when preliminary_on <= today then 'preliminary'
    when signed_on <= today then 'signed' when reserved_on <= today then 'reserved' else 'planned' end;

create function gongjian_today() returns date language sql stable
  return (now() at time zone 'Asia/Shanghai')::date;
"""

STATEMENTS = POPULATE + "  new := json_populate_record(new, new.document -> 'milestones');\n"

ENTRIES = """
  insert into project_lists (city, change_id, position, code, list)
    select n.city, n.change_id, e.position, n.code, e.list
    from fresh n, json_array_elements_text(n.document -> 'lists') with ordinality e(list, position)"""


def upgrade() -> None:
    """Create the register of projects."""
    run_script(PROJECTS.table() + PROJECTS.history(by_revision=True))
    run_script(PROJECTS.entries("project_lists", "list text not null") + PARTICULARS)
    run_script(PROJECTS.deriving(STATEMENTS, settings="set enable_seqscan = off") + PROJECTS.recording(ENTRIES))


def downgrade() -> None:
    """Remove it."""
    run_script("drop table project_lists;" + PROJECTS.dropping())
    run_script(
        """
        drop function gongjian_today();
        drop function project_stage(date, date, date, date, date, date, date, date, date);
        """
    )
