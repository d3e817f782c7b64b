"""Where and who: divisions, zones, departments, chains, scopes, and the city itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

DivisionKind = Literal["division", "development_zone", "park", "town"]
DepartmentKind = Literal["department", "government", "zone", "company", "group", "other"]


@dataclass(frozen=True)
class Division:
    """A division (GB/T 2260 code), zone, park or town. Zones and parks have no such code: theirs is an id of ours."""

    code: str
    name: str
    name_en: str | None = None
    level: str | None = None
    parent_code: str | None = None
    kind: DivisionKind = "division"


@dataclass(frozen=True)
class Department:
    """A unit as the document names it; aliases are its full form or other printed forms. `group` = collective body."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: DepartmentKind = "department"

    def is_named(self, name: str) -> bool:
        """Whether `name` is this unit, by its printed form or an alias."""
        return name == self.name or name in self.aliases


@dataclass(frozen=True)
class Chain:
    """An industry chain or sector that the plan names; `industries` are GB/T 4754 prefixes where they are certain."""

    id: str
    title: str
    clause: str
    industries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """What part of a subject a figure may cover: an industry, the development zones … `names` are printed forms."""

    id: str
    title: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedSubject:
    """An enterprise or project that the document names; it carries no code, so none is recorded for it."""

    name: str
    clause: str
    kind: Literal["enterprise", "project", "park", "platform"]


@dataclass(frozen=True, kw_only=True)
class City:
    """A city or county with a plugin. `parent` is another city's key; `division_code` is its GB/T 2260 code."""

    key: str
    name: str
    name_en: str
    division_code: str
    level: Literal["prefecture", "county"]
    province_code: str
    parent: str | None = None
    divisions: tuple[Division, ...] = ()
    departments: tuple[Department, ...] = ()
    chains: tuple[Chain, ...] = ()
    scopes: tuple[Scope, ...] = ()
    named: tuple[NamedSubject, ...] = ()


def departments(*names: str, kind: DepartmentKind = "department", full: str = "") -> tuple[Department, ...]:
    """Departments by name; with `full` the prefix that the document elides makes the alias (`市` + 发改委)."""
    return tuple(Department(name, (full + name,) if full else (), kind) for name in names)


def units(names: str) -> tuple[str, ...]:
    """The units of a clause in the order printed: `units("市工业和信息化局 市财政局 各县、区人民政府")`."""
    return tuple(names.split())


def unit_names(units: Iterable[Department]) -> tuple[str, ...]:
    """Their printed names, in order."""
    return tuple(unit.name for unit in units)
