"""All that one city declares, gathered from its plugin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import TypeVar

import pluggy

from . import hookspecs
from .errors import PluginError
from .incentive import Fund, Incentive
from .indicator import SHARED, Indicator
from .node import content_hash
from .place import City
from .plan import Listed, Plan
from .published import PublishedResult
from .schedule import Duty, Phase, Task
from .target import Target

T = TypeVar("T")
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


def gather(plugin: ModuleType | object, name: str, distribution: str, version: str) -> Declarations:
    """Ask one plugin for all its declarations; PluginError names the city and what to mend."""
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(f"city {name}: {error}; correct the hook's name or arguments in {distribution}") from error
    hook = manager.hook
    city = hook.register_city()
    if not isinstance(city, City):
        raise PluginError(f"city {name}: {distribution} returns no City from register_city; add that hook")
    if city.key != name:
        raise PluginError(
            f"city {name}: the entry point is called {name} but the city's key is {city.key}; make them equal"
        )

    def all_of(results: list[tuple[T, ...]]) -> tuple[T, ...]:
        return tuple(item for result in results for item in result)

    return Declarations(
        city=city,
        distribution=distribution,
        version=version,
        plans=all_of(hook.register_plans()),
        indicators=all_of(hook.register_indicators()),
        targets=all_of(hook.register_targets()),
        funds=all_of(hook.register_funds()),
        incentives=all_of(hook.register_incentives()),
        phases=all_of(hook.register_phases()),
        duties=all_of(hook.register_duties()),
        tasks=all_of(hook.register_tasks()),
        published=all_of(hook.register_published()),
    )


def _load(entry: EntryPoint) -> Declarations:
    distribution = entry.dist.name if entry.dist else entry.value
    version = entry.dist.version if entry.dist else "0"
    try:
        plugin = entry.load()
    except Exception as error:
        raise PluginError(
            f"city {entry.name}: {distribution} {version} does not load ({type(error).__name__}: {error}); "
            f"mend it or uninstall {distribution}"
        ) from error
    return gather(plugin, entry.name, distribution, version)


def installed() -> tuple[Declarations, ...]:
    """The declarations of every installed city, by key. A city that does not load raises PluginError."""
    found = [_load(entry) for entry in entry_points(group=hookspecs.GROUP)]
    keys = [item.city.key for item in found]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise PluginError(f"city {', '.join(sorted(twice))} is installed twice; uninstall one distribution")
    return tuple(sorted(found, key=lambda item: item.city.key))
