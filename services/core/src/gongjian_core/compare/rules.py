"""One city's side of a comparison. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from gongjian import Indicator, Period, Target
from gongjian.quantity import EXACT, plain, shortest, unit

from ..attainment.entity import Attainment, TimeSpan
from ..attainment.figures import Observed, latest
from ..attainment.frame import span_of
from ..catalogue import InstalledCity
from ..plans.rules import WantedTargets, chosen_targets
from .entity import TEXTS, Absence, ComparedCity, ComparedFigure, ComparedTarget

_SIX: Final = Decimal("0.000001")


def targets_of(city: InstalledCity, indicator: str, year: int) -> list[Target]:
    """The city's targets of that indicator whose period touches the year."""
    wanted = WantedTargets(indicator=indicator, year=year)
    return chosen_targets(city.declarations.targets, wanted, city.declarations.city.departments)


def judged_on(year: int, today: date) -> date:
    """The year's last day, or today while it runs (its first day when it is still ahead)."""
    return max(date(year, 1, 1), min(date(year, 12, 31), today))


def side_of(
    city: InstalledCity,
    indicator: str,
    targets: Iterable[Target],
    attained: Mapping[str, Attainment] | None,
    figure: ComparedFigure | None,
) -> ComparedCity:
    """A city beside the others; `attained` is None where the key's scope does not reach."""
    shown = [_shown(city, target, attained.get(target.id) if attained else None) for target in targets]
    absence = None if shown or figure else _absence(city, indicator, attained is not None)
    text, text_en = TEXTS[absence] if absence else (None, None)
    return ComparedCity(
        city=city.key,
        name=city.name,
        parent=city.declarations.city.parent,
        present=absence is None,
        absence=absence,
        absence_text=text,
        absence_text_en=text_en,
        in_scope=attained is not None,
        targets=shown,
        figure=figure,
    )


def figure_of(found: Iterable[Observed], indicator: Indicator, year: int, on: date) -> ComparedFigure | None:
    """The latest figure of the year up to the day, in the indicator's unit."""
    best = latest(found, indicator, Period.years(year, year), on)
    if best is None:
        return None
    with localcontext(EXACT):
        value = best.base / unit(indicator.unit).factor
        printed = shortest(value if value == value.quantize(_SIX) else value.quantize(_SIX, ROUND_HALF_UP))
    return ComparedFigure(
        value=printed, unit=indicator.unit, period=str(best.period), id=best.id, revision=best.revision
    )


def _absence(city: InstalledCity, indicator: str, in_scope: bool) -> Absence:
    if city.indicator(indicator) is None:
        return Absence.NOT_ITS_INDICATOR
    return Absence.NOTHING_DECLARED_OR_RECORDED if in_scope else Absence.NOTHING_DECLARED


def _shown(city: InstalledCity, target: Target, attained: Attainment | None) -> ComparedTarget:
    span = span_of(target)
    return ComparedTarget(
        id=target.id,
        clause=target.clause,
        title=target.title,
        kind=target.kind,
        comparator=target.comparator,
        value=None if target.value is None else plain(target.value),
        value_high=None if target.value_high is None else plain(target.value_high),
        unit=target.unit,
        strength=target.strength,
        period=TimeSpan.model_validate({"from": span.first, "to": span.last}) if span else None,
        subject=target.subject,
        scope=target.scope,
        scope_title=city.scopes[target.scope].title if target.scope else "",
        attainment=attained,
    )
