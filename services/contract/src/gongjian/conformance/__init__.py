"""The checks that every installed city must pass; `gongjian check` prints what they find."""

from __future__ import annotations

from collections.abc import Iterable

from ..declarations import Declarations
from . import clauses, dates, incentives, measures, recurrence, references, targets
from .problem import Problem

_CHECKS = (clauses, references, targets, measures, incentives, dates, recurrence)


def check_city(said: Declarations) -> tuple[Problem, ...]:
    """Every problem of one city, check by check; empty = conforming."""
    return tuple(problem for check in _CHECKS for problem in check.problems(said))


def check_cities(cities: Iterable[Declarations]) -> tuple[Problem, ...]:
    """Every problem of several cities, and of their living together."""
    every = tuple(cities)
    return (*(problem for said in every for problem in check_city(said)), *references.between(every))


__all__ = ["Problem", "check_cities", "check_city"]
