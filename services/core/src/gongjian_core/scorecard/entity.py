"""The scorecard as it is answered."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..plans.entity import Family
from ..web.lists import Listed

By = Literal["city", "division", "department"]


class Standing(BaseModel):
    """One city, division, park or department: its targets by light, and its rank."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)

    rank: int | None = Field(description="1 is best; equal shares share a rank; null when no target is judged")
    city: str
    key: str = Field(
        description="the city's key; `division:<code>` or `park:<id>`; the department's name",
        examples=["lincang", "division:530921", "市工业和信息化局"],
    )
    name: str
    targets: int
    green: int
    yellow: int
    red: int
    grey: int = Field(description="not judged: no figure, not begun, or no figure promised")
    judged: int = Field(description="green + yellow + red")
    share: str | None = Field(description="green / judged, four decimals, half up; null when none is judged")


class Rule(BaseModel):
    """How the scorecard is made, in words."""

    code: str
    text: str
    text_en: str


class Scorecard(Listed[Standing]):
    """Standings, best first, and how they were ranked."""

    model_config = ConfigDict(title="Scorecard")

    by: By
    on: date
    method: list[Rule]
    never_added: list[Family] = Field(description="parent and child among the cities of this answer")
