"""A demo enterprise's gross output to date over two years, in hundreds of yuan; some of it exactly on a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from .edges import Edge
from .enterprises import EnterpriseTraits, Standing

SHARE_BY_MONTH: Final = (0, 75, 140, 222, 305, 390, 478, 560, 643, 728, 815, 905, 1000)
"""Thousandths of a year's output that are reached by the end of each month."""

_WAN: Final = 100
_SIZES: Final[dict[Standing, tuple[tuple[tuple[int, int], int], ...]]] = {
    "above": (((1200, 2000), 4), ((2000, 5000), 42), ((5000, 10_000), 26), ((10_000, 50_000), 20),
              ((50_000, 200_000), 7), ((200_000, 800_000), 1)),
    "below": (((20, 400), 50), ((400, 1900), 46), ((1900, 2600), 4)),
    "entered": (((1700, 3000), 70), ((3000, 9000), 30)),
}  # fmt: skip
"""Gross output of the year before in 万元: from, to, weight."""


@dataclass(frozen=True)
class OutputCourse:
    """What was reached by the end of each month of the year before and of the year; None where nothing is known."""

    before: tuple[int, ...] | None
    now: tuple[int, ...] | None

    def to_date(self, years_back: int, month: int) -> int | None:
        """Gross output from January to that month."""
        months = self.before if years_back else self.now
        return None if months is None else months[month]


def output_of(traits: EnterpriseTraits) -> OutputCourse:
    """The course of the n-th enterprise; a plant of the year has no year before, and a few did not report."""
    dice = traits.choices.dice("output", traits.number)
    edges = traits.choices.edges.by("gross_output")
    if traits.on_edge and edges and not traits.is_new:
        return _on(edges[traits.number // 100 % len(edges)], dice.between(0, 4), 3 * dice.between(1, 4))
    sizes = _SIZES.get(traits.standing) or _SIZES["entered" if traits.is_new else "above"]
    least, most = dice.weighed(sizes)
    size = dice.between(least * _WAN, most * _WAN)
    growth = dice.between(-150, 150) + dice.between(0, 300) if dice.chance(800) else dice.between(150, 400)
    drift = dice.between(-40, 40)
    before = tuple(size * share // 1000 for share in SHARE_BY_MONTH)
    now = tuple(value * (1000 + growth + drift * (12 - month) // 12) // 1000 for month, value in enumerate(before))
    return OutputCourse(None if traits.is_new or dice.chance(20) else before, None if dice.chance(10) else now)


def _on(edge: Edge, variant: int, month: int) -> OutputCourse:
    """A course that reaches in that month the very figures on which a condition turns, or misses them by 100 yuan."""
    bound = int(edge.bound / _WAN)
    if edge.demand is None:
        now, before = (
            (bound, bound * 9 // 10),
            (bound + 1, bound),
            (bound - 1, bound - 2),
            (bound, bound),
            (bound + 1, bound * 9 // 10),
        )[variant]
    else:
        demand = Fraction(edge.demand)
        inside = bound // demand.denominator * demand.denominator
        grown = inside + int(inside * demand)
        least = -(-bound // (1 + demand).numerator) * demand.denominator
        now, before = (
            (least + int(least * demand), least),
            (bound, bound * 6 // 10),
            (bound - 1, bound * 6 // 10),
            (grown, inside),
            (grown - 1, inside),
        )[variant]
    return OutputCourse(_scaled(before, month), _scaled(now, month))


def _scaled(value: int, month: int) -> tuple[int, ...]:
    return tuple(value * share // SHARE_BY_MONTH[month] for share in SHARE_BY_MONTH)
