"""How a list of enterprises may be narrowed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..web.lists import InIndustry, ListQuery, Search, UnderDivision
from .entity import CertificationKind, Status, Tier


class EnterpriseQuery(ListQuery):
    """Filters of the list of enterprises."""

    sort: str = Field(
        "",
        description="uscc, name, gross_output, division_code, industry_code, established_on or recorded_at; "
        "with - descending",
    )
    division: UnderDivision = None
    park: Search | None = None
    chain: Search | None = None
    industry: InIndustry = None
    scale: Literal["above", "below"] | None = Field(None, description="above-scale in statistics, or not")
    status: Status | None = None
    certification: CertificationKind | None = Field(None, description="holds that title today")
    list: Search | None = Field(None, description="stands on that list today")
    tier: Tier | None = None
    q: Search | None = Field(None, description="part of the name")
