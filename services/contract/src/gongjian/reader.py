"""Reading facts: what is known, known to be absent, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from .expression import Fact, GrowthOf, Minus, Param, Quotient, Value
from .facts import fact_kind
from .period import Period
from .quantity import EXACT

FactContent = None | bool | str | Decimal | date | frozenset[str]


@dataclass(frozen=True)
class FactValue:
    """What is known of a fact: the value in base units (None = known to be absent) and where it came from."""

    value: FactContent
    source: str | None = None


Facts = Mapping[str, FactValue]


class Unknown:
    """Marks a value that cannot be told because a fact is missing."""


UNKNOWN: Final = Unknown()
Found = FactContent | Unknown


@dataclass(frozen=True)
class Reader:
    """Reads values of a tree from the facts of one subject, over one period."""

    facts: Facts
    period: Period

    def read(self, fact: Fact) -> Found:
        """The fact's content; what absence means is the fact's own rule."""
        given = self.facts.get(fact.key)
        if given is not None:
            return given.value
        kind = fact_kind(fact.name)
        if kind.absent == "unknown":
            return UNKNOWN
        return False if kind.type == "bool" else None

    def number(self, value: Value) -> Decimal | Unknown | None:
        """The value in base units, exactly; None when a figure is known to be absent, or a rate has no base."""
        if isinstance(value, Param):
            return value.quantity.base
        if isinstance(value, Fact):
            found = self.read(value)
            if found is None or isinstance(found, Unknown):
                return found
            if not isinstance(found, Decimal):
                raise TypeError(f"fact {value.key} is {type(found).__name__}, a Decimal is needed")
            return found
        first, second = (value.now, value.before) if isinstance(value, GrowthOf) else (value.left, value.right)
        a, b = self.number(first), self.number(second)
        if a is None or b is None:
            return None
        if isinstance(a, Unknown) or isinstance(b, Unknown):
            return UNKNOWN
        if isinstance(value, Minus):
            return EXACT.subtract(a, b)
        if b <= 0:
            return None
        return EXACT.divide(EXACT.subtract(a, b) if isinstance(value, GrowthOf) else a, b)

    def day(self, fact: Fact) -> date | Unknown | None:
        """The fact's day; None when it is known to be absent."""
        found = self.read(fact)
        if found is None or isinstance(found, (Unknown, date)):
            return found
        raise TypeError(f"fact {fact.key} is {type(found).__name__}, a date is needed")

    def missing(self, *values: Value) -> tuple[str, ...]:
        """The facts that the values need and nobody supplied."""
        names: list[str] = []
        for value in values:
            if isinstance(value, Fact):
                if isinstance(self.read(value), Unknown):
                    names.append(value.key)
            elif isinstance(value, (Minus, Quotient)):
                names.extend(self.missing(value.left, value.right))
            elif isinstance(value, GrowthOf):
                names.extend(self.missing(value.now, value.before))
        return tuple(dict.fromkeys(names))

    def source(self, *values: Value) -> str | None:
        """Where the facts behind the values came from."""
        sources: list[str] = []
        for value in values:
            if isinstance(value, Fact) and value.key in self.facts:
                sources.append(self.facts[value.key].source or "")
            elif isinstance(value, (Minus, Quotient)):
                sources.append(self.source(value.left, value.right) or "")
            elif isinstance(value, GrowthOf):
                sources.append(self.source(value.now, value.before) or "")
        return "; ".join(dict.fromkeys(s for s in sources if s)) or None
