"""The records behind a measure, as SQL: the same compiled conditions that counted them, one row per record and role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongjian import Difference, Growth, Indicator, PerUnit, Share, Sum
from gongjian.measure import Measure

from .cells import Part
from .conditions import condition
from .measured import base_unit
from .parameters import Parameters
from .sources import Source
from .tally import Asked, value_of

Role = Literal["counted", "summed", "numerator", "denominator", "entered", "left", "read"]


@dataclass(frozen=True)
class Listing:
    """The records of one part of a measure in one role; `which` of its figures is the value (None: it counts 1)."""

    role: Role
    part: Part
    which: int | None


def listings(measure: Measure, parts: Sequence[Part]) -> list[Listing]:
    """What each part of a measure lists, in the order of the answer."""
    if isinstance(measure, (Growth, PerUnit)):
        return [Listing("numerator", parts[0], 0), Listing("denominator", parts[0], 1)]
    if isinstance(measure, Difference):
        roles: tuple[Role, ...] = ("entered", "left")
    elif isinstance(measure, Share):
        roles = ("numerator", "denominator")
    else:
        roles = ("summed",) if isinstance(measure, Sum) else ("counted",)
    return [
        Listing(role, part, None if part.asked.first is None else 0) for role, part in zip(roles, parts, strict=True)
    ]


def statement(
    listed: Sequence[Listing], city: str, indicators: Mapping[str, Indicator], place: int | None
) -> tuple[str, list[object]]:
    """A sub-select `part, kind, id, sub, name, revision, role, value, unit` over all records, and its values."""
    parameters = Parameters()
    selects = []
    for at, item in enumerate(listed):
        source = Source(item.part.of, parameters, city, place, indicators)
        selects.append(f"({_records(at, item, source)})")
    return " union all ".join(selects), parameters.values


def _records(at: int, item: Listing, source: Source) -> str:
    asked, add = item.part.asked, source.parameters.add
    figures = _figures(asked, source)
    having = [condition(asked.where, source, asked.window), *(f"{sql} is not null" for sql in figures)]
    value, unit = "1::numeric", "null"
    if item.which is not None:
        value = figures[item.which]
        fact = asked.first if item.which == 0 else asked.second
        unit = add(base_unit(fact.name) if fact else None, "text")
    each = f"on (b.{source.key}, {source.sub_key}) " if source.kind == "title" else ""
    columns = (
        f"{at} as part, {add(source.subject, 'text')} as kind, b.{source.key} as id, {source.sub_key} as sub,"
        f" b.name, b.revision, {add(item.role, 'text')} as role, {value} as value, {unit} as unit"
    )
    select = f"select {'distinct ' + each if each else ''}{columns} {source.from_clause()} and {' and '.join(having)}"
    if each:
        select += f" order by b.{source.key}, {source.sub_key}"
    ctes = source.with_clause()
    return f"with {ctes} {select}" if ctes else select


def _figures(asked: Asked, source: Source) -> list[str]:
    facts = [fact for fact in (asked.first, asked.second) if fact is not None]
    return [value_of(fact, source, asked.window, asked.years_back[at]) for at, fact in enumerate(facts)]
