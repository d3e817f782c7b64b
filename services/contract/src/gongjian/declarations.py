"""All that one city declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .incentive import Fund, Incentive
from .indicator import SHARED, Indicator
from .node import content_hash
from .place import City
from .plan import Listed, Plan
from .published import PublishedResult
from .schedule import Duty, Phase, Task
from .target import Target

Declared = Target | Incentive | Fund | Phase | Duty | Task | Listed


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """One city's declarations and the distribution that makes them."""

    city: City
    distribution: str
    version: str
    plans: tuple[Plan, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    funds: tuple[Fund, ...]
    incentives: tuple[Incentive, ...]
    phases: tuple[Phase, ...]
    duties: tuple[Duty, ...]
    tasks: tuple[Task, ...]
    published: tuple[PublishedResult, ...]

    @property
    def lists(self) -> tuple[Listed, ...]:
        """The lists that the city's plans keep."""
        return tuple(listed for plan in self.plans for listed in plan.lists)

    @property
    def catalogue(self) -> dict[str, Indicator]:
        """The shared indicators and this city's own, by key."""
        return {item.key: item for item in (*SHARED, *self.indicators)}

    def declared(self) -> Iterator[tuple[str, Declared]]:
        """Everything that stands at a clause, as (kind, item)."""
        for kind, items in (
            ("target", self.targets),
            ("incentive", self.incentives),
            ("fund", self.funds),
            ("phase", self.phases),
            ("duty", self.duties),
            ("task", self.tasks),
            ("list", self.lists),
        ):
            for item in items:
                yield kind, item

    def plan_hash(self, plan: str) -> str:
        """SHA-256 over a plan and all that is declared for it; it changes when a figure or a word changes."""
        found = next(item for item in self.plans if item.id == plan)
        return content_hash([found, *(item for _, item in self.declared() if item.plan == plan)])
