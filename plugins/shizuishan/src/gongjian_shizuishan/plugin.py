"""What Shizuishan answers to gongjian's hooks."""

from collections.abc import Sequence
from importlib.resources import files

from gongjian import (
    City,
    Duty,
    Incentive,
    Indicator,
    Phase,
    Plan,
    PublishedResult,
    Target,
    Task,
    hookimpl,
    read_published,
)

from . import (
    chapter_2_goals,
    chapter_3_1_pressure,
    chapter_3_1_remediation,
    chapter_3_1_suspended,
    chapter_3_1_two_high,
    chapter_3_2_innovation,
    chapter_3_3_quality,
    chapter_3_4_digital,
    chapter_3_5_investment,
    chapter_4_schedule,
    chapter_5_requirements,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY


@hookimpl
def register_city() -> City:
    """Shizuishan, its divisions, parks, units, chains and scopes."""
    return CITY


@hookimpl
def register_plans() -> Sequence[Plan]:
    """The campaign's plan 2022–2024."""
    return (PLAN,)


@hookimpl
def register_indicators() -> Sequence[Indicator]:
    """Shizuishan's own indicators."""
    return INDICATORS


@hookimpl
def register_targets() -> Sequence[Target]:
    """Targets, in clause order."""
    return (
        *chapter_2_goals.TARGETS,
        *chapter_3_1_remediation.TARGETS,
        *chapter_3_1_two_high.TARGETS,
        *chapter_3_1_suspended.TARGETS,
        *chapter_3_2_innovation.TARGETS,
        *chapter_3_3_quality.TARGETS,
        *chapter_3_4_digital.TARGETS,
        *chapter_3_5_investment.TARGETS,
        *chapter_4_schedule.TARGETS,
        *chapter_5_requirements.TARGETS,
    )


@hookimpl
def register_incentives() -> Sequence[Incentive]:
    """Restrictions, eliminations, sanctions, support and honours, in clause order; none has an amount."""
    return (
        *chapter_3_1_pressure.INCENTIVES,
        *chapter_3_5_investment.INCENTIVES,
        *chapter_4_schedule.INCENTIVES,
        *chapter_5_requirements.INCENTIVES,
    )


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The four phases."""
    return chapter_4_schedule.PHASES


@hookimpl
def register_duties() -> Sequence[Duty]:
    """What recurs or falls due, in clause order."""
    return (
        *chapter_3_1_remediation.DUTIES,
        *chapter_3_1_two_high.DUTIES,
        *chapter_3_1_suspended.DUTIES,
        *chapter_3_2_innovation.DUTIES,
        *chapter_3_3_quality.DUTIES,
        *chapter_3_5_investment.DUTIES,
        *chapter_4_schedule.DUTIES,
        *chapter_5_requirements.DUTIES,
    )


@hookimpl
def register_tasks() -> Sequence[Task]:
    """The sixteen tasks of 三 with the units printed under each, and the three requirements of 五."""
    return (
        *chapter_3_1_remediation.TASKS,
        *chapter_3_1_two_high.TASKS,
        *chapter_3_1_suspended.TASKS,
        *chapter_3_2_innovation.TASKS,
        *chapter_3_3_quality.TASKS,
        *chapter_3_4_digital.TASKS,
        *chapter_3_5_investment.TASKS,
        *chapter_5_requirements.TASKS,
    )


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources; none are known so far."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
