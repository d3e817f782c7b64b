"""Demo enterprises: most small, a third above scale, some that entered or left in the year, some on a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from gongjian.period import add_years

from ..enterprises.entity import Enterprise
from .choices import Choices, Place, Trade
from .codes import PREFIX, TAG, credit_code
from .dice import Dice
from .industries import WORDS
from .titles import certifications, compliance, listings

Standing = Literal["below", "above", "entered", "built", "entered_last_year", "left"]
_STANDINGS: tuple[tuple[Standing, int], ...] = (
    ("below", 640), ("above", 290), ("entered", 25), ("built", 10), ("entered_last_year", 20), ("left", 15),
)  # fmt: skip


@dataclass(frozen=True)
class EnterpriseTraits:
    """What everything recorded about the n-th enterprise follows from."""

    choices: Choices
    number: int

    @cached_property
    def dice(self) -> Dice:
        """Its chance; thrown in the order of this class, then by the document."""
        return self.choices.dice("enterprise", self.number)

    @cached_property
    def uscc(self) -> str:
        """Its credit code."""
        return enterprise_code(self.choices, self.number)

    @cached_property
    def on_edge(self) -> bool:
        """One in fifty stands on a threshold."""
        return self.number % 50 == 7

    @cached_property
    def standing(self) -> Standing:
        """Its place in the statistics of enterprises above scale."""
        return "above" if self.on_edge and self.number % 100 == 7 else self.chosen[0]

    @cached_property
    def chosen(self) -> tuple[Standing, Place, Trade]:
        """Its standing, place and trade, thrown in this order."""
        standing = self.dice.weighed(_STANDINGS)
        return standing, self.choices.place(self.dice), self.choices.trade(self.dice)

    @property
    def is_new(self) -> bool:
        """Whether it began to produce in the year, so that there is no year before."""
        return self.standing == "built"


def enterprise_code(choices: Choices, number: int) -> str:
    """The credit code of the n-th enterprise."""
    start = Dice(choices.seed, choices.division_code, "codes").between(0, 500_000_000)
    return credit_code(choices.division_code, start, number)


def enterprise_of(traits: EnterpriseTraits) -> Enterprise:
    """The n-th enterprise as it is recorded."""
    choices, dice = traits.choices, traits.dice
    _, place, trade = traits.chosen
    established = dice.day(date(1996, 1, 1), date(choices.year - 4, 12, 31))
    commissioned = established + timedelta(days=dice.between(60, 500))
    if traits.is_new:
        established = dice.day(date(choices.year - 2, 1, 1), date(choices.year - 1, 12, 31))
        commissioned = dice.day(choices.first_day, date(choices.year, 9, 30))
    stays = _stays(traits, commissioned)
    idle = traits.standing == "below" and dice.chance(90)
    status = dice.weighed((("suspended", 3), ("closed", 1))) if idle else "operating"
    word = dice.one_of(WORDS)
    return Enterprise.model_validate(
        {
            "uscc": traits.uscc,
            "name": f"{PREFIX}{place.name}{word}{trade.word}有限公司",
            "division_code": place.division_code,
            "park": place.park,
            "industry_code": trade.industry_code,
            "status": status,
            "suspended_on": dice.day(date(choices.year - 3, 1, 1), choices.last_day) if idle else None,
            "established_on": established,
            "commissioned_on": commissioned,
            "land_mu": Decimal(dice.between(50, 5000)).scaleb(-1) if dice.chance(650) else None,
            "chain": trade.chain,
            "above_scale": stays,
            "certifications": certifications(dice, choices, established),
            "compliance": compliance(dice, choices),
            "lists": listings(dice, choices),
            "land_use_tax_arrears_since": dice.day(date(choices.year - 4, 1, 1), choices.last_day)
            if dice.chance(12)
            else None,
            "tags": [TAG],
        }
    )


def _stays(traits: EnterpriseTraits, commissioned: date) -> list[dict[str, Any]]:
    """Its stays above scale; some that entered in the year had been there before, some exactly the limit ago."""
    choices, dice = traits.choices, traits.dice
    year = choices.year
    kind = "new_build" if traits.is_new or dice.chance(200) else "upgrade"
    if traits.standing == "below":
        return []
    if traits.standing in ("entered", "built"):
        entered = dice.day(max(commissioned, choices.first_day), choices.last_day)
        present = {"from": entered, "entry": kind}
        again = traits.standing == "entered" and choices.edges.repeat_years and dice.chance(250)
        return [*_before(dice, entered, dice.one_of(choices.edges.repeat_years)), present] if again else [present]
    if traits.standing == "entered_last_year":
        return [{"from": dice.day(date(year - 1, 1, 1), date(year - 1, 12, 31)), "entry": kind}]
    entered = dice.day(commissioned, date(year - 2, 12, 31))
    left = dice.day(choices.first_day, choices.last_day) if traits.standing == "left" else None
    return [{"from": entered, "to": left, "entry": kind}]


def _before(dice: Dice, entered: date, years: int) -> list[dict[str, Any]]:
    """An earlier stay that began the limit's years before, to the day, a day more or a day less."""
    began = add_years(entered, -years) + timedelta(days=dice.between(-1, 1))
    ended = min(began + timedelta(days=365), entered - timedelta(days=1))
    return [{"from": began, "to": ended, "entry": "upgrade"}]
