"""Which targets count for whom, and who comes first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Final

from gongjian import Target

from ..allocations.entity import Allocation
from ..attainment.cells import subjects_of
from ..catalogue import InstalledCity
from .entity import By, Rule, Standing

_FOUR: Final = Decimal("0.0001")
_PLACES: Final = ("division", "park")
_RULES: Final = {
    "share_of_green": (
        "按绿灯占已评判目标(绿、黄、红)的比重排名",
        "ranked by the share of green among the targets that are judged (green, yellow, red)",
    ),
    "ties_share_a_rank": (
        "比重相同者名次并列,其后名次顺延",
        "equal shares share a rank, and the ranks after them are skipped (1, 1, 3)",
    ),
    "grey_not_counted": (
        "灰灯(无数据、未开始或文件无数值)不计入比重,单独列示;全部为灰灯者不排名,列在最后",
        "grey (no data, not begun, no figure promised) is shown and not counted; who has only grey has no rank, last",
    ),
    "never_added": (
        "市与其所辖县分别列示,从不相加;本表没有合计",
        "a parent city and its child stand side by side and are never added up; there are no totals here",
    ),
    "ranked_within_the_city": (
        "各单位只在本市(县)内排名,因各地目标不同",
        "ranked within their own city, since the cities' targets differ",
    ),
    "own_targets_of_divisions": (
        "县区、园区只计:每个县区均须达到的目标、点名到该地的目标、分解到该地的目标(以分解数为准)",
        "divisions and parks count targets that each of them must reach, that name them, or that are allocated to them "
        "(then with the allocated figure)",
    ),
    "led_by_the_department": (
        "部门只计其牵头(责任)的目标,配合的不计",
        "departments count the targets that they lead, not those they cooperate in",
    ),
}
_OF: Final[dict[By, tuple[str, ...]]] = {
    "city": (),
    "division": ("ranked_within_the_city", "own_targets_of_divisions"),
    "department": ("ranked_within_the_city", "led_by_the_department"),
}


@dataclass(frozen=True)
class Unit:
    """Whose targets are counted."""

    city: str
    key: str
    name: str


Judging = tuple[Unit, Target]


def method(by: By) -> list[Rule]:
    """How a scorecard of that kind is made."""
    codes = ("share_of_green", "ties_share_a_rank", "grey_not_counted", "never_added", *_OF[by])
    return [Rule(code=code, text=_RULES[code][0], text_en=_RULES[code][1]) for code in codes]


def judged_by(by: By, city: InstalledCity, allocations: Sequence[Allocation]) -> list[Judging]:
    """The targets of each unit of a city, each as it holds for that unit."""
    if by == "city":
        whole = Unit(city.key, city.key, city.name)
        return [(whole, target) for target in city.declarations.targets]
    return _by_department(city) if by == "department" else _by_division(city, allocations)


def _by_department(city: InstalledCity) -> list[Judging]:
    found: list[Judging] = []
    for department in city.declarations.city.departments:
        unit = Unit(city.key, department.name, department.name)
        led = (target for target in city.declarations.targets if any(map(department.is_named, target.lead)))
        found += [(unit, target) for target in led]
    return found


def _by_division(city: InstalledCity, allocations: Sequence[Allocation]) -> list[Judging]:
    parts = {(item.to, said.target): item.value for said in allocations for item in said.items}
    divisions = city.declarations.city.divisions
    found: list[Judging] = []
    for division in divisions:
        subject = f"{'division' if division.kind in ('division', 'town') else 'park'}:{division.code}"
        unit = Unit(city.key, subject, division.name)
        for target in city.declarations.targets:
            own = target.per is not None and subject in (subjects_of(target, divisions, city.division_code) or ())
            if (subject, target.id) in parts:
                value = parts[subject, target.id]
                found.append((unit, replace(target, subject=subject, per=None, value=value, value_high=None)))
            elif own or target.subject == subject:
                found.append((unit, replace(target, subject=subject, per=None)))
    return found


def standings(lights: Iterable[tuple[Unit, str]], by: By) -> list[Standing]:
    """Counts by light of every unit, ranked: over all cities, or within each for its divisions and departments."""
    counts: dict[Unit, Counter[str]] = {}
    for unit, light in lights:
        counts.setdefault(unit, Counter())[light] += 1
    if by == "city":
        return _ranked(list(counts.items()))
    within = groupby(counts.items(), key=lambda entry: entry[0].city)
    return [standing for _, entries in within for standing in _ranked(list(entries))]


def _ranked(entries: Sequence[tuple[Unit, Counter[str]]]) -> list[Standing]:
    shares = {unit: _share(count) for unit, count in entries}
    placed = sorted(entries, key=lambda entry: (shares[entry[0]] is None, -(shares[entry[0]] or 0)))
    known = [share for share in shares.values() if share is not None]
    return [_standing(unit, count, shares[unit], known) for unit, count in placed]


def _share(count: Counter[str]) -> Fraction | None:
    judged = count["green"] + count["yellow"] + count["red"]
    return Fraction(count["green"], judged) if judged else None


def _standing(unit: Unit, count: Counter[str], share: Fraction | None, known: Sequence[Fraction]) -> Standing:
    printed = None
    if share is not None:
        printed = format((Decimal(share.numerator) / share.denominator).quantize(_FOUR, ROUND_HALF_UP), "f")
    return Standing(
        rank=None if share is None else 1 + sum(1 for other in known if other > share),
        city=unit.city,
        key=unit.key,
        name=unit.name,
        targets=count.total(),
        green=count["green"],
        yellow=count["yellow"],
        red=count["red"],
        grey=count["grey"],
        judged=count["green"] + count["yellow"] + count["red"],
        share=printed,
    )
