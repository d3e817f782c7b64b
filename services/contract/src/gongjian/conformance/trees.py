"""Trees ask only for facts that exist, as what they are, compare like with like, and know their lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from .. import expression as e
from ..codes import BY_ARGUMENT, BY_FACT
from ..declarations import Declarations
from ..facts import FACTS
from ..node import Node
from ..tree import walk
from .problem import Problem

_TYPES: Final[dict[type[Node], str]] = {
    e.Is: "bool",
    e.Matches: "text",
    e.OneOf: "text",
    e.Has: "set",
    e.During: "date",
    e.UpTo: "date",
    e.Before: "date",
    e.Past: "date",
    e.Within: "date",
    e.Lasting: "date",
}
QUOTIENTS: Final[dict[tuple[str | None, str | None], str]] = {
    ("money", "area"): "money_per_area",
    ("energy", "money"): "energy_intensity",
}
Wrong = Iterator[tuple[str, str]]


def problems_of(said: Declarations, clause: str, name: str, tree: Node) -> Iterator[Problem]:
    """What is wrong with a condition, an amount or a measure that `name` declares at `clause`."""
    for node in walk(tree):
        found = [*_fact(node), *_typed(node), *_figures(node), *_bands(node), *_codes(node), *_named(said, node)]
        for what, cure in found:
            yield Problem(said.city.key, clause, f"{name} {what}", cure)


def named_twice(*trees: Node | None) -> Wrong:
    """Figures of different value under one name: a parameter could not be told from the other."""
    figures: dict[str, e.Param] = {}
    for node in (node for tree in trees if tree is not None for node in walk(tree)):
        if isinstance(node, e.Param) and figures.setdefault(node.name, node) != node:
            yield f"names two figures {node.name}", "give each its own name"


def _fact(node: Node) -> Wrong:
    if not isinstance(node, e.Fact):
        return
    if node.name not in FACTS:
        yield f"asks for the unknown fact {node.name}", "use one of gongjian.facts"
        return
    for argument, code in node.arguments:
        if argument not in FACTS[node.name].arguments:
            yield f"narrows {node.name} by {argument}, which it does not know", "correct the argument"
        elif code not in BY_ARGUMENT.get(argument, {code: code}):
            yield f"narrows {node.name} by the unknown {argument} {code}", "use one of gongjian.codes"


def _typed(node: Node) -> Wrong:
    wanted = _TYPES.get(type(node), "decimal")
    held: tuple[object, ...]
    if isinstance(node, (e.Compare, e.Minus, e.Quotient)):
        held = (node.left, node.right)
    elif isinstance(node, e.GrowthOf):
        held = (node.now, node.before)
    elif isinstance(node, e.Bands):
        held = (node.by, node.value)
    elif isinstance(node, e.Rate):
        held = (node.of,)
    elif isinstance(node, (e.Within, e.Lasting)):
        held = (node.later, node.earlier) if isinstance(node, e.Within) else (node.since,)
        if node.limit.unit != "年" or node.limit.value != node.limit.value.to_integral_value():
            yield f"allows {node.limit.quantity}", "give whole years: years(3)"
    else:
        held = (getattr(node, "fact", None),) if type(node) in _TYPES else ()
    for fact in held:
        if isinstance(fact, e.Fact) and fact.name in FACTS and FACTS[fact.name].type != wanted:
            yield f"takes {fact.name} for a {wanted}, it is a {FACTS[fact.name].type}", "use another fact or condition"


def dimension(value: e.Value) -> str | None:
    """What a value measures; None where it measures nothing or that cannot be told."""
    if isinstance(value, e.Param):
        return value.quantity.dimension
    if isinstance(value, e.Fact):
        return FACTS[value.name].dimension if value.name in FACTS else None
    if isinstance(value, e.GrowthOf):
        return "ratio"
    left = dimension(value.left)
    return QUOTIENTS.get((left, dimension(value.right))) if isinstance(value, e.Quotient) else left


def _figures(node: Node) -> Wrong:
    pairs: list[tuple[e.Value, e.Value]] = []
    if isinstance(node, (e.Compare, e.Minus)):
        pairs = [(node.left, node.right)]
    elif isinstance(node, e.GrowthOf):
        pairs = [(node.now, node.before)]
    elif isinstance(node, e.Bands):
        pairs = [pair for band in node.bands for pair in ((node.by, band.lower), (node.value, band.demand))]
    for left, right in pairs:
        a, b = dimension(left), dimension(right)
        if a != b and None not in (a, b):
            yield f"compares {a} with {b}", "compare figures of one dimension"
            return
    if isinstance(node, e.Quotient):
        parts = (dimension(node.left), dimension(node.right))
        if parts not in QUOTIENTS and None not in parts:
            yield f"divides {parts[0]} by {parts[1]}", "no unit is known for that"
    if isinstance(node, e.Lump) and dimension(node.amount) != "money":
        yield f"pays {node.amount.quantity}", "give the amount in money"
    if isinstance(node, e.Rate):
        if dimension(node.rate) != "ratio":
            yield f"pays at a rate of {node.rate.quantity}", "give the rate in % or ‰"
        if dimension(node.of) not in ("money", None):
            yield f"pays a share of {dimension(node.of)}", "take the rate of money"
        if node.cap is not None and dimension(node.cap) != "money":
            yield f"pays at most {node.cap.quantity}", "give the cap in money"


def _bands(node: Node) -> Wrong:
    if not isinstance(node, e.Bands):
        return
    if not node.bands:
        yield "has no bracket", "declare the brackets"
    lowers = [band.lower for band in node.bands]
    if any(a.quantity.base >= b.quantity.base for a, b in pairwise(lowers)):
        yield "has brackets that do not rise", "order them by their lower bound"
    elif len({lower.name for lower in lowers}) < len(lowers):
        yield "has two brackets of one name", "name each bracket"


def _codes(node: Node) -> Wrong:
    if not isinstance(node, e.OneOf) or node.fact.name not in BY_FACT:
        return
    if unknown := [value for value in node.values if value not in BY_FACT[node.fact.name]]:
        yield f"asks whether {node.fact.name} is {', '.join(unknown)}", "use one of gongjian.codes"


def _named(said: Declarations, node: Node) -> Wrong:
    lists = {listed.id: listed.yearly for listed in said.lists}
    if isinstance(node, e.Has) and node.fact.name == "lists":
        if node.value not in lists:
            yield f"uses the unknown list {node.value}", "declare the list"
        elif lists[node.value] != node.yearly:
            yield f"uses the list {node.value} as {'' if node.yearly else 'not '}yearly", "make them agree"
    if not isinstance(node, e.OneOf):
        return
    chains = {chain.id for chain in said.city.chains}
    if node.fact.name == "list" and (unknown := [value for value in node.values if lists.get(value, True)]):
        yield f"uses the unknown or yearly list {', '.join(unknown)}", "name a list of yours that is not yearly"
    if node.fact.name == "chain" and (unknown := [value for value in node.values if value not in chains]):
        yield f"uses the unknown chain {', '.join(unknown)}", "declare the chain"
