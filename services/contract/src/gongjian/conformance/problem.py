"""One thing that is wrong with a city's declarations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Where (city and clause), what is wrong, and what to do."""

    city: str
    clause: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.city} {self.clause}: {self.what}; {self.cure}"
