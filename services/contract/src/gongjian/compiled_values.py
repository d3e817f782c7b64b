"""Values of expression trees as closures; see `compiled`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from .expression import Fact, GrowthOf, Minus, Param, Value
from .facts import fact_kind
from .quantity import EXACT
from .reader import UNKNOWN, FactContent, Unknown

Contents = Mapping[str, FactContent]
"""What is known of one subject by fact key; a key that is missing was not recorded."""
Found = FactContent | Unknown
Number = Callable[[Contents], Decimal | Unknown | None]


def absent_content(fact: Fact) -> Found:
    """What a fact holds that was not recorded, as its own rule says."""
    kind = fact_kind(fact.name)
    if kind.absent == "unknown":
        return UNKNOWN
    return False if kind.type == "bool" else None


def number(node: Value) -> Number:
    """The closure of a value in base units: None = known to be absent, UNKNOWN = a fact is missing."""
    if isinstance(node, Param):
        fixed: Decimal = node.quantity.base
        return lambda contents: fixed
    if isinstance(node, Fact):
        key, absent = node.key, absent_content(node)
        return lambda contents: contents.get(key, absent)  # type: ignore[return-value]
    first, second = (node.now, node.before) if isinstance(node, GrowthOf) else (node.left, node.right)
    return _calculated(number(first), number(second), type(node))


def _calculated(first: Number, second: Number, how: type[Value]) -> Number:
    subtract, divide = EXACT.subtract, EXACT.divide

    def calculated(contents: Contents) -> Decimal | Unknown | None:
        a, b = first(contents), second(contents)
        if a is None or b is None:
            return None
        if isinstance(a, Unknown) or isinstance(b, Unknown):
            return UNKNOWN
        if how is Minus:
            return subtract(a, b)
        if b <= 0:
            return None
        return divide(subtract(a, b) if how is GrowthOf else a, b)

    return calculated
