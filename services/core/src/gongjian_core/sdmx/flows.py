"""The three dataflows and what their series are made of: dimensions, the measure, attributes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

AGENCY: Final = "GONGJIAN"
VERSION: Final = "1.0"
TIME: Final = "TIME_PERIOD"
MEASURE: Final = "OBS_VALUE"
WHOLE: Final = "_T"
"""Code for all of it: the whole area, the whole subject."""

Level = Literal["series", "observation"]
TextType = Literal["String", "Integer", "Boolean", "GregorianDay"]


@dataclass(frozen=True)
class Component:
    """A dimension or an attribute: its concept has the same id; coded if it names a codelist."""

    id: str
    codelist: str | None = None
    text_type: TextType = "String"
    level: Level = "series"
    mandatory: bool = False


@dataclass(frozen=True)
class Flow:
    """A dataflow and its data structure. `keyed`: what it holds is recorded, or computed from records."""

    id: str
    name: str
    name_en: str
    description_en: str
    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    keyed: bool

    @property
    def structure(self) -> str:
        """Id of its data structure definition."""
        return f"DSD_{self.id}"

    @property
    def dimension_ids(self) -> tuple[str, ...]:
        """The dimensions in the order of keys, without time."""
        return tuple(dimension.id for dimension in self.dimensions)


_FREQ = Component("FREQ", "CL_FREQ")
_CITY = Component("CITY", "CL_CITY")
_REF_AREA = Component("REF_AREA", "CL_AREA")
_SUBJECT = Component("SUBJECT")
_INDICATOR = Component("INDICATOR", "CL_INDICATOR")
_SCOPE = Component("SCOPE", "CL_SCOPE")
_TARGET = Component("TARGET")
_WHERE = (_FREQ, _CITY, _REF_AREA, _SUBJECT, _INDICATOR, _SCOPE)


def _seen(id: str, codelist: str | None = None, text_type: TextType = "String", mandatory: bool = False) -> Component:
    """An attribute of observations."""
    return Component(id, codelist, text_type, "observation", mandatory)


FLOWS: Final = {
    flow.id: flow
    for flow in (
        Flow(
            "TARGETS",
            "目标",
            "Targets",
            "What the plans promise: one series per target with a figure, one observation per period it holds for.",
            (*_WHERE, _TARGET),
            (
                Component("TITLE", mandatory=True),
                Component("PLAN", mandatory=True),
                Component("CLAUSE", mandatory=True),
                Component("KIND", "CL_KIND", mandatory=True),
                Component("COMPARATOR", "CL_COMPARATOR", mandatory=True),
                Component("VALUE_HIGH"),
                Component("UNIT_MEASURE", mandatory=True),
                Component("STRENGTH", "CL_STRENGTH", mandatory=True),
                Component("PER"),
                Component("DUE", text_type="GregorianDay"),
                _seen("PERIOD", mandatory=True),
            ),
            keyed=False,
        ),
        Flow(
            "OBSERVATIONS",
            "指标数值",
            "Observations",
            "Recorded values of indicators, in the unit they were recorded in; withdrawn figures are deleted.",
            (*_WHERE, Component("ACCUMULATION", "CL_ACCUMULATION")),
            (
                _seen("UNIT_MEASURE", mandatory=True),
                _seen("OBS_STATUS", "CL_OBS_STATUS", mandatory=True),
                _seen("PERIOD", mandatory=True),
                _seen("SOURCE"),
                _seen("NOTE"),
                _seen("REVISION", text_type="Integer", mandatory=True),
                _seen("RECORDED_AT", mandatory=True),
            ),
            keyed=True,
        ),
        Flow(
            "ATTAINMENT",
            "完成情况",
            "Attainment",
            "How far each target is over each of its periods: on the period's last day, or today while it runs. "
            "An ACTUAL without a value is not known yet; REASONS says why.",
            (*_WHERE, _TARGET, Component("VALUE_KIND", "CL_VALUE_KIND")),
            (
                _seen("UNIT_MEASURE"),
                _seen("JUDGED_ON", text_type="GregorianDay", mandatory=True),
                _seen("LIGHT", "CL_LIGHT", mandatory=True),
                _seen("MET", text_type="Boolean"),
                _seen("FINAL", text_type="Boolean"),
                _seen("REASONS"),
                _seen("PERIOD", mandatory=True),
            ),
            keyed=True,
        ),
    )
}  # fmt: skip

CONCEPTS: Final[dict[str, tuple[str, str]]] = {
    "FREQ": ("频度", "Frequency: how long the period of a figure is"),
    "CITY": ("市(县)", "City or county that declares or records it"),
    "REF_AREA": ("地区", "Reference area: division, zone, park or town"),
    "SUBJECT": ("主体", "Subject within the area: _T, chain-<id>, enterprise-<uscc>, project-<code>, division-<code>"),
    "INDICATOR": ("指标", "Indicator"),
    "SCOPE": ("口径", "Part of the subject that the figure covers"),
    "TARGET": ("目标", "Target: its id within the city"),
    "ACCUMULATION": ("累计方式", "How the figure accumulates"),
    "VALUE_KIND": ("数值种类", "Kind of value"),
    TIME: ("时间", "Time period"),
    MEASURE: ("数值", "Observed value"),
    "TITLE": ("标题", "Title"),
    "PLAN": ("方案", "Plan"),
    "CLAUSE": ("条款", "Clause"),
    "KIND": ("目标类型", "Kind of target"),
    "COMPARATOR": ("比较词", "Comparison"),
    "VALUE_HIGH": ("上限值", "Upper end of a range"),
    "UNIT_MEASURE": ("计量单位", "Unit of measure, as printed or recorded"),
    "STRENGTH": ("约束力", "Strength"),
    "PER": ("逐一要求", "Holds for each of these"),
    "DUE": ("期限", "Due on"),
    "PERIOD": ("期间", "Period as the REST API writes it"),
    "OBS_STATUS": ("数据状态", "Observation status"),
    "SOURCE": ("来源", "Source"),
    "NOTE": ("说明", "Note"),
    "REVISION": ("修订次数", "Revision"),
    "RECORDED_AT": ("记录时间", "Recorded at (RFC 3339)"),
    "JUDGED_ON": ("评判日", "Day that is judged"),
    "LIGHT": ("红黄绿灯", "Light"),
    "MET": ("是否完成", "Whether the target is met"),
    "FINAL": ("是否终值", "Whether the period is over"),
    "REASONS": ("原因", "Reason codes, separated by spaces"),
}
