"""The installed cities and what they declare; the only importer of plugins. A city that is broken stops the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongjian import SHARED, ClauseFate, Declarations, Indicator, Listed, Scope, Target, clause_fates, installed
from gongjian.conformance import check_cities
from gongjian.errors import ContractError

from .errors import StartRefused


@dataclass(frozen=True)
class InstalledCity:
    """One city, answering what records and routes ask of it."""

    declarations: Declarations

    @property
    def key(self) -> str:
        """The plugin's key, as in paths."""
        return self.declarations.city.key

    @property
    def name(self) -> str:
        """The city's Chinese name."""
        return self.declarations.city.name

    @property
    def division_code(self) -> str:
        """Six digits of GB/T 2260."""
        return self.declarations.city.division_code

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The shared indicators and the city's own, by key."""
        return self.declarations.catalogue

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The targets by id, in clause order."""
        return {target.id: target for target in self.declarations.targets}

    @cached_property
    def fates(self) -> tuple[ClauseFate, ...]:
        """What became of every clause."""
        return clause_fates(self.declarations)

    @cached_property
    def _divisions(self) -> frozenset[str]:
        declared = (item.code for item in self.declarations.city.divisions if item.kind in ("division", "town"))
        return frozenset((self.division_code, *declared))

    @cached_property
    def _parks(self) -> frozenset[str]:
        zones = ("development_zone", "park")
        return frozenset(item.code for item in self.declarations.city.divisions if item.kind in zones)

    @cached_property
    def _chains(self) -> frozenset[str]:
        return frozenset(chain.id for chain in self.declarations.city.chains)

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """The parts of a subject that a figure may cover, by id."""
        return {scope.id: scope for scope in self.declarations.city.scopes}

    @cached_property
    def _lists(self) -> Mapping[str, Listed]:
        return {listed.id: listed for listed in self.declarations.lists}

    def has_division(self, code: str) -> bool:
        """Whether the code is the city's own, a declared one, or a town or village under a declared one."""
        return code in self._divisions or (len(code) in (9, 12) and code[:6] in self._divisions)

    def has_park(self, park: str) -> bool:
        """Whether the city declares that park or development zone."""
        return park in self._parks

    def has_chain(self, chain: str) -> bool:
        """Whether the city's plans name that industry chain."""
        return chain in self._chains

    def has_scope(self, scope: str) -> bool:
        """Whether a figure may cover that part; the empty scope is the whole."""
        return scope == "" or scope in self.scopes

    def declared_list(self, id: str) -> Listed | None:
        """The list of that id (without `-YYYY`), or None."""
        return self._lists.get(id)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator as this city uses it (shared or its own), or None."""
        return self.indicators.get(key)


@dataclass(frozen=True)
class InstalledCities:
    """All installed cities."""

    cities: Mapping[str, InstalledCity]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Shared indicators and those that cities add, by key."""
        own = (item for city in self.cities.values() for item in city.declarations.indicators)
        return {item.key: item for item in (*SHARED, *own)}

    def families(self, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Parent and child among these cities: their figures overlap, so they are never added up."""
        among = tuple(keys)
        parents = ((self.cities[key].declarations.city.parent, key) for key in among)
        return tuple((parent, key) for parent, key in parents if parent is not None and parent in among)


def catalogue_of(cities: Iterable[Declarations]) -> InstalledCities:
    """A catalogue of these cities; StartRefused names every breach of the contract."""
    said = tuple(cities)
    if found := check_cities(said):
        listed = "\n".join(f"  {problem}" for problem in found[:20])
        more = f"\n  … and {len(found) - 20} more" if len(found) > 20 else ""
        raise StartRefused(f"{len(found)} breaches of the contract (see `gongjian check`):\n{listed}{more}")
    return InstalledCities({item.city.key: InstalledCity(item) for item in said})


def load() -> InstalledCities:
    """The catalogue of the installed distributions; StartRefused when a city does not load or conform."""
    try:
        said = installed()
    except ContractError as error:
        raise StartRefused(str(error)) from error
    if not said:
        raise StartRefused("no city is installed; install a distribution such as gongjian-lincang")
    return catalogue_of(said)
