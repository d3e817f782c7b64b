"""Demo projects: milestones in order over three years, sizes and days some of which stand on a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from ..projects.entity import Project
from .choices import Choices, Place, Trade
from .codes import PREFIX, TAG, project_code
from .dice import Dice
from .edges import Edge
from .enterprises import enterprise_code
from .industries import WORDS

_KINDS: Final = (
    ("new_build", 50),
    ("technical_upgrade", 28),
    ("expansion", 12),
    ("relocation", 5),
    ("infrastructure", 5),
)
_WORDS: Final = {
    "new_build": "建设项目", "technical_upgrade": "技术改造项目", "expansion": "扩建项目", "relocation": "搬迁项目",
    "infrastructure": "配套设施项目",
}  # fmt: skip
_STEPS: Final[tuple[tuple[str, int, int], ...]] = (
    ("reserved_on", 0, 0), ("signed_on", 15, 150), ("preliminary_on", 0, 60), ("started_on", 20, 180),
    ("statistics_entered_on", 0, 60), ("completed_on", 120, 500), ("commissioned_on", 0, 60),
    ("above_scale_on", 20, 150),
)  # fmt: skip
"""Milestones in order, with the least and most days after the one before."""
_SIZES: Final = (((300, 5000), 45), ((5000, 10_000), 30), ((10_000, 50_000), 20), ((50_000, 500_000), 5))


@dataclass(frozen=True)
class ProjectTraits:
    """What everything recorded about the n-th project follows from."""

    choices: Choices
    number: int
    owners: int
    """How many demo enterprises there are to own it."""

    @cached_property
    def dice(self) -> Dice:
        """Its chance; thrown in the order of this class, then by the document."""
        return self.choices.dice("project", self.number)

    @cached_property
    def code(self) -> str:
        """Its code."""
        return project_code(self.choices.seed, self.number)

    @cached_property
    def on_edge(self) -> bool:
        """One in fifty stands on a threshold."""
        return self.number % 50 == 7

    @cached_property
    def chosen(self) -> tuple[str, str, Place, Trade]:
        """Its kind, origin, place and trade, thrown in this order."""
        kind = self.dice.weighed(_KINDS)
        origin = "investment_promotion" if self.dice.chance(550) else "local"
        return kind, origin, self.choices.place(self.dice), self.choices.trade(self.dice)

    @cached_property
    def sizes(self) -> tuple[Decimal, Decimal]:
        """Planned investment and the fixed assets in it, yuan."""
        planned = self._on("planned_investment") or _wan(self.dice, *self.dice.weighed(_SIZES))
        share = Decimal(self.dice.between(50, 95)) / 100
        fixed = self._on("fixed_asset_investment") or (planned * share).quantize(Decimal("0.01"))
        return max(planned, fixed), fixed

    def _on(self, fact: str) -> Decimal | None:
        """A figure on, a fen above or a fen below one of the fact's thresholds; None for most projects."""
        edges: tuple[Edge, ...] = self.choices.edges.by(fact)
        if not (self.on_edge and edges and self.dice.chance(600)):
            return None
        return edges[self.number // 50 % len(edges)].bound + Decimal(self.dice.between(-1, 1)).scaleb(-2)

    @cached_property
    def milestones(self) -> dict[str, date]:
        """The milestones it has reached by the end of the year, in order."""
        _ = self.chosen, self.sizes
        first, last = date(self.choices.year - 2, 7, 1), self.choices.last_day
        steps = [step for step in _STEPS if step[0] != "signed_on" or self.chosen[1] == "investment_promotion"]
        day = self.dice.day(first, last)
        if self.on_edge:
            # The first and the last day of the year belong to it; so one milestone falls on such a day.
            return self._through(steps, self.dice.one_of((self.choices.first_day, last)))
        reached = self.dice.between(1, len(steps) + 3)
        return self._walked(steps[:reached], day)

    def _walked(self, steps: list[tuple[str, int, int]], day: date) -> dict[str, date]:
        found = {}
        for name, least, most in steps:
            day += timedelta(days=self.dice.between(least, most))
            if day > self.choices.last_day:
                break
            found[name] = day
        return found

    def _through(self, steps: list[tuple[str, int, int]], day: date) -> dict[str, date]:
        at = self.dice.between(1, len(steps) - 1)
        found: dict[str, date] = {steps[at][0]: day}
        before = day
        for (name, _, _), (_, least, most) in zip(reversed(steps[:at]), reversed(steps[1 : at + 1]), strict=True):
            before -= timedelta(days=self.dice.between(least, most))
            found[name] = before
        return found | self._walked(steps[at + 1 :], day)


def project_of(traits: ProjectTraits) -> Project:
    """The n-th project as it is recorded."""
    choices = traits.choices
    kind, origin, place, trade = traits.chosen
    planned, fixed = traits.sizes
    milestones = traits.milestones
    dice = traits.dice
    owned = traits.owners > 0 and dice.chance(800)
    return Project.model_validate(
        {
            "code": traits.code,
            "name": f"{PREFIX}{place.name}{dice.one_of(WORDS)}{trade.word}{_WORDS[kind]}",
            "enterprise": enterprise_code(choices, dice.between(0, traits.owners - 1)) if owned else None,
            "division_code": place.division_code,
            "park": place.park,
            "industry_code": trade.industry_code,
            "kind": kind,
            "origin": origin,
            "chain": trade.chain,
            "planned_investment": planned,
            "fixed_asset_investment": fixed,
            "key_project": dice.chance(80),
            "lists": [name for name in choices.project_lists if dice.chance(60)],
            "leader": f"{PREFIX}领导{dice.between(1, 20):02}" if dice.chance(250) else None,
            "milestones": milestones,
            "tags": [TAG],
        }
    )


def _wan(dice: Dice, least: int, most: int) -> Decimal:
    return (Decimal(dice.between(least, most)) * 10_000).quantize(Decimal("0.01"))
