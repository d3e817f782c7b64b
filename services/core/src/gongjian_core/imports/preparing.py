"""From a row to the record it means: shape by the entity's own class, rules by its capability. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from ..declared import City
from ..enterprises.entity import Enterprise
from ..enterprises.rules import faults as enterprise_faults
from ..entity import Recorded
from ..errors import Fault
from ..indicators.entity import Observation
from ..indicators.rules import figures_of
from ..projects.entity import Project
from ..projects.rules import faults as project_faults
from ..web.problem import faults_of
from .entity import Type
from .headings import headings
from .reading import Row
from .tabular import CLEARED

Values = dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """A row that is right by itself: natural key, and what is stored, in the order of the columns of its `Staging`."""

    row: Row
    key: str
    stored: tuple[Any, ...]


class Kind(Protocol):
    """How rows of one type become records."""

    def prepare(self, city: City, row: Row, values: Mapping[str, Any]) -> Prepared | tuple[Fault, ...]:
        """The record of a row whose fields are `values`, or what is wrong."""
        ...


@dataclass(frozen=True)
class Documents:
    """Enterprises or projects: stored as their document, with the enterprise that a project names."""

    entity: type[Recorded]
    faults: Callable[[Any, City], list[Fault]]
    owner: str = ""

    def prepare(self, city: City, row: Row, values: Mapping[str, Any]) -> Prepared | tuple[Fault, ...]:
        """A document."""
        try:
            record = self.entity.model_validate(values)
        except ValidationError as error:
            return _told(error)
        key = getattr(record, self.entity.key_field)
        if key is None:
            return (Fault(f"/{self.entity.key_field}", "is required"),)
        if found := self.faults(record, city):
            return tuple(found)
        return Prepared(row, key, (record.document(), getattr(record, self.owner) if self.owner else None))


class Figures:
    """Observations: stored as columns, under the period that their indicator is recorded under."""

    def prepare(self, city: City, row: Row, values: Mapping[str, Any]) -> Prepared | tuple[Fault, ...]:
        """A figure."""
        try:
            said = Observation.model_validate(values)
        except ValidationError as error:
            return _told(error)
        figures, found = figures_of([said], city)
        if found:
            return tuple(Fault(fault.pointer.removeprefix("/items/0"), fault.detail) for fault in found)
        (figure,) = figures
        period = str(figure.period)
        return Prepared(
            row,
            "|".join((said.subject, said.scope, said.indicator, period)),
            (*figure.key, period, said.value, figure.base, said.unit, said.status, said.source, said.note),
        )


KINDS: Mapping[Type, Kind] = {
    "enterprises": Documents(Enterprise, enterprise_faults),
    "projects": Documents(Project, project_faults, "enterprise"),
    "observations": Figures(),
}


def _told(error: ValidationError) -> tuple[Fault, ...]:
    return tuple(faults_of(error.errors(include_url=False, include_context=False, include_input=False)))


def filled(type_: Type, cells: Mapping[str, Any], recorded: str | None) -> Values:
    """The fields of a table's row laid over the document that is recorded; empty cells clear."""
    values: Values = {} if recorded is None else json.loads(recorded)
    nullable = {item.name for item in headings(type_) if item.nullable}
    for name, value in cells.items():
        *outer, last = name.split(".")
        target = values
        for part in outer:
            target = target.setdefault(part, {})
        if value is not CLEARED:
            target[last] = value
        elif name in nullable:
            target[last] = None
        else:
            target.pop(last, None)
    return values
