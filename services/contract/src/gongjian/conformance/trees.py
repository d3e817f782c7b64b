"""Conditions, amounts and measures ask only for facts that exist, compare like with like, and know their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..declarations import Declarations
from ..errors import ContractError
from ..expression import Bands, Compare, Fact, GrowthOf, Has, Minus, OneOf, Param, Quotient, Value
from ..facts import FACTS, fact_kind
from ..incentive import Incentive
from ..measure import Rows, Sum
from ..node import Node
from ..target import Target
from ..tree import walk
from .problem import Problem

_QUOTIENTS: Final[dict[tuple[str | None, str | None], str]] = {
    ("money", "area"): "money_per_area",
    ("energy", "money"): "energy_intensity",
}


def problems(said: Declarations) -> Iterator[Problem]:
    """Every tree of a city: incentives' conditions and amounts, targets' measures."""
    for incentive in said.incentives:
        yield from _incentive(said, incentive)
    for target in said.targets:
        if target.measure is not None:
            yield from _tree(said, target.clause, target.id, target.measure)
            yield from _rows(said, target)


def _incentive(said: Declarations, incentive: Incentive) -> Iterator[Problem]:
    city, where = said.city.key, incentive.clause
    found_in: list[Node] = [tree for tree in (incentive.when, incentive.amount) if tree is not None]
    found: dict[str, Param] = {}
    for tree in found_in:
        yield from _tree(said, where, incentive.id, tree)
        for node in walk(tree):
            if isinstance(node, Param) and found.setdefault(node.name, node) != node:
                yield Problem(city, where, f"{incentive.id} names two figures {node.name}", "give each its own name")
    for fact in incentive.facts:
        if fact.name in FACTS and incentive.subject not in FACTS[fact.name].rows:
            yield Problem(
                city, where, f"{incentive.id}: {fact.name} is no fact of a {incentive.subject}", "use another"
            )
    if incentive.amount is not None and incentive.settled is None:
        yield Problem(city, where, f"{incentive.id} pays money but is never settled", "say settled=…")
    if incentive.settled == "once" and incentive.event is None:
        yield Problem(city, where, f"{incentive.id} is paid once but on no event", "name the dated fact (event=…)")
    if incentive.amount is None and incentive.polarity in ("reward", "subsidy") and incentive.computable:
        yield Problem(city, where, f"{incentive.id} is computable but has no amount", "declare the amount")


def _rows(said: Declarations, target: Target) -> Iterator[Problem]:
    assert target.measure is not None  # noqa: S101 - asked by the caller
    for rows in (node for node in walk(target.measure) if isinstance(node, Rows)):
        for fact in (node for node in walk(rows) if isinstance(node, Fact)):
            if fact.name in FACTS and rows.of not in FACTS[fact.name].rows:
                yield Problem(
                    said.city.key,
                    target.clause,
                    f"{target.id}: {fact.name} does not stand in {rows.of} rows",
                    "use another",
                )
    for total in (node for node in walk(target.measure) if isinstance(node, Sum)):
        if fact_kind(total.of.name).type != "decimal":
            yield Problem(said.city.key, target.clause, f"{target.id} sums {total.of.name}, no figure", "sum a figure")


def _tree(said: Declarations, where: str, name: str, tree: Node) -> Iterator[Problem]:
    city = said.city.key
    lists = {listed.id: listed for listed in said.lists}
    chains = {chain.id for chain in said.city.chains}
    for node in walk(tree):
        if isinstance(node, Fact) and node.name not in FACTS:
            yield Problem(city, where, f"{name} asks for the unknown fact {node.name}", "use one of gongjian.facts")
        elif isinstance(node, Has) and node.fact.name == "lists":
            if node.value not in lists:
                yield Problem(city, where, f"{name} uses the unknown list {node.value}", "declare the list")
            elif lists[node.value].yearly != node.yearly:
                yield Problem(city, where, f"{name}: list {node.value} differs in being yearly", "make them agree")
        elif isinstance(node, OneOf) and node.fact.name == "chain" and not chains.issuperset(node.values):
            yield Problem(city, where, f"{name} uses an unknown chain of {', '.join(node.values)}", "declare the chain")
        elif isinstance(node, Bands):
            lowers = [band.lower.quantity.base for band in node.bands]
            if any(a >= b for a, b in pairwise(lowers)):
                yield Problem(city, where, f"{name}: brackets are not rising", "order them by their lower bound")
            yield from _alike(city, where, name, node.by, node.bands[0].lower)
            yield from _alike(city, where, name, node.value, node.bands[0].demand)
        elif isinstance(node, Compare):
            yield from _alike(city, where, name, node.left, node.right)
    repeated = Counter(band.lower.name for node in walk(tree) if isinstance(node, Bands) for band in node.bands)
    if twice := [label for label, times in repeated.items() if times > 1]:
        yield Problem(city, where, f"{name}: bracket {', '.join(twice)} is named twice", "name each bracket")


def dimension(value: Value) -> str | None:
    """What a value measures; None for a fact without a figure."""
    if isinstance(value, Param):
        return value.quantity.dimension
    if isinstance(value, GrowthOf):
        return "ratio"
    if isinstance(value, Quotient):
        return _QUOTIENTS.get((dimension(value.left), dimension(value.right)))
    return dimension(value.left) if isinstance(value, Minus) else fact_kind(value.name).dimension


def _alike(city: str, where: str, name: str, left: Value, right: Value) -> Iterator[Problem]:
    try:
        a, b = dimension(left), dimension(right)
    except ContractError:
        return
    if a != b:
        yield Problem(city, where, f"{name} compares {a} with {b}", "compare figures of one dimension")
