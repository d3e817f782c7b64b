"""What Tancheng answers to gongjian's hooks."""

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
    chapter_2_1_leaders,
    chapter_2_2_enterprises,
    chapter_2_3_entries,
    chapter_2_4_parks,
    chapter_2_5_promotion,
    chapter_2_goals,
    chapter_3_1_upgrades,
    chapter_3_2_innovation,
    chapter_3_3_parks,
    chapter_3_4_promotion,
    chapter_3_5_idle_assets,
    chapter_3_6_entrepreneurs,
    chapter_4_safeguards,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY


@hookimpl
def register_city() -> City:
    """Tancheng, its towns, parks, units and sectors."""
    return CITY


@hookimpl
def register_plans() -> Sequence[Plan]:
    """The three-year action plan of 2020 to 2022."""
    return (PLAN,)


@hookimpl
def register_indicators() -> Sequence[Indicator]:
    """Tancheng's own indicators."""
    return INDICATORS


@hookimpl
def register_targets() -> Sequence[Target]:
    """Targets, section by section."""
    return (
        *chapter_2_goals.TARGETS,
        *chapter_2_1_leaders.TARGETS,
        *chapter_2_2_enterprises.TARGETS,
        *chapter_2_3_entries.TARGETS,
        *chapter_2_4_parks.TARGETS,
        *chapter_2_5_promotion.TARGETS,
        *chapter_3_2_innovation.TARGETS,
        *chapter_3_3_parks.TARGETS,
        *chapter_3_4_promotion.TARGETS,
        *chapter_3_5_idle_assets.TARGETS,
        *chapter_3_6_entrepreneurs.TARGETS,
        *chapter_4_safeguards.TARGETS,
    )


@hookimpl
def register_incentives() -> Sequence[Incentive]:
    """Support, the handling of idle assets, honours and sanctions."""
    return (
        *chapter_2_goals.INCENTIVES,
        *chapter_3_1_upgrades.INCENTIVES,
        *chapter_3_2_innovation.INCENTIVES,
        *chapter_3_3_parks.INCENTIVES,
        *chapter_3_4_promotion.INCENTIVES,
        *chapter_3_5_idle_assets.INCENTIVES,
        *chapter_3_6_entrepreneurs.INCENTIVES,
        *chapter_4_safeguards.INCENTIVES,
    )


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The three years."""
    return chapter_2_goals.PHASES


@hookimpl
def register_duties() -> Sequence[Duty]:
    """What recurs or falls due."""
    return (
        *chapter_3_1_upgrades.DUTIES,
        *chapter_3_4_promotion.DUTIES,
        *chapter_3_5_idle_assets.DUTIES,
        *chapter_3_6_entrepreneurs.DUTIES,
        *chapter_4_safeguards.DUTIES,
    )


@hookimpl
def register_tasks() -> Sequence[Task]:
    """Tasks with their units."""
    return (
        *chapter_3_1_upgrades.TASKS,
        *chapter_3_2_innovation.TASKS,
        *chapter_3_3_parks.TASKS,
        *chapter_3_4_promotion.TASKS,
        *chapter_3_5_idle_assets.TASKS,
        *chapter_3_6_entrepreneurs.TASKS,
        *chapter_4_safeguards.TASKS,
    )


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
