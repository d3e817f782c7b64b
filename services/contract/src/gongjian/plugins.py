"""Asking a city's plugin for its declarations; whatever is wrong with it stops the start, with the cure."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from types import ModuleType
from typing import TypeVar

import pluggy

from . import hookspecs
from .declarations import Declarations
from .errors import PluginError
from .incentive import Fund, Incentive
from .indicator import Indicator
from .place import City
from .plan import Plan
from .published import PublishedResult
from .schedule import Duty, Phase, Task
from .target import Target

T = TypeVar("T")


@dataclass(frozen=True)
class _Asked:
    """One plugin behind its hooks."""

    name: str
    distribution: str
    manager: pluggy.PluginManager

    def wrong(self, hook: str, why: str, cure: str) -> PluginError:
        return PluginError(f"city {self.name}: {hook} of {self.distribution} {why}; {cure}")

    def ask(self, hook: str) -> object:
        try:
            return getattr(self.manager.hook, hook)()
        except Exception as error:
            raise self.wrong(hook, f"fails ({type(error).__name__}: {error})", "mend it") from error

    def all_of(self, hook: str, kind: type[T]) -> tuple[T, ...]:
        found = self.ask(hook)
        assert isinstance(found, list)  # noqa: S101 - pluggy collects the answers of these hooks
        if len(found) < len(getattr(self.manager.hook, hook).get_hookimpls()):
            raise self.wrong(hook, "returns nothing", f"return a tuple of {kind.__name__}, or remove the hook")
        for result in found:
            if not isinstance(result, (tuple, list)):
                raise self.wrong(hook, f"returns a {type(result).__name__}", f"return a tuple of {kind.__name__}")
            for item in result:
                if not isinstance(item, kind):
                    raise self.wrong(hook, f"returns a {type(item).__name__}", f"return a tuple of {kind.__name__}")
        return tuple(item for result in found for item in result)


def gather(plugin: ModuleType | object, name: str, distribution: str, version: str) -> Declarations:
    """Ask one plugin for all its declarations; PluginError names the city, the distribution and what to mend."""
    asked = _Asked(name, distribution, _registered(plugin, name, distribution))
    city = asked.ask("register_city")
    if not isinstance(city, City):
        raise asked.wrong("register_city", "is missing or returns no City", "add that hook")
    if city.key != name:
        raise PluginError(
            f"city {name}: the entry point of {distribution} is called {name} but the city's key is {city.key}; "
            "make them equal"
        )
    plans = asked.all_of("register_plans", Plan)
    if not plans:
        raise asked.wrong("register_plans", "is missing or returns no Plan", "add the plan with its clauses")
    return Declarations(
        city=city,
        distribution=distribution,
        version=version,
        plans=plans,
        indicators=asked.all_of("register_indicators", Indicator),
        targets=asked.all_of("register_targets", Target),
        funds=asked.all_of("register_funds", Fund),
        incentives=asked.all_of("register_incentives", Incentive),
        phases=asked.all_of("register_phases", Phase),
        duties=asked.all_of("register_duties", Duty),
        tasks=asked.all_of("register_tasks", Task),
        published=asked.all_of("register_published", PublishedResult),
    )


def _registered(plugin: ModuleType | object, name: str, distribution: str) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    for hook in (known for known in dir(hookspecs) if known.startswith("register_")):
        if hasattr(plugin, hook) and manager.parse_hookimpl_opts(plugin, hook) is None:
            raise PluginError(f"city {name}: {hook} of {distribution} is not marked; put @hookimpl above it")
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(f"city {name}: {error}; correct the hook's name or arguments in {distribution}") from error
    return manager


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
    found = sorted((_load(entry) for entry in entry_points(group=hookspecs.GROUP)), key=lambda item: item.city.key)
    for one, other in pairwise(found):
        if one.city.key == other.city.key:
            raise PluginError(
                f"city {one.city.key} is installed twice, by {one.distribution} and {other.distribution}; "
                "uninstall one of them"
            )
    return tuple(found)
