"""Figures at which something turns: the thresholds in a city's conditions, so that demo rows can stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongjian import Bands, Compare, Declarations, Fact, Param, Within
from gongjian.node import Node
from gongjian.tree import walk


@dataclass(frozen=True)
class Edge:
    """A bound in base units, and the growth over last year that is asked from it on (0.25 for 25 %), if any."""

    bound: Decimal
    demand: Decimal | None = None


@dataclass(frozen=True)
class Edges:
    """A city's thresholds by fact, and the years within which something may not happen again."""

    of: dict[str, tuple[Edge, ...]]
    repeat_years: tuple[int, ...]

    def by(self, fact: str) -> tuple[Edge, ...]:
        """The thresholds of a fact; none when no condition of the city compares it."""
        return self.of.get(fact, ())


def edges_of(said: Declarations) -> Edges:
    """Read the thresholds off every incentive and every measure of a city."""
    found: dict[str, dict[Edge, None]] = {}
    years: dict[int, None] = {}
    for tree in _trees(said):
        for node in walk(tree):
            for fact, edge in _at(node):
                found.setdefault(fact, {})[edge] = None
            if isinstance(node, Within):
                years[int(node.limit.value)] = None
    return Edges({fact: tuple(edges) for fact, edges in found.items()}, tuple(years))


def _trees(said: Declarations) -> Iterator[Node]:
    for incentive in said.incentives:
        if incentive.when is not None:
            yield incentive.when
    for target in said.targets:
        if target.measure is not None:
            yield target.measure


def _at(node: Node) -> Iterator[tuple[str, Edge]]:
    if isinstance(node, Bands) and isinstance(node.by, Fact):
        for band in node.bands:
            yield node.by.name, Edge(band.lower.quantity.base, band.demand.quantity.base)
    if isinstance(node, Compare) and isinstance(node.left, Fact) and isinstance(node.right, Param):
        bound = node.right.quantity.base
        if bound > 0:
            yield node.left.name, Edge(bound)
