"""How a list of enterprises may be narrowed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..vocabulary import shape
from ..web.lists import ListQuery, Search
from .entity import CertificationKind, Status, Tier


class EnterpriseQuery(ListQuery):
    """Filters of the list of enterprises."""

    sort: str = Field(
        "",
        description="uscc, name, gross_output, division_code, industry_code, established_on or recorded_at; "
        "with - descending",
    )
    division: str | None = Field(
        None,
        pattern=shape(r"^\d{2,12}$", "must be the beginning of a division's code, 2 to 12 digits"),
        description="division code; what lies under it counts",
    )
    park: Search | None = None
    chain: Search | None = None
    industry: str | None = Field(
        None,
        pattern=shape(r"^[A-T]\d{0,4}$", "must be a GB/T 4754 code or its beginning, such as C or C15"),
        description="GB/T 4754 code or its beginning",
    )
    scale: Literal["above", "below"] | None = Field(None, description="above-scale in statistics, or not")
    status: Status | None = None
    certification: CertificationKind | None = Field(None, description="holds that title today")
    list: Search | None = Field(None, description="stands on that list today")
    tier: Tier | None = None
    q: Search | None = Field(None, description="part of the name")
