"""What must hold of an allocation, and whether its parts add up. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from gongjian import Target
from gongjian.quantity import EXACT, plain, shortest
from gongjian.quantity import unit as known_unit

from ..catalogue import InstalledCity
from ..errors import Fault
from .entity import Allocation

_ADDITIVE: Final = frozenset({"money", "count", "area", "mass", "energy"})


def faults(allocation: Allocation, city: InstalledCity, target: Target) -> list[Fault]:
    """Everything that is wrong with it."""
    found = []
    units = [item.to for item in allocation.items]
    for at, item in enumerate(allocation.items):
        if unknown := _unknown(item.to, city):
            found.append(Fault(f"/items/{at}/to", unknown))
        elif item.to in units[:at]:
            found.append(Fault(f"/items/{at}/to", "is given twice; keep one item for each unit"))
        if target.value is not None and item.value is None:
            found.append(Fault(f"/items/{at}/value", f"is required: the target has a figure, in {target.unit}"))
        if target.value is None and item.value is not None:
            found.append(Fault(f"/items/{at}/value", "cannot be given: the target has no figure; use the note"))
    return found


def _unknown(to: str, city: InstalledCity) -> str | None:
    kind, _, key = to.partition(":")
    about = city.declarations.city
    if kind == "division":
        if key == city.division_code:
            return "is the city itself; allocate to its divisions"
        return None if city.has_division(key) else f"is no division of {city.name}; see /cities/{city.key}/divisions"
    if kind == "park":
        return None if city.has_park(key) else f"is no park of {city.name}; see /cities/{city.key}/divisions"
    named = any(unit.is_named(key) for unit in about.departments)
    return None if named else f"is no department of {city.name}; see /cities/{city.key}/departments"


def checked(allocation: Allocation, target: Target) -> dict[str, Any]:
    """Sum, difference and whether they add up; refused for figures that are never added."""
    answer: dict[str, Any] = {
        "unit": target.unit,
        "sum": None,
        "target_value": None if target.value is None else plain(target.value),
        "difference": None,
        "adds_up": None,
        "reason": None,
    }
    if target.value is None:
        return answer | {"reason": "no_figure"}
    if target.unit is None or known_unit(target.unit).dimension not in _ADDITIVE:
        return answer | {"reason": "not_additive"}
    total = Decimal(0)
    for item in allocation.items:
        total = EXACT.add(total, item.value or Decimal(0))
    difference = EXACT.subtract(total, target.value)
    return answer | {"sum": shortest(total), "difference": shortest(difference), "adds_up": difference == 0}
