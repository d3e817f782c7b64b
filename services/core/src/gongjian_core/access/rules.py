"""Who may do what where: roles and scopes, without database or HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["reader", "editor", "approver", "admin", "relay"]
Right = Literal["read", "edit", "approve", "administer", "relay"]
EVERYWHERE = "*"

_RIGHTS: dict[str, frozenset[str]] = {
    "reader": frozenset({"read"}),
    "editor": frozenset({"read", "edit"}),
    "approver": frozenset({"read", "approve"}),
    "admin": frozenset({"read", "edit", "approve", "administer", "relay"}),
    "relay": frozenset({"relay"}),
}
_PREFIX = re.compile(r"\d{2}|\d{4}|\d{6}", re.ASCII)


class Place(Protocol):
    """A city, as far as scopes are concerned."""

    @property
    def division_code(self) -> str:
        """Six digits of GB/T 2260."""
        ...


def trimmed(code: str) -> str:
    """A division code without the pairs of zeros that stand for "the whole of it": 530900 is 5309."""
    code = code[:6]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def is_prefix(scope: str) -> bool:
    """Whether a scope is a division prefix: two, four or six digits."""
    return _PREFIX.fullmatch(scope) is not None


def cities_of(scope: str, cities: Mapping[str, Place]) -> tuple[str, ...]:
    """Keys of the cities that a scope covers: everywhere, one city alone, or all that lie under a prefix."""
    if scope == EVERYWHERE:
        return tuple(cities)
    if scope in cities:
        return (scope,)
    if not is_prefix(scope):
        return ()
    wanted = trimmed(scope)
    return tuple(key for key, city in cities.items() if trimmed(city.division_code).startswith(wanted))


def scope_fault(scope: str, cities: Mapping[str, Place]) -> str | None:
    """Why a scope cannot be given, or None when it can."""
    if scope == EVERYWHERE or scope in cities or (is_prefix(scope) and cities_of(scope, cities)):
        return None
    if is_prefix(scope):
        for key, city in cities.items():
            if scope.startswith(trimmed(city.division_code)):
                return f"is smaller than the city {key}; give the city or a prefix that covers whole cities"
        return "covers no city that is installed here"
    return f"is no scope: give *, a city ({', '.join(cities)}) or a division prefix of 2, 4 or 6 digits"


def lies_within(inner: str, outer: str, cities: Mapping[str, Place]) -> bool:
    """Whether a scope lies within another."""
    if outer == EVERYWHERE or inner == outer:
        return True
    if inner == EVERYWHERE or not is_prefix(outer):
        return False
    code = cities[inner].division_code if inner in cities else inner
    return trimmed(code).startswith(trimmed(outer))


@dataclass(frozen=True)
class Access:
    """A caller: the key and what it opens."""

    key_id: str
    name: str
    role: str
    scope: str
    cities: tuple[str, ...]

    @property
    def actor(self) -> str:
        """How the caller stands in `recorded_by`."""
        return f"key:{self.name}"

    def may(self, right: Right) -> bool:
        """Whether the role gives the right. Who relays reads what any subscription is told: that takes all cities."""
        if right == "relay" and self.scope != EVERYWHERE:
            return False
        return right in _RIGHTS.get(self.role, frozenset())

    def sees(self, city: str) -> bool:
        """Whether the scope covers the city."""
        return city in self.cities


def roles_with(right: Right) -> Iterable[str]:
    """The roles that give a right, for messages."""
    return [role for role, rights in _RIGHTS.items() if right in rights]
