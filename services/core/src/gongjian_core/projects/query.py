"""How a list of projects may be narrowed."""

from __future__ import annotations

from pydantic import Field

from ..vocabulary import NUMBER, shape
from ..web.lists import InIndustry, ListQuery, Search, UnderDivision
from .entity import Kind, Origin, Stage


class ProjectQuery(ListQuery):
    """Filters of the list of projects."""

    sort: str = Field(
        "",
        description="code, name, planned_investment, fixed_asset_investment, division_code, industry_code, signed_on, "
        "started_on or recorded_at; with - descending",
    )
    division: UnderDivision = None
    park: Search | None = None
    chain: Search | None = None
    industry: InIndustry = None
    enterprise: Search | None = Field(None, description="credit code of the owner")
    stage: Stage | None = None
    kind: Kind | None = None
    origin: Origin | None = None
    key_project: bool | None = None
    list: Search | None = Field(None, description="stands on that list")
    min_investment: str | None = Field(
        None,
        pattern=shape(f"^{NUMBER}$", "must be a decimal number, such as 50000000"),
        description="planned investment, yuan, at least",
    )
    q: Search | None = Field(None, description="part of the name")
