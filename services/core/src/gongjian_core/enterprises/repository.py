"""Enterprises in the database."""

from __future__ import annotations

from ..access.rules import trimmed
from ..pages import Sort, Where
from ..store import Register, known_at
from .entity import Enterprise
from .query import EnterpriseQuery

REGISTER = Register(
    Enterprise,
    table="enterprises",
    type="enterprise",
    additions=(("tier", "to_json(r.tier)::text"),),
    tagged=("r.tier",),
    derived=(
        ("gross_output", "output.base"),
        ("gross_output_fen", "gongjian_fen(output.base)"),
        ("tier", "enterprise_tier(output.base, h.is_above_scale)"),
    ),
    joined=f"""left join lateral (
        select f.base from (
          select distinct on (o.period_from) o.period_from, o.base, o.op from observations_history o
          join changes oc on oc.city = o.city and oc.id = o.change_id and {known_at("oc", "$place")}
          where o.city = h.city and o.subject_kind = 'enterprise' and o.subject_key = h.uscc
            and o.indicator = 'gross_output' and o.scope = '' and is_full_year(o.period_from, o.period_to)
          order by o.period_from, o.revision desc) f
        where f.op = 'upsert' and f.base is not null order by f.period_from desc limit 1) output on true""",
)

SORTS = {
    "uscc": Sort("r.uscc"),
    "name": Sort('r.name collate "C"'),
    "gross_output": Sort("r.gross_output_fen", "bigint"),
    "division_code": Sort("r.division_code"),
    "industry_code": Sort("r.industry_code"),
    "established_on": Sort("coalesce(r.established_on, '-infinity')", "date"),
    "recorded_at": Sort("r.recorded_at", "timestamptz"),
}


def filtered(city: str, query: EnterpriseQuery, where: Where) -> None:
    """The conditions of a list of enterprises."""
    where.add("r.city = {}", city)
    if query.division:
        where.add("starts_with(r.division_code, {})", trimmed(query.division) + query.division[6:])
    for column in ("park", "chain", "status", "tier"):
        if wanted := getattr(query, column):
            where.add(f"r.{column} = {{}}", wanted)
    if query.industry:
        where.add("starts_with(r.industry_code, {})", query.industry)
    if query.scale:
        where.add("r.is_above_scale = {}", query.scale == "above")
    if query.certification:
        where.add(
            "exists (select from enterprise_certifications x where x.city = r.city and x.change_id = r.change_id"
            " and x.kind = {} and x.granted_on <= gongjian_today()"
            " and (x.expires_on is null or x.expires_on >= gongjian_today()))",
            query.certification,
        )
    if query.list:
        where.add(
            "exists (select from enterprise_lists x where x.city = r.city and x.change_id = r.change_id"
            ' and x.list = {} and x."from" <= gongjian_today() and (x."to" is null or x."to" > gongjian_today()))',
            query.list,
        )
    if query.q:
        where.add("strpos(lower(r.name), lower({})) > 0", query.q)
