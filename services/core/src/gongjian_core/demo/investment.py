"""A demo project's investment entered in statistics, year to date, in hundreds of yuan; some on a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.period import Period

from .projects import ProjectTraits


@dataclass(frozen=True)
class InvestmentCourse:
    """Spent evenly from entering statistics until completion; `scaled` turns days into hundreds of yuan."""

    first: date
    last: date
    total: int
    days: int

    def to_date(self, year: int, month: int) -> int | None:
        """Investment from January to that month; None when nothing was spent yet, or all was spent before."""
        period = Period.months(year, 1, month)
        first, last = max(self.first, period.first), min(self.last, period.last)
        if last < first:
            return None
        return self.total * ((last - first).days + 1) // self.days


def investment_of(traits: ProjectTraits) -> InvestmentCourse:
    """The course of the n-th project; without entering statistics there is none."""
    choices, milestones = traits.choices, traits.milestones
    dice = choices.dice("investment", traits.number)
    first = milestones.get("statistics_entered_on", date.max)
    planned_end = first + timedelta(days=dice.between(200, 500)) if first < date.max else date.max
    last = milestones.get("completed_on", planned_end)
    days = (last - first).days + 1
    total = int(traits.sizes[1] / 100)
    edges = choices.edges.by("completed_investment")
    if traits.on_edge and edges and first < choices.last_day:
        # Anchored so that the year's figure at the end of one quarter is exactly the bound, or 100 yuan beside it.
        reached = Period.months(choices.year, 1, 3 * dice.between(1, 4))
        begin, end = max(first, reached.first), min(last, reached.last)
        if begin <= end:
            bound = int(dice.one_of(edges).bound / 100) + dice.between(-1, 1)
            return InvestmentCourse(first, last, bound, (end - begin).days + 1)
    return InvestmentCourse(first, last, total, days)
