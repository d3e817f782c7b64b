"""Figures of demo enterprises and projects: what matters most first, as many as were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from gongjian.period import Period

from .choices import Choices
from .enterprises import EnterpriseTraits
from .investment import investment_of
from .output import output_of
from .projects import ProjectTraits

QUARTERS: Final = (12, 3, 6, 9)
_OTHER_MONTHS: Final = (2, 4, 5, 7, 8, 10, 11)
_HUNDREDS: Final = Decimal("0.01")
_Span = tuple[date, date, str]


class DemoFigure(NamedTuple):
    """A figure in the order in which the table takes it; `base` is the value in base units."""

    subject_kind: str
    subject_key: str
    indicator: str
    period_from: date
    period_to: date
    period: str
    value: Decimal
    base: Decimal
    unit: str
    status: str


def figures(choices: Choices, enterprises: int, projects: int, wanted: int) -> Iterator[DemoFigure]:
    """At most `wanted` figures, projects first, each subject its even share of what is left; fewer if none remain."""
    left = wanted
    for number in range(projects):
        quota = -(-left // (projects - number + enterprises))
        for figure in islice(_of_project(ProjectTraits(choices, number, enterprises)), quota):
            left -= 1
            yield figure
    for number in range(enterprises):
        quota = -(-left // (enterprises - number))
        for figure in islice(_of_enterprise(EnterpriseTraits(choices, number)), quota):
            left -= 1
            yield figure


@cache
def _to_date(year: int, month: int) -> _Span:
    period = Period.months(year, 1, month)
    return period.first, period.last, str(period)


@cache
def _closing(year: int) -> _Span:
    period = Period.months(year, 12, 12)
    return period.first, period.last, str(period)


def _money(kind: str, key: str, indicator: str, year: int, month: int, hundreds: int, choices: Choices) -> DemoFigure:
    status = "final" if year < choices.year else "preliminary"
    value = Decimal(hundreds)
    return DemoFigure(
        kind, key, indicator, *_to_date(year, month), value * _HUNDREDS, value * 100, "万元", status
    )  # fmt: skip


def _of_project(traits: ProjectTraits) -> Iterator[DemoFigure]:
    """Investment entered in statistics, to date: quarters of both years, then the other months."""
    choices, code = traits.choices, traits.code
    course = investment_of(traits)
    for month in (*QUARTERS, *_OTHER_MONTHS):
        for year in (choices.year, choices.year - 1):
            hundreds = course.to_date(year, month)
            if hundreds is not None:
                yield _money("project", code, "completed_investment", year, month, hundreds, choices)


def _of_enterprise(traits: EnterpriseTraits) -> Iterator[DemoFigure]:
    choices, uscc = traits.choices, traits.uscc
    course = output_of(traits)
    dice = choices.dice("figures", traits.number)
    bought, heads = dice.between(1, 90_000), dice.between(8, 60)
    ratios = {
        "revenue": dice.between(850, 1050),
        "value_added": dice.between(180, 380),
        "tax_paid": dice.between(5, 70),
    }

    def money(indicator: str, back: int, month: int, permille: int = 1000) -> Iterator[DemoFigure]:
        output = course.to_date(back, month)
        if output is not None:
            hundreds = output * permille // 1000
            yield _money("enterprise", uscc, indicator, choices.year - back, month, hundreds, choices)

    def counted(
        indicator: str, back: int, unit: str, span: tuple[date, date, str], divisor: int
    ) -> Iterator[DemoFigure]:
        output = course.to_date(back, 12)
        if output is not None:
            value = Decimal(heads + output // divisor)
            yield DemoFigure("enterprise", uscc, indicator, *span, value, value, unit, "final")

    if dice.chance(30) and course.now is not None:
        yield _money("enterprise", uscc, "digital_equipment_purchase", choices.year, 12, bought, choices)
    for month in QUARTERS:
        for back in (0, 1):
            yield from money("gross_output", back, month)
    for back in (0, 1):
        year = choices.year - back
        yield from money("tax_paid", back, 12, ratios["tax_paid"])
        yield from counted("employees", back, "人", _closing(year), 6000)
        yield from money("rd_expense", back, 12, ratios["tax_paid"] // 3)
        yield from counted("energy_use", back, "吨标准煤", _to_date(year, 12), 1500)
    for indicator, months in (("revenue", QUARTERS), ("value_added", QUARTERS), ("tax_paid", QUARTERS[1:])):
        for month in months:
            for back in (0, 1):
                yield from money(indicator, back, month, ratios[indicator])
    for indicator, permille in (("gross_output", 1000), *ratios.items()):
        for month in _OTHER_MONTHS:
            for back in (0, 1):
                yield from money(indicator, back, month, permille)
