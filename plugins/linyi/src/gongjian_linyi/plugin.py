"""What Linyi answers to gongjian's hooks."""

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
    chapter_1_requirements,
    chapter_2_goals,
    chapter_2_schedule,
    chapter_3_1_elimination,
    chapter_3_2_quality,
    chapter_3_3_upgrades,
    chapter_3_4_innovation,
    chapter_3_5_specialised,
    chapter_3_6_local_products,
    chapter_3_7_digital,
    chapter_3_8_promotion,
    chapter_3_9_listing,
    chapter_3_10_clusters,
    chapter_4_1_leadership,
    chapter_4_2_services,
    chapter_4_3_supervision,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY


@hookimpl
def register_city() -> City:
    """Linyi, its divisions, units, chains and scopes."""
    return CITY


@hookimpl
def register_plans() -> Sequence[Plan]:
    """The plan to 2026."""
    return (PLAN,)


@hookimpl
def register_indicators() -> Sequence[Indicator]:
    """Linyi's own indicators."""
    return INDICATORS


@hookimpl
def register_targets() -> Sequence[Target]:
    """Targets, in clause order."""
    return (
        *chapter_1_requirements.TARGETS,
        *chapter_2_goals.TARGETS,
        *chapter_3_1_elimination.TARGETS,
        *chapter_3_2_quality.TARGETS,
        *chapter_3_3_upgrades.TARGETS,
        *chapter_3_4_innovation.TARGETS,
        *chapter_3_5_specialised.TARGETS,
        *chapter_3_6_local_products.TARGETS,
        *chapter_3_7_digital.TARGETS,
        *chapter_3_8_promotion.TARGETS,
        *chapter_3_9_listing.TARGETS,
        *chapter_3_10_clusters.TARGETS,
        *chapter_4_1_leadership.TARGETS,
        *chapter_4_2_services.TARGETS,
    )


@hookimpl
def register_incentives() -> Sequence[Incentive]:
    """Support and pressure, in clause order; the document gives no amounts."""
    return (
        *chapter_3_1_elimination.INCENTIVES,
        *chapter_3_2_quality.INCENTIVES,
        *chapter_3_3_upgrades.INCENTIVES,
        *chapter_3_4_innovation.INCENTIVES,
        *chapter_3_9_listing.INCENTIVES,
        *chapter_4_2_services.INCENTIVES,
        *chapter_4_3_supervision.INCENTIVES,
    )


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The checkpoints of the plan."""
    return chapter_2_schedule.PHASES


@hookimpl
def register_duties() -> Sequence[Duty]:
    """What recurs or falls due, in clause order."""
    return (
        *chapter_2_schedule.DUTIES,
        *chapter_3_1_elimination.DUTIES,
        *chapter_3_2_quality.DUTIES,
        *chapter_3_3_upgrades.DUTIES,
        *chapter_3_8_promotion.DUTIES,
        *chapter_3_9_listing.DUTIES,
        *chapter_4_1_leadership.DUTIES,
        *chapter_4_2_services.DUTIES,
        *chapter_4_3_supervision.DUTIES,
    )


@hookimpl
def register_tasks() -> Sequence[Task]:
    """The ten batches and the three safeguards, in the document's order."""
    return (
        *chapter_3_1_elimination.TASKS,
        *chapter_3_2_quality.TASKS,
        *chapter_3_3_upgrades.TASKS,
        *chapter_3_4_innovation.TASKS,
        *chapter_3_5_specialised.TASKS,
        *chapter_3_6_local_products.TASKS,
        *chapter_3_7_digital.TASKS,
        *chapter_3_8_promotion.TASKS,
        *chapter_3_9_listing.TASKS,
        *chapter_3_10_clusters.TASKS,
        *chapter_4_1_leadership.TASKS,
        *chapter_4_2_services.TASKS,
        *chapter_4_3_supervision.TASKS,
    )


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
