"""Titles, judgements and lists of a demo enterprise."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from gongjian.period import add_years

from .choices import Choices
from .dice import Dice

_TITLES: Final[tuple[tuple[str, tuple[str | None, ...], int, bool], ...]] = (
    ("little_giant", ("national",), 12, True),
    ("srdi_sme", ("provincial",), 60, True),
    ("innovative_sme", ("provincial",), 90, True),
    ("innovative_enterprise", ("provincial", "city"), 20, False),
    ("tech_sme", (None,), 150, False),
    ("high_tech", ("national",), 110, True),
    ("gazelle", ("provincial",), 15, False),
    ("champion", ("national", "provincial"), 8, False),
    ("unicorn", (None,), 1, False),
    ("green_factory", ("national", "provincial", "city"), 25, False),
    ("clean_production", ("provincial", "city"), 50, False),
    ("digital_benchmark", ("provincial",), 10, False),
    ("integration_pilot", ("national",), 10, False),
    ("smart_factory", ("provincial", "city"), 20, False),
    ("digital_workshop", ("provincial",), 25, False),
    ("chain_leader", ("city", "provincial"), 12, False),
    ("listed", (None,), 3, False),
)
"""Kind, its levels, how many of a thousand industrial enterprises hold it, whether it lapses after three years."""


def certifications(dice: Dice, choices: Choices, since: date) -> list[dict[str, Any]]:
    """Titles granted from `since` on, a third of them in the year itself, some of them renewals."""
    found = []
    for kind, levels, permille, lapses in _TITLES:
        if not dice.chance(permille):
            continue
        level = dice.one_of(levels)
        lately = dice.chance(350)
        earliest = choices.first_day if lately else max(since, date(choices.year - 6, 1, 1))
        granted = _at_an_end(dice, choices) if dice.chance(20) else dice.day(earliest, choices.last_day)
        if granted.year > since.year + 3 and lapses and dice.chance(150):
            before = add_years(granted, -3)
            found.append(_title(kind, level, before, granted, first=True))
            found.append(_title(kind, level, granted, add_years(granted, 3), first=False))
        else:
            found.append(_title(kind, level, granted, add_years(granted, 3) if lapses else None, first=True))
    return found


def compliance(dice: Dice, choices: Choices) -> list[dict[str, Any]]:
    """Judgements of two years, and of the year's quarters for some; six in a hundred were never judged."""
    if dice.chance(60):
        return []
    periods = [str(choices.year - 1), str(choices.year)]
    if dice.chance(300):
        periods += [f"{choices.year}-Q{quarter}" for quarter in range(1, 5)]
    found = []
    for period in periods:
        lawful, normal = not dice.chance(15), not dice.chance(15)
        note = None if lawful and normal else "示例:登记有不符"
        found.append({"period": period, "lawful_operation": lawful, "tax_normal": normal, "note": note})
    return found


def listings(dice: Dice, choices: Choices) -> list[dict[str, Any]]:
    """Places on the lists that the city's plans keep of enterprises."""
    found = []
    for name in choices.enterprise_lists:
        if dice.chance(40):
            listed = dice.day(date(choices.year - 1, 7, 1), choices.last_day)
            done = dice.day(listed, choices.last_day) if dice.chance(500) else None
            found.append({"list": name, "from": listed, "completed_on": done})
    return found


def _at_an_end(dice: Dice, choices: Choices) -> date:
    return dice.one_of((choices.first_day, choices.last_day))


def _title(kind: str, level: str | None, granted: date, expires: date | None, *, first: bool) -> dict[str, Any]:
    return {"kind": kind, "level": level, "granted_on": granted, "expires_on": expires, "first": first}
