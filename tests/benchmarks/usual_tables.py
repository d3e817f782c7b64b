"""The tables of the usual way, filled with the very records that ours holds; and the bare statements over them."""

from __future__ import annotations

from typing import Final

_ENTERPRISE: Final = (
    "uscc, name, division_code, park, industry_code, status, suspended_on, established_on, commissioned_on, land_mu,"
    " chain, gross_output"
)
_PROJECT: Final = (
    "code, name, enterprise, division_code, park, industry_code, kind, origin, planned_investment,"
    " fixed_asset_investment, key_project, reserved_on, signed_on, preliminary_on, started_on, statistics_entered_on,"
    " completed_on, commissioned_on"
)
_CHILDREN: Final = {
    "stay": ("enterprise_above_scale", "uscc", 'x."from" as entered_on, x."to" as left_on, x.entry', "above_scale"),
    "title": (
        "enterprise_certifications", "uscc", "x.kind, x.level, x.granted_on, x.expires_on, x.first", "certifications",
    ),
    "judgement": ("enterprise_compliance", "uscc", "x.period, x.lawful_operation, x.tax_normal", "compliance"),
    "listing": ("enterprise_lists", "uscc", 'x.list, x."from" as entered_on, x."to" as left_on', "lists"),
    "project_listing": ("project_lists", "code", "x.list", ""),
}  # fmt: skip


def _child(name: str) -> str:
    table, key, columns, _ = _CHILDREN[name]
    owner = "project" if key == "code" else "enterprise"
    return f"""
create table usual.{name} as
  select row_number() over (order by x.{key}, x.position)::integer as id, x.{key}, {columns}
  from {table} x join {owner}s r on r.city = x.city and r.change_id = x.change_id;
alter table usual.{name} add primary key (id), add foreign key ({key}) references usual.{owner} ({key});
create index on usual.{name} ({key});
"""


def _as_json(name: str) -> str:
    columns = _CHILDREN[name][3]
    rows = f"select to_jsonb(x) - 'id' - 'uscc' as item from usual.{name} x where x.uscc = e.uscc order by x.id"
    return f"coalesce((select jsonb_agg(item) from ({rows}) items), '[]') as {columns}"


def _indexes(table: str) -> str:
    return f"""
alter table usual.{table} add primary key (uscc);
create index on usual.{table} (division_code, uscc);
create index on usual.{table} (name collate "C", uscc);
create index on usual.{table} ((coalesce(gross_output, 0)), uscc);
"""


_LISTS: Final = [name for name, child in _CHILDREN.items() if child[1] == "uscc"]

MAKE: Final = f"""
select set_config('gongjian.cities', 'lincang', false);
drop schema if exists usual cascade;
create schema usual;
create table usual.enterprise as select {_ENTERPRISE} from enterprises;
{_indexes("enterprise")}
create table usual.project as select {_PROJECT} from projects;
alter table usual.project add primary key (code), add foreign key (enterprise) references usual.enterprise (uscc);
create index on usual.project (enterprise);
create index on usual.project (division_code, code);
create index on usual.project ((coalesce(planned_investment, 0)), code);
{"".join(map(_child, _CHILDREN))}
create table usual.flat_enterprise as select e.*, {", ".join(map(_as_json, _LISTS))} from usual.enterprise e;
{_indexes("flat_enterprise")}
analyze;
"""

ONE: Final = "select * from usual.flat_enterprise where uscc = $1"
PAGE: Final = """select * from usual.flat_enterprise
where division_code = $1 and status = $2 order by coalesce(gross_output, 0) desc, uscc desc limit 100"""
PATCH: Final = "update usual.project set planned_investment = $2 where code = $1 returning code"
