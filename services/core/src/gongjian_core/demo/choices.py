"""What the records of a city may name: its divisions, parks, chains and lists, as its plugin declares them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..catalogue import InstalledCity
from .dice import Dice
from .edges import Edges, edges_of
from .industries import INDUSTRIES, OTHERS

_INDUSTRIAL_PERMILLE = 920


@dataclass(frozen=True)
class Place:
    """Where something stands."""

    division_code: str
    name: str
    park: str | None


@dataclass(frozen=True)
class Trade:
    """What something makes: its industry, the word for it, and the chain that it belongs to."""

    industry_code: str
    word: str
    chain: str | None


@dataclass(frozen=True)
class Choices:
    """All that demo records of one city and one year draw upon."""

    seed: int
    year: int
    division_code: str
    divisions: tuple[tuple[str, str], ...]
    parks: tuple[tuple[str, str], ...]
    """Park and the division it lies in."""
    chains: tuple[tuple[str, tuple[str, ...]], ...]
    """Chain and the beginnings of its industries."""
    enterprise_lists: tuple[str, ...]
    project_lists: tuple[str, ...]
    edges: Edges

    @property
    def first_day(self) -> date:
        """1 January of the year that the data set is about."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of that year."""
        return date(self.year, 12, 31)

    def dice(self, what: str, number: int) -> Dice:
        """The chance of one record."""
        return Dice(self.seed, self.division_code, what, number)

    def place(self, dice: Dice) -> Place:
        """Somewhere in the city; a park lies in its own division."""
        names = dict(self.divisions)
        if self.parks and dice.chance(300):
            park, division = dice.one_of(self.parks)
            code = division if division in names else dice.one_of(self.divisions)[0]
            return Place(code, names[code], park)
        code, name = dice.one_of(self.divisions)
        return Place(code, name, None)

    def trade(self, dice: Dice) -> Trade:
        """A trade; two of five belong to a chain that the city names."""
        if self.chains and dice.chance(400):
            chain, prefixes = dice.one_of(self.chains)
            if not prefixes:
                return Trade(*dice.one_of(INDUSTRIES), chain)
            prefix = dice.one_of(prefixes)
            fitting = [known for known in INDUSTRIES if known[0].startswith(prefix)]
            return Trade(*dice.one_of(fitting or [(prefix, "实业")]), chain)
        return Trade(*dice.one_of(INDUSTRIES if dice.chance(_INDUSTRIAL_PERMILLE) else OTHERS), None)


def choices_of(installed: InstalledCity, seed: int, year: int) -> Choices:
    """Read them off a city's declarations."""
    said = installed.declarations
    counties = tuple(
        (item.code, _short(item.name))
        for item in said.city.divisions
        if item.code.isdigit() and item.code != installed.division_code and item.kind in ("division", "town")
    )
    return Choices(
        seed,
        year,
        installed.division_code,
        counties or ((installed.division_code, _short(installed.name)),),
        tuple(
            (item.code, item.parent_code or "")
            for item in said.city.divisions
            if item.kind in ("development_zone", "park")
        ),
        tuple((chain.id, chain.industries) for chain in said.city.chains),
        _lists(installed, "enterprise", year),
        _lists(installed, "project", year),
        edges_of(said),
    )


def _lists(installed: InstalledCity, subject: str, year: int) -> tuple[str, ...]:
    return tuple(
        f"{listed.id}-{year}" if listed.yearly else listed.id
        for listed in installed.declarations.lists
        if listed.subject == subject
    )


def _short(name: str) -> str:
    """临翔区 is 临翔, 云县 stays, 双江拉祜族佤族布朗族傣族自治县 is 双江."""
    return name[:-1] if 3 <= len(name) <= 4 else name[:2]


def year_of(installed: InstalledCity, today: date) -> int:
    """The last year of the city's latest plan that has begun; the first one when none has."""
    last = max(plan.to.year for plan in installed.declarations.plans)
    first = min(plan.from_.year for plan in installed.declarations.plans)
    return max(first, min(last, today.year))
