"""Chance that can be repeated: the same seed and number always give the same record, whatever came before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws for one record. Whole numbers only: what is money is never a float on the way."""

    def __init__(self, *of: object) -> None:
        self._random = Random("/".join(map(str, of)))  # noqa: S311 -- nothing secret hangs on it

    def chance(self, permille: int) -> bool:
        """True in that many of a thousand throws."""
        return self._random.randrange(1000) < permille

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randrange(least, most + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely."""
        return choices[self._random.randrange(len(choices))]

    def weighed(self, choices: Sequence[tuple[T, int]]) -> T:
        """One of the choices by their weights."""
        left = self._random.randrange(sum(weight for _, weight in choices))
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        raise ValueError("weights must be positive")

    def day(self, first: date, last: date) -> date:
        """A day, both ends included; the first when they stand the wrong way round."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))
