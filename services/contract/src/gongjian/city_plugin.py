"""A city's answers to the hooks, taken from the modules of its document's chapters."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from .errors import ContractError
from .hookspecs import hookimpl
from .incentive import Fund, Incentive
from .indicator import Indicator
from .place import City
from .plan import Plan
from .published import PublishedResult, read_published
from .schedule import Duty, Phase, Task
from .target import Target

# What a chapter's module may hold, each a tuple in clause order.
_NAMES = ("TARGETS", "FUNDS", "INCENTIVES", "PHASES", "DUTIES", "TASKS")


@dataclass(frozen=True, kw_only=True, eq=False)
class CityPlugin:
    """All that a city says. A module of `chapters` holds any of TARGETS, FUNDS, INCENTIVES, PHASES, DUTIES and TASKS.

    A plugin whose answers do not lie in modules implements the hooks itself: see `hookspecs`.
    """

    city: City
    plans: tuple[Plan, ...]
    indicators: tuple[Indicator, ...] = ()
    # In the document's order.
    chapters: tuple[ModuleType, ...]
    # A file in the form of `read_published`.
    published: Traversable | None = None

    def __post_init__(self) -> None:
        """ContractError for a module that is no chapter, or in which a tuple is none."""
        for chapter in self.chapters:
            held = [name for name in _NAMES if hasattr(chapter, name)]
            if not held:
                raise ContractError(f"{chapter.__name__} holds none of {', '.join(_NAMES)}; write one, or leave it out")
            for name in held:
                if not isinstance(getattr(chapter, name), tuple):
                    raise ContractError(f"{name} of {chapter.__name__} is no tuple; put it in brackets with a comma")

    @hookimpl
    def register_city(self) -> City:
        """The city."""
        return self.city

    @hookimpl
    def register_plans(self) -> tuple[Plan, ...]:
        """Its plans."""
        return self.plans

    @hookimpl
    def register_indicators(self) -> tuple[Indicator, ...]:
        """Its own indicators."""
        return self.indicators

    @hookimpl
    def register_targets(self) -> tuple[Target, ...]:
        """TARGETS of all chapters."""
        return self._all("TARGETS")

    @hookimpl
    def register_funds(self) -> tuple[Fund, ...]:
        """FUNDS of all chapters."""
        return self._all("FUNDS")

    @hookimpl
    def register_incentives(self) -> tuple[Incentive, ...]:
        """INCENTIVES of all chapters."""
        return self._all("INCENTIVES")

    @hookimpl
    def register_phases(self) -> tuple[Phase, ...]:
        """PHASES of all chapters."""
        return self._all("PHASES")

    @hookimpl
    def register_duties(self) -> tuple[Duty, ...]:
        """DUTIES of all chapters."""
        return self._all("DUTIES")

    @hookimpl
    def register_tasks(self) -> tuple[Task, ...]:
        """TASKS of all chapters."""
        return self._all("TASKS")

    @hookimpl
    def register_published(self) -> tuple[PublishedResult, ...]:
        """What the file of published results says; ContractError names its row."""
        return read_published(self.published, self.indicators, self.city.scopes) if self.published else ()

    def _all(self, name: str) -> tuple[Any, ...]:
        return tuple(item for chapter in self.chapters for item in getattr(chapter, name, ()))
