"""Everything a city declares, as it is answered over HTTP, by its path below the city. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue import InstalledCity
from ...plans.routes import city_document, printed, target_text


def declared(city: InstalledCity) -> dict[str, str]:
    """Key (the path below `/cities/{city}/`; `city` for the city itself) and JSON text of each declared thing."""
    return dict(_everything(city))


def _everything(city: InstalledCity) -> Iterator[tuple[str, str]]:
    said = city.declarations
    yield "city", city_document(city).model_dump_json()
    for plan in said.plans:
        yield f"plans/{plan.id}", printed(plan)
    for fate in city.fates:
        yield f"clauses/{fate.plan}/{fate.clause}", printed(fate)
    for target in said.targets:
        yield f"targets/{target.id}", target_text(city, target)
    for kind, item in said.declared():
        if kind != "target":
            yield f"{_FOLDERS[kind]}/{item.id}", printed(item)
    for indicator in said.indicators:
        yield f"indicators/{indicator.key}", printed(indicator)
    about = said.city
    for division in about.divisions:
        yield f"divisions/{division.code}", printed(division)
    for department in about.departments:
        yield f"departments/{department.name}", printed(department)
    for chain in about.chains:
        yield f"chains/{chain.id}", printed(chain)
    for scope in about.scopes:
        yield f"scopes/{scope.id}", printed({"id": scope.id, "title": scope.title})


_FOLDERS = {
    "incentive": "incentives", "fund": "funds", "phase": "phases", "duty": "duties", "task": "tasks", "list": "lists",
}  # fmt: skip
