"""Reading printed declarations back: what `to_data` printed becomes the same dataclasses again.

So that what was computed under an earlier version of a plugin can be explained and repeated from its stored trees.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from . import expression
from .errors import ContractError
from .node import Node
from .period import Period

T = TypeVar("T")


def from_data(kind: type[T], data: object) -> T:
    """The dataclass that was printed as `data`; ContractError when it is not of that kind."""
    read = _read(kind, data)
    if not isinstance(read, kind):
        raise ContractError(f"{data!r:.80} is no printed {kind.__name__}")
    return read


@cache
def _nodes() -> dict[str, type[Node]]:
    known = (item for item in vars(expression).values() if isinstance(item, type) and issubclass(item, Node))
    return {item.op: item for item in known if "op" in vars(item)}


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _read(hint: Any, data: object) -> Any:
    if isinstance(data, dict) and "op" in data:
        node = _nodes().get(str(data["op"]))
        if node is None:
            raise ContractError(f"unknown step {data['op']!r}; this version cannot read the tree")
        return _dataclass(node, data)
    if get_origin(hint) in (Union, types.UnionType):
        if data is None:
            return None
        return _read(next(arm for arm in get_args(hint) if arm is not type(None)), data)
    if get_origin(hint) is tuple:
        arms = get_args(hint)
        items = data if isinstance(data, list) else []
        if len(arms) == 2 and arms[1] is Ellipsis:
            return tuple(_read(arms[0], item) for item in items)
        return tuple(_read(arm, item) for arm, item in zip(arms, items, strict=True))
    if get_origin(hint) is Literal:
        return data
    return _plain(hint, data)


def _plain(hint: Any, data: object) -> Any:
    if hint is Decimal:
        return Decimal(str(data))
    if hint is date:
        return date.fromisoformat(str(data))
    if hint is Period:
        return Period.parse(str(data))
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(data, dict):
        return _dataclass(hint, data)
    return data


def _dataclass(kind: type[Any], data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    try:
        return kind(**{field.name: _read(hints[field.name], data[field.name.rstrip("_")]) for field in fields(kind)})
    except KeyError as missing:
        raise ContractError(f"a printed {kind.__name__} lacks {missing}") from None
