"""What may be asked of a comparison."""

from __future__ import annotations

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from ..web.lists import ListQuery, Search


class ComparisonQuery(ListQuery):
    """Which indicator, which cities, which year."""

    sort: str = Field("", pattern="^$", description="the order is fixed: that of `/cities`")
    indicator: str = Field(pattern=r"^[a-z0-9_]{1,64}$", examples=["industrial_value_added_growth"])
    cities: Search | SkipJsonSchema[None] = Field(
        None,
        description="keys separated by commas; default: all that the key covers. Others show their published targets",
        examples=["lincang,tongchuan"],
    )
    year: int | SkipJsonSchema[None] = Field(None, ge=1900, le=2999, description="default: this year (Asia/Shanghai)")
