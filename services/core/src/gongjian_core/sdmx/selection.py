"""Which series and periods a data query selects: its key, dimension by dimension, and the days it asks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gongjian import Period

from ..errors import BadRequest
from .flows import Flow

_CODE: Final = re.compile(r"[A-Za-z0-9_@$-]+", re.ASCII)


@dataclass(frozen=True)
class Selection:
    """The codes asked for by dimension (a dimension that is not named is open), and the days, both included."""

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None

    def of(self, dimension: str) -> frozenset[str] | None:
        """The codes asked for in a dimension; None: any."""
        return self.codes.get(dimension)

    def has(self, dimension: str, code: str) -> bool:
        """Whether a code of a dimension is asked for."""
        wanted = self.codes.get(dimension)
        return wanted is None or code in wanted

    def takes(self, flow: Flow, key: tuple[str, ...]) -> bool:
        """Whether a series is asked for."""
        return all(map(self.has, flow.dimension_ids, key))

    def spans(self, days: Period) -> bool:
        """Whether a period lies within the days asked for."""
        return (self.first is None or days.first >= self.first) and (self.last is None or days.last <= self.last)


def codes_of(flow: Flow, key: str) -> dict[str, frozenset[str]]:
    """The codes of a key: dimensions separated by `.`, alternatives by `+`, nothing for any. BadRequest says more."""
    if key in ("", "all"):
        return {}
    parts = key.split(".")
    names = flow.dimension_ids
    if len(parts) != len(names):
        raise BadRequest(
            f"The key has {len(parts)} parts; {flow.id} has {len(names)} dimensions: {'.'.join(names)}. "
            "Leave a part empty for any value, or write all."
        )
    asked: dict[str, frozenset[str]] = {}
    for name, part in zip(names, parts, strict=True):
        if not part:
            continue
        codes = part.split("+")
        if not all(_CODE.fullmatch(code) for code in codes):
            raise BadRequest(f"The key is malformed at {name}: write codes, separated by + for alternatives.")
        asked[name] = frozenset(codes)
    return asked
