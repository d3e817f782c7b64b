"""What Tongchuan answers to gongjian's hooks."""

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
    chapter_1_goals,
    chapter_2_1_reserve,
    chapter_2_2_signing,
    chapter_2_3_construction,
    chapter_2_4_upgrades,
    chapter_2_5_commissioning,
    chapter_3_requirements,
    chapter_4_1_organisation,
    chapter_4_2_accountability,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY


@hookimpl
def register_city() -> City:
    """Tongchuan, its divisions, units, chains and scopes."""
    return CITY


@hookimpl
def register_plans() -> Sequence[Plan]:
    """The five batches of 2023 to 2025."""
    return (PLAN,)


@hookimpl
def register_indicators() -> Sequence[Indicator]:
    """Tongchuan's own indicators."""
    return INDICATORS


@hookimpl
def register_targets() -> Sequence[Target]:
    """Targets, chapter by chapter."""
    return (
        *chapter_1_goals.TARGETS,
        *chapter_2_1_reserve.TARGETS,
        *chapter_2_2_signing.TARGETS,
        *chapter_2_3_construction.TARGETS,
        *chapter_2_4_upgrades.TARGETS,
        *chapter_2_5_commissioning.TARGETS,
        *chapter_4_1_organisation.TARGETS,
    )


@hookimpl
def register_incentives() -> Sequence[Incentive]:
    """Support, rewards of other documents, honours and sanctions."""
    return (
        *chapter_2_3_construction.INCENTIVES,
        *chapter_2_4_upgrades.INCENTIVES,
        *chapter_2_5_commissioning.INCENTIVES,
        *chapter_3_requirements.INCENTIVES,
        *chapter_4_2_accountability.INCENTIVES,
    )


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The three years."""
    return chapter_1_goals.PHASES


@hookimpl
def register_duties() -> Sequence[Duty]:
    """What recurs or falls due."""
    return (
        *chapter_2_3_construction.DUTIES,
        *chapter_2_4_upgrades.DUTIES,
        *chapter_2_5_commissioning.DUTIES,
        *chapter_3_requirements.DUTIES,
        *chapter_4_1_organisation.DUTIES,
        *chapter_4_2_accountability.DUTIES,
    )


@hookimpl
def register_tasks() -> Sequence[Task]:
    """Tasks with their units."""
    return (
        *chapter_2_1_reserve.TASKS,
        *chapter_2_2_signing.TASKS,
        *chapter_2_3_construction.TASKS,
        *chapter_2_4_upgrades.TASKS,
        *chapter_2_5_commissioning.TASKS,
        *chapter_3_requirements.TASKS,
        *chapter_4_1_organisation.TASKS,
        *chapter_4_2_accountability.TASKS,
    )


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
