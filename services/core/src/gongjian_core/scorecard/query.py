"""What may be asked of the scorecard."""

from __future__ import annotations

from datetime import date

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from ..web.lists import ListQuery, Search
from .entity import By


class ScorecardQuery(ListQuery):
    """For whom, which cities, on which day."""

    limit: int = Field(500, ge=1, le=500, description="items per page")
    sort: str = Field("", pattern="^$", description="the order is fixed: by rank")
    by: By = "city"
    cities: Search | SkipJsonSchema[None] = Field(
        None, description="keys separated by commas; default: all that the key covers", examples=["lincang,linyi"]
    )
    on: date | SkipJsonSchema[None] = Field(
        None, description="the day that is judged; default today (Asia/Shanghai). It also selects a target's year"
    )
