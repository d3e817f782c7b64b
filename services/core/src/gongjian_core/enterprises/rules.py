"""What must hold of an enterprise beyond the shape of its fields."""

from __future__ import annotations

from itertools import pairwise

from ..declared import City, list_fault
from ..errors import Fault
from .entity import Enterprise


def faults(enterprise: Enterprise, city: City) -> list[Fault]:
    """Everything that is wrong with it in this city."""
    found = []
    if not city.has_division(enterprise.division_code):
        found.append(Fault("/division_code", f"is no division of {city.name}; see /cities/{city.key}/divisions"))
    if enterprise.park is not None and not city.has_park(enterprise.park):
        found.append(Fault("/park", f"is no park of {city.name}; see /cities/{city.key}/divisions"))
    if enterprise.chain is not None and not city.has_chain(enterprise.chain):
        found.append(Fault("/chain", f"is no chain of {city.name}; see /cities/{city.key}/chains"))
    if enterprise.suspended_on is not None and enterprise.status == "operating":
        found.append(Fault("/suspended_on", "stands beside status operating; remove it or set suspended or closed"))
    found += _stays(enterprise)
    for at, title in enumerate(enterprise.certifications):
        if title.expires_on is not None and title.expires_on < title.granted_on:
            found.append(Fault(f"/certifications/{at}/expires_on", "lies before granted_on"))
    periods = [entry.period for entry in enterprise.compliance]
    found += [
        Fault(f"/compliance/{at}/period", f"{period} is judged twice; keep one entry")
        for at, period in enumerate(periods)
        if period in periods[:at]
    ]
    for at, listing in enumerate(enterprise.lists):
        if fault := list_fault(city, listing.list, "enterprise"):
            found.append(Fault(f"/lists/{at}/list", fault))
        if listing.to is not None and listing.to < listing.from_:
            found.append(Fault(f"/lists/{at}/to", "lies before from"))
    return found


def _stays(enterprise: Enterprise) -> list[Fault]:
    """Stays above scale end after they begin and do not overlap, in whatever order they are given."""
    found = [
        Fault(f"/above_scale/{at}/to", "lies before from")
        for at, stay in enumerate(enterprise.above_scale)
        if stay.to is not None and stay.to < stay.from_
    ]
    if found:
        return found
    in_order = sorted(enumerate(enterprise.above_scale), key=lambda entry: entry[1].from_)
    return [
        Fault(f"/above_scale/{at}/from", "overlaps another entry; close that one with `to` first")
        for (_, before), (at, after) in pairwise(in_order)
        if before.to is None or before.to > after.from_
    ]
