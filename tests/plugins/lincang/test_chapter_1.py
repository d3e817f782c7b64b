"""Chapter 一 of Lincang's plan, read again from the document."""

import pytest

from gongjian_lincang.chapter_1_goals import TARGETS

SAID = {target.id: target for target in TARGETS}


@pytest.mark.parametrize(
    ("id", "clause", "value", "unit", "comparator", "kind"),
    [
        ("value-added-growth", "一①", "12", "%", "ge", "growth"),
        ("industry-share-of-gdp", "一①", "2", "个百分点", "ge", "increment"),
        ("non-energy-investment-growth", "一②", "12", "%", "ge", "growth"),
        ("industry-investment", "一②", "93.1", "亿元", "ge", "level"),
        ("construction-investment", "一②", "83.8", "亿元", "ge", "level"),
        ("private-investment", "一②", "46.6", "亿元", "ge", "level"),
        ("above-scale-net-increase", "一③", "16", "户", "ge", "count"),
        ("industrial-enterprise-net-increase", "一③", "1200", "户", "ge", "count"),
    ],
)
def test_the_goals_stand_as_printed(id: str, clause: str, value: str, unit: str, comparator: str, kind: str) -> None:
    said = SAID[id]
    assert (said.clause, str(said.value), said.unit, said.comparator, said.kind) == (
        clause,
        value,
        unit,
        comparator,
        kind,
    )
    assert said.strength == "aspirational"
    assert (str(said.period.from_), str(said.period.to)) == ("2024-01-01", "2024-12-31")
