"""What Lincang answers to gongjian's hooks."""

from collections.abc import Sequence
from importlib.resources import files

from gongjian import City, Indicator, Phase, Plan, PublishedResult, Target, hookimpl, read_published

from . import chapter_1_goals
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
    """Targets, chapter by chapter."""
    return chapter_1_goals.TARGETS


@hookimpl
def register_phases() -> Sequence[Phase]:
    """The plan's year."""
    return chapter_1_goals.PHASES


@hookimpl
def register_published() -> Sequence[PublishedResult]:
    """Published results with their sources."""
    return read_published(files(__package__) / "published.csv", INDICATORS, CITY.scopes)
