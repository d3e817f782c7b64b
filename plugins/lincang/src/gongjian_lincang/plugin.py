"""What Lincang answers to gongjian's hooks."""

from collections.abc import Sequence
from importlib.resources import files

from gongjian import (
    City,
    Duty,
    Fund,
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
    chapter_2_1_output,
    chapter_2_2_chains,
    chapter_2_3_projects,
    chapter_2_4_promotion,
    chapter_2_5_enterprises,
    chapter_2_6_parks,
    chapter_2_7_digital,
    chapter_3_1_enterprises,
    chapter_3_1_policy,
    chapter_3_1_projects,
    chapter_3_1_titles,
    chapter_3_2_services,
    chapter_4_closing,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY


@hookimpl
def register_city() -> City:
    """Lincang, its divisions, units, chains and scopes."""
    return CITY


@hookimpl
def register_plans() -> Sequence[Plan]:
    """The plan of 2024."""
    return (PLAN,)


@hookimpl
def register_indicators() -> Sequence[Indicator]:
    """Lincang's own indicators."""
    return INDICATORS


@hookimpl
def register_targets() -> Sequence[Target]:
    """Targets, in clause order."""
    return (
        *chapter_1_goals.TARGETS,
        *chapter_2_1_output.TARGETS,
        *chapter_2_2_chains.TARGETS,
        *chapter_2_3_projects.TARGETS,
        *chapter_2_4_promotion.TARGETS,
        *chapter_2_5_enterprises.TARGETS,
        *chapter_2_6_parks.TARGETS,
        *chapter_2_7_digital.TARGETS,
        *chapter_3_2_services.TARGETS,
        *chapter_4_closing.TARGETS,
    )


@hookimpl
def register_funds() -> Sequence[Fund]:
    """The special fund of 2024."""
    return chapter_3_1_policy.FUNDS


@hookimpl
def register_incentives() -> Sequence[Incentive]:
    """The seven measures with their fourteen payable parts, in clause order."""
    return (*chapter_3_1_enterprises.INCENTIVES, *chapter_3_1_projects.INCENTIVES, *chapter_3_1_titles.INCENTIVES)


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The plan's year."""
    return chapter_1_goals.PHASES


@hookimpl
def register_duties() -> Sequence[Duty]:
    """What recurs or falls due, in clause order."""
    return (
        *chapter_2_1_output.DUTIES,
        *chapter_2_3_projects.DUTIES,
        *chapter_2_4_promotion.DUTIES,
        *chapter_2_5_enterprises.DUTIES,
        *chapter_2_6_parks.DUTIES,
        *chapter_3_1_policy.DUTIES,
        *chapter_3_2_services.DUTIES,
        *chapter_4_closing.DUTIES,
    )


@hookimpl
def register_tasks() -> Sequence[Task]:
    """The thirty-six numbered tasks, in the document's order."""
    return (
        *chapter_2_1_output.TASKS,
        *chapter_2_2_chains.TASKS,
        *chapter_2_3_projects.TASKS,
        *chapter_2_4_promotion.TASKS,
        *chapter_2_5_enterprises.TASKS,
        *chapter_2_6_parks.TASKS,
        *chapter_2_7_digital.TASKS,
        *chapter_3_1_policy.TASKS,
        *chapter_3_2_services.TASKS,
    )


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
