"""A comparison as it is answered."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from ..attainment.entity import Attainment, TimeSpan
from ..plans.entity import Family, IndicatorDocument
from ..web.lists import Listed


class Absence(StrEnum):
    """Why a city has nothing to compare."""

    NOT_ITS_INDICATOR = "not_its_indicator"
    NOTHING_DECLARED_OR_RECORDED = "nothing_declared_or_recorded"
    NOTHING_DECLARED = "nothing_declared"


TEXTS: dict[Absence, tuple[str, str]] = {
    Absence.NOT_ITS_INDICATOR: (
        "该指标为另一城市自设,本市不使用",
        "the indicator is another city's own; this city does not use it",
    ),
    Absence.NOTHING_DECLARED_OR_RECORDED: (
        "本年度没有该指标的目标,也没有数值",
        "no target of this year uses the indicator, and no figure of it is recorded",
    ),
    Absence.NOTHING_DECLARED: (
        "本年度没有该指标的目标;数值不在密钥范围内",
        "no target of this year uses the indicator; what is recorded lies outside the key's scope",
    ),
}


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class ComparedTarget(_Answer):
    """A target that uses the indicator, in its own unit, as declared; see `/targets/{id}` for the whole."""

    id: str
    clause: str
    title: str
    kind: str
    comparator: str
    value: str | None
    value_high: str | None
    unit: str | None
    strength: str
    period: TimeSpan | None
    subject: str
    scope: str
    scope_title: str
    attainment: Attainment | None = Field(description="null where the key's scope does not reach")


class ComparedFigure(_Answer):
    """The latest figure of the year for the whole city, in the indicator's unit."""

    value: str
    unit: str
    period: str
    id: str = Field(description="key of the observation")
    revision: int


class ComparedCity(_Answer):
    """One city beside the others."""

    city: str
    name: str
    parent: str | None
    present: bool
    absence: Absence | None = Field(description="why there is nothing to compare; null when present")
    absence_text: str | None
    absence_text_en: str | None
    in_scope: bool = Field(description="whether the key shows actual figures of this city")
    targets: list[ComparedTarget]
    figure: ComparedFigure | None


class Comparison(Listed[ComparedCity]):
    """An indicator in several cities. Nothing is added up or averaged."""

    model_config = ConfigDict(title="Comparison")

    indicator: IndicatorDocument  # type: ignore[valid-type]
    year: int
    on: date = Field(description="the day that is judged: the year's last, or today while it runs")
    never_added: list[Family] = Field(description="parent and child among the cities of this answer")
