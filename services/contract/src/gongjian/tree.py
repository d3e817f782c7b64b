"""Short constructors for expression trees, and walks over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from .expression import All, Any, Condition, Fact, Param
from .node import Node
from .quantity import Quantity


def fact(name: str, **arguments: str) -> Fact:
    """`fact("gross_output")`, `fact("certification_granted_on", kind="little_giant")`."""
    return Fact(name, tuple(sorted(arguments.items())))


def param(name: str, figure: Quantity) -> Param:
    """Name a figure of the clause: `param("threshold", wan(5_000))`."""
    return Param(name, figure.value, figure.unit)


def every(*conditions: Condition) -> All:
    """All of these, in the clause's order."""
    return All(conditions)


def either(*conditions: Condition) -> Any:
    """Any of these."""
    return Any(conditions)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of the clause."""
    yield node
    for field in fields(node):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                yield from walk(item)


def parameters(*trees: Node | None) -> tuple[Param, ...]:
    """Every named figure of the trees, once each, in order."""
    found = {node.name: node for tree in trees if tree for node in walk(tree) if isinstance(node, Param)}
    return tuple(found.values())


def facts_of(*trees: Node | None) -> tuple[Fact, ...]:
    """Every fact the trees ask for, once each, in order."""
    found = {node.key: node for tree in trees if tree for node in walk(tree) if isinstance(node, Fact)}
    return tuple(found.values())
