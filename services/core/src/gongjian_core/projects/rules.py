"""What must hold of a project beyond the shape of its fields."""

from __future__ import annotations

from itertools import pairwise

from ..declared import City, list_fault
from ..errors import Fault
from .entity import Milestones, Project


def faults(project: Project, city: City) -> list[Fault]:
    """Everything that is wrong with it in this city."""
    found = []
    if not city.has_division(project.division_code):
        found.append(Fault("/division_code", f"is no division of {city.name}; see /cities/{city.key}/divisions"))
    if project.park is not None and not city.has_park(project.park):
        found.append(Fault("/park", f"is no park of {city.name}; see /cities/{city.key}/divisions"))
    if project.chain is not None and not city.has_chain(project.chain):
        found.append(Fault("/chain", f"is no chain of {city.name}; see /cities/{city.key}/chains"))
    planned, fixed = project.planned_investment, project.fixed_asset_investment
    if planned is not None and fixed is not None and fixed > planned:
        found.append(Fault("/fixed_asset_investment", "is more than planned_investment, of which it is a part"))
    for at, written in enumerate(project.lists):
        if fault := list_fault(city, written, "project"):
            found.append(Fault(f"/lists/{at}", fault))
        elif written in project.lists[:at]:
            found.append(Fault(f"/lists/{at}", "stands here twice"))
    return found + _order(project.milestones)


def _order(milestones: Milestones) -> list[Fault]:
    """Milestones that lie before an earlier one; the same day is in order."""
    reached = [(name, day) for name in Milestones.model_fields if (day := getattr(milestones, name)) is not None]
    return [
        Fault(f"/milestones/{name}", f"lies before {earlier} ({before.isoformat()}); milestones come in order")
        for (earlier, before), (name, day) in pairwise(reached)
        if day < before
    ]
