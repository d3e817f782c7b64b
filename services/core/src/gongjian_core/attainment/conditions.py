"""Conditions as SQL, three-valued like `gongjian.evaluate.check`: true, false, and null for unknown.

Values are compiled as quotients and compared crosswise, so that no rounding decides at a boundary.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongjian import (
    All,
    Any,
    Bands,
    Before,
    Compare,
    During,
    Fact,
    GrowthOf,
    Has,
    Is,
    Lasting,
    Matches,
    Minus,
    Not,
    OneOf,
    Param,
    Past,
    UpTo,
    Within,
)
from gongjian.errors import ContractError
from gongjian.expression import Condition, Test, Value
from gongjian.facts import fact_kind

from .fact_columns import column
from .parameters import Window
from .sources import Source

_TESTS: dict[Test, str] = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "="}


@dataclass(frozen=True)
class Number:
    """above / below in base units; null = unknown, unless `absent` holds: then there is no such figure."""

    above: str
    below: str = ""
    absent: str = ""


def condition(node: Condition, source: Source, window: Window) -> str:
    """The SQL of a condition over the source's rows."""
    if isinstance(node, (All, Any)):
        parts = [condition(part, source, window) for part in node.of]
        if not parts:
            return "true" if isinstance(node, All) else "false"
        return f"({(' and ' if isinstance(node, All) else ' or ').join(parts)})"
    if isinstance(node, Not):
        return f"(not {condition(node.of, source, window)})"
    if isinstance(node, Compare):
        return _compared(number(node.left, source, window), node.test, number(node.right, source, window))
    if isinstance(node, Bands):
        return _banded(node, source, window)
    return _simple(node, source, window)


def number(node: Value, source: Source, window: Window) -> Number:
    """The SQL of a value."""
    if isinstance(node, Param):
        return Number(source.parameters.add(node.quantity.base, "numeric"))
    if isinstance(node, Fact):
        kind = fact_kind(node.name)
        if kind.type != "decimal":
            raise ContractError(f"{node.name} is no figure; compare figures only")
        expression = column(node, source, window)
        return Number(expression, absent=f"{expression} is null" if kind.absent == "no" else "")
    first, second = (node.now, node.before) if isinstance(node, GrowthOf) else (node.left, node.right)
    a, b = number(first, source, window), number(second, source, window)
    if isinstance(node, Minus):
        return Number(*_difference(a, b), absent=_either(a.absent, b.absent))
    # (a/x) / (b/y) = a·y / x·b, and (a/x − b/y) / (b/y) = (a·y − b·x) / x·b; the divisor must be positive.
    above = _difference(a, b)[0] if isinstance(node, GrowthOf) else _times(a.above, b.below)
    no_divisor = f"({a.above} is not null and {b.above} <= 0)"
    return Number(above, _times(a.below, b.above), _either(_either(a.absent, b.absent), no_divisor))


def _difference(a: Number, b: Number) -> tuple[str, str]:
    return f"({_times(a.above, b.below)} - {_times(b.above, a.below)})", _times(a.below, b.below)


def _times(left: str, right: str) -> str:
    if not left or not right:
        return left or right
    return f"({left} * {right})"


def _either(left: str, right: str) -> str:
    return f"({left} or {right})" if left and right else left or right


def _compared(a: Number, test: Test, b: Number) -> str:
    plain = f"({_times(a.above, b.below)} {_TESTS[test]} {_times(b.above, a.below)})"
    absent = _either(a.absent, b.absent)
    return f"(case when {absent} then false else {plain} end)" if absent else plain


def _banded(node: Bands, source: Source, window: Window) -> str:
    by, value = number(node.by, source, window), number(node.value, source, window)
    steps = sorted(node.bands, key=lambda band: band.lower.quantity.base, reverse=True)
    cases = []
    for band in steps:
        reached = _compared(by, "ge", number(band.lower, source, window))
        asked = _compared(value, node.test, number(band.demand, source, window))
        cases.append(f"when {reached} then {asked}")
    lowest = _compared(by, "ge", number(steps[-1].lower, source, window))
    return f"(case {' '.join(cases)} when {lowest} is null then null else false end)"


def _simple(
    node: Is | Matches | OneOf | Has | During | UpTo | Before | Past | Within | Lasting,
    source: Source,
    window: Window,
) -> str:
    add = source.parameters.add
    if isinstance(node, (Within, Lasting)):
        limit = add(int(node.limit.value), "integer")
        begin = column(node.earlier if isinstance(node, Within) else node.since, source, window)
        turned = f"({begin} + make_interval(years => {limit}))::date"
        if isinstance(node, Lasting):
            return f"coalesce({turned} <= {add(window.day, 'date')}, false)"
        return f"coalesce({column(node.later, source, window)} <= {turned}, false)"
    found = column(node.fact, source, window)
    if isinstance(node, Is):
        return found if fact_kind(node.fact.name).absent == "unknown" else f"coalesce({found}, false)"
    if isinstance(node, Matches):
        return f"coalesce({found} ^@ any({add(tuple(node.prefixes), 'text[]')}), false)"
    if isinstance(node, OneOf):
        return f"coalesce({found} = any({add(tuple(node.values), 'text[]')}), false)"
    if isinstance(node, Has):
        wanted = f"{node.value}-{window.figures.first.year}" if node.yearly else node.value
        return f"coalesce({add(wanted, 'text')} = any({found}), false)"
    if isinstance(node, UpTo):
        return f"coalesce({found} <= {add(window.day, 'date')}, false)"
    if isinstance(node, Past):
        return f"coalesce({found} < {add(window.day, 'date')}, false)"
    if isinstance(node, Before):
        return f"coalesce({found} < {add(window.figures.first, 'date')}, false)"
    span = node.period or window.seen
    return f"coalesce({found} between {add(span.first, 'date')} and {add(span.last, 'date')}, false)"
