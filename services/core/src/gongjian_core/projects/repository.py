"""Projects in the database."""

from __future__ import annotations

from decimal import Decimal

from ..access.rules import trimmed
from ..pages import Sort, Where
from ..store import Register
from .entity import Milestones, Project
from .query import ProjectQuery

STAGE = f"project_stage(gongjian_today(), {', '.join(f'r.{name}' for name in Milestones.model_fields)})"

REGISTER = Register(
    Project,
    table="projects",
    type="project",
    additions=(("stage", f"to_json({STAGE})::text"),),
    tagged=(STAGE,),
    derived=(
        ("planned_investment_fen", "gongjian_fen(h.planned_investment)"),
        ("fixed_asset_investment_fen", "gongjian_fen(h.fixed_asset_investment)"),
    ),
    references={
        "projects_enterprise_fkey": ("/enterprise", "is no enterprise of this city's register; record it first")
    },
)

SORTS = {
    "code": Sort("r.code"),
    "name": Sort('r.name collate "C"'),
    "planned_investment": Sort("r.planned_investment_fen", "bigint"),
    "fixed_asset_investment": Sort("r.fixed_asset_investment_fen", "bigint"),
    "division_code": Sort("r.division_code"),
    "industry_code": Sort("r.industry_code"),
    "signed_on": Sort("coalesce(r.signed_on, '-infinity')", "date"),
    "started_on": Sort("coalesce(r.started_on, '-infinity')", "date"),
    "recorded_at": Sort("r.recorded_at", "timestamptz"),
}


def filtered(city: str, query: ProjectQuery, where: Where) -> None:
    """The conditions of a list of projects."""
    where.add("r.city = {}", city)
    if query.division:
        where.add("starts_with(r.division_code, {})", trimmed(query.division) + query.division[6:])
    for column in ("park", "chain", "enterprise", "kind", "origin", "key_project"):
        wanted = getattr(query, column)
        if wanted is not None:
            where.add(f"r.{column} = {{}}", wanted)
    if query.industry:
        where.add("starts_with(r.industry_code, {})", query.industry)
    if query.stage:
        where.add(f"{STAGE} = {{}}", query.stage)
    if query.list:
        where.add(
            "exists (select from project_lists x where x.city = r.city and x.change_id = r.change_id and x.list = {})",
            query.list,
        )
    if query.min_investment:
        where.add("r.planned_investment >= {}", Decimal(query.min_investment))
    if query.q:
        where.add("strpos(lower(r.name), lower({})) > 0", query.q)
