"""Filters of declared lists."""

from __future__ import annotations

from datetime import date

import pytest

from gongjian import Phase, Plan, Target, at_least, clause, departments, percent, target
from gongjian_core.plans.rules import Wanted, WantedTargets, chosen, chosen_targets, current_phases

UNITS = departments("生态环境局", full="市")
PLAN = Plan(
    id="p-2024",
    title="方案",
    number=None,
    issued_on=None,
    from_=date(2022, 1, 1),
    to=date(2024, 12, 31),
    clauses=(clause("一①", "增速", "8%", lead=("生态环境局",)), clause("二(一)2", "占比", "9%", lead=("市科技局",))),
)


def made(name: str, where: str, figure: int, year: str) -> Target:
    return target(
        PLAN,
        name,
        where,
        f"目标 {name}",
        indicator="gdp_growth",
        kind="growth",
        says=at_least(percent(figure)),
        period=year,
    )


TARGETS = (made("first", "一①", 8, "2022"), made("second", "二(一)2", 9, "2022..2024"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["first", "second"]),
        (Wanted(clause="二"), ["second"]),
        (Wanted(clause="二(一)2"), ["second"]),
        (Wanted(plan="p-2025"), []),
        (Wanted(department="生态环境局"), ["first"]),
        (Wanted(department="市生态环境局"), ["first"]),
        (Wanted(department="环境"), []),
        (Wanted(q="SECOND"), ["second"]),
    ],
)
def test_common_filters_keep_what_is_asked_for_in_document_order(wanted: Wanted, found: list[str]) -> None:
    assert [item.id for item in chosen(TARGETS, wanted, UNITS)] == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (WantedTargets(year=2022), ["first", "second"]),
        (WantedTargets(year=2023), ["second"]),
        (WantedTargets(year=2025), []),
        (WantedTargets(indicator="gdp"), []),
        (WantedTargets(kind="growth", strength="expected"), ["first", "second"]),
        (WantedTargets(strength="binding"), []),
    ],
)
def test_targets_are_also_found_by_year_indicator_kind_and_strength(wanted: WantedTargets, found: list[str]) -> None:
    assert [item.id for item in chosen_targets(TARGETS, wanted, UNITS)] == found


def test_a_day_may_lie_in_several_phases_and_their_first_and_last_day_count() -> None:
    def phase(name: str, first: date, last: date) -> Phase:
        return Phase(id=name, plan="p-2024", clause="四(一)", title=name, from_=first, to=last)

    phases = [phase("a", date(2022, 3, 1), date(2022, 3, 31)), phase("b", date(2022, 3, 1), date(2022, 12, 31))]
    assert [item.id for item in current_phases(phases, date(2022, 3, 31))] == ["a", "b"]
    assert [item.id for item in current_phases(phases, date(2022, 4, 1))] == ["b"]
    assert current_phases(phases, date(2023, 1, 1)) == []
