"""Why a figure is missing, or what must be known to read it: every reason code with its text in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReasonCode(StrEnum):
    """What `reasons` may hold. A reason beside a figure qualifies it; beside null it explains it."""

    MISSING_OBSERVATION = "missing_observation"
    MISSING_PERIOD = "missing_period"
    NO_RECORDS = "no_records"
    PARTIAL = "partial"
    UNKNOWN_FACTS = "unknown_facts"
    ZERO_DENOMINATOR = "zero_denominator"
    ZERO_TARGET = "zero_target"
    NO_BASELINE = "no_baseline"
    NO_FIGURE = "no_figure"
    NOT_COMPARABLE = "not_comparable"
    NOT_ADDITIVE = "not_additive"
    UNDATED = "undated"
    NOT_BEGUN = "not_begun"
    OUTSIDE_PLAN = "outside_plan"
    INTERIM = "interim"
    LOWEST_OF_EACH = "lowest_of_each"
    HIGHEST_OF_EACH = "highest_of_each"
    PER_UNIT_UNKNOWN = "per_unit_unknown"
    ABOUT_WITHOUT_TOLERANCE = "about_without_tolerance"
    ABOVE_RANGE = "above_range"


TEXTS: dict[ReasonCode, tuple[str, str]] = {
    ReasonCode.MISSING_OBSERVATION: ("没有相应的指标数值", "no observation has been recorded for this figure"),
    ReasonCode.NO_RECORDS: (
        "台账尚无记录,未作统计;有公布数值的取公布数值",
        "no such records are kept yet, so nothing was counted; an observation is read where there is one",
    ),
    ReasonCode.MISSING_PERIOD: ("缺少某个年份的数值", "the figure of a year inside the period is missing"),
    ReasonCode.PARTIAL: ("部分记录缺少数值,未计入", "some records lack a figure and are left out"),
    ReasonCode.UNKNOWN_FACTS: (
        "部分记录的条件无法判断,未计入",
        "for some records a condition cannot be told; they are left out",
    ),
    ReasonCode.ZERO_DENOMINATOR: ("分母为零", "the whole, or the figure of the year before, is zero"),
    ReasonCode.ZERO_TARGET: ("目标值为零,不计算完成率", "the target is zero: there is no ratio to it"),
    ReasonCode.NO_BASELINE: ("基期数值未知", "the baseline figure is not known"),
    ReasonCode.NO_FIGURE: ("文件没有给出数值", "the document promises no figure"),
    ReasonCode.NOT_COMPARABLE: ("数值单位与目标不可比", "the figure measures something else than the target's unit"),
    ReasonCode.NOT_ADDITIVE: ("该指标不能相加", "figures of this indicator may not be added up"),
    ReasonCode.UNDATED: ("目标没有期限", "the target has no dates"),
    ReasonCode.NOT_BEGUN: ("目标期尚未开始", "the target's period has not begun"),
    ReasonCode.OUTSIDE_PLAN: ("所选日期不在方案期内", "the day lies outside the plan's span"),
    ReasonCode.INTERIM: (
        "为期中数值,以期末数值为准",
        "a figure of an earlier part of the period: the one at its end decides",
    ),
    ReasonCode.LOWEST_OF_EACH: ("每个单位均须达到,取最低者", "each unit must reach it: the lowest is shown"),
    ReasonCode.HIGHEST_OF_EACH: ("每个单位均不得超过,取最高者", "no unit may exceed it: the highest is shown"),
    ReasonCode.PER_UNIT_UNKNOWN: (
        "没有按单位记录的数值",
        "the target holds for each unit, and nothing is recorded by unit",
    ),
    ReasonCode.ABOUT_WITHOUT_TOLERANCE: ("“左右”未给出允许偏差", "about (左右): the document gives no tolerance"),
    ReasonCode.ABOVE_RANGE: ("高于目标区间上限", "above the upper end of the range"),
}


@dataclass(frozen=True)
class Reason:
    """One reason, and how many records it concerns where that can be counted."""

    code: ReasonCode
    count: int | None = None


def merged(*groups: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Each code once, in order; counts of the same code add up."""
    found: dict[ReasonCode, int | None] = {}
    for reason in (reason for group in groups for reason in group):
        before = found.get(reason.code)
        found[reason.code] = reason.count if before is None else before + (reason.count or 0)
    return tuple(Reason(code, count) for code, count in found.items())
