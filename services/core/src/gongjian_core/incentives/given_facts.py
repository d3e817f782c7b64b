"""Facts that a caller gives for a question, by key, checked against the vocabulary. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from gongjian import Fact, FactValue
from gongjian.codes import BY_ARGUMENT
from gongjian.facts import FACTS, FactKind
from gongjian.reader import FactContent

from ..errors import Fault, Invalid
from ..vocabulary import day_of
from .entity import SubjectKind

_KEY = re.compile(r"([a-z_]+)(?:\[([a-z_]+=[a-z_]+(?:,[a-z_]+=[a-z_]+)*)\])?")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)
GIVEN = "由询问者提供"


def given_facts(kind: SubjectKind, facts: Mapping[str, Any]) -> dict[str, FactValue]:
    """The facts by their canonical key; Invalid with a pointer for each that is none or of another type."""
    found: dict[str, FactValue] = {}
    faults: list[Fault] = []
    for key, value in facts.items():
        pointer = f"/subject/facts/{key[:100].replace('~', '~0').replace('/', '~1')}"
        try:
            fact, known = _fact(kind, key)
            found[fact.key] = FactValue(None if value is None else _content(known, value), GIVEN)
        except ValueError as error:
            faults.append(Fault(pointer, str(error)))
    if faults:
        raise Invalid.all(faults)
    return found


def _fact(kind: SubjectKind, key: str) -> tuple[Fact, FactKind]:
    match = _KEY.fullmatch(key)
    known = FACTS.get(match[1]) if match else None
    if match is None or known is None or kind not in known.rows:
        names = ", ".join(sorted(name for name, item in FACTS.items() if kind in item.rows))
        raise ValueError(f"is no fact of the kind {kind}; known: {names}")
    narrowed = tuple(sorted(_pairs(match[2]))) if match[2] else ()
    for argument, code in narrowed:
        if argument not in known.arguments or code not in BY_ARGUMENT.get(argument, {code: code}):
            raise ValueError(f"is narrowed by {argument}={code}, which {known.name} does not know")
    return Fact(known.name, narrowed), known


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split(","):
        name, _, code = pair.partition("=")
        yield name, code


def _content(known: FactKind, value: Any) -> FactContent:
    if known.type == "bool" and isinstance(value, bool):
        return value
    if known.type == "decimal" and isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if known.type == "date" and isinstance(value, str):
        return day_of(value)
    if known.type == "text" and isinstance(value, str) and len(value) <= 200:
        return value
    if known.type == "set" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return frozenset(value)
    wanted = {
        "bool": "true or false",
        "decimal": 'a decimal number written as a string, in base units, such as "20000000"',
        "date": "a date written YYYY-MM-DD",
        "text": "a text",
        "set": "a list of texts",
    }[known.type]
    raise ValueError(f"must be {wanted}, or null when it is known that there is none")
