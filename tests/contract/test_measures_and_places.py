"""Indicators, measures and departments as a plugin writes them."""

import pytest

from gongjian import (
    ContractError,
    Count,
    Difference,
    Growth,
    Has,
    Is,
    Matches,
    Rows,
    Share,
    count,
    counts,
    departments,
    every,
    fact,
    indicator,
    param,
    part_of,
    rows,
    unit_names,
    units,
    wan,
    yi,
)
from gongjian.tree import facts_of, parameters, walk

SCALE = Is(fact("above_scale"))


def test_figures_that_never_add_up_are_no_flow_and_no_stock() -> None:
    for behaviour in ("flow", "stock"):
        with pytest.raises(
            ContractError, match="indicator x_rate: figures in % never add up; declare it as rate or share"
        ):
            indicator("x_rate", "率", "Rate", "%", behaviour)
    assert indicator("x_rate", "率", "Rate", "%", "rate").aggregation == "none"
    assert indicator("x_sum", "数", "Sum", "亿元", "flow").accumulation == "year_to_date"
    with pytest.raises(ContractError, match="unknown unit"):
        indicator("x", "数", "Sum", "里", "flow")


def test_rows_and_counts_of_measures() -> None:
    assert rows("project") == Rows("project", every())
    assert rows("project", SCALE) == Rows("project", SCALE)
    assert count("project", SCALE, SCALE) == Count(Rows("project", every(SCALE, SCALE)))


def test_a_cohort_share_keeps_the_conditions_of_the_whole() -> None:
    whole = count("project", counts.SIGNED)
    made = part_of(whole, counts.STARTED)
    assert made == Share(Count(Rows("project", every(counts.SIGNED, counts.STARTED))), whole)


def test_the_shared_words_of_measures() -> None:
    net = counts.net_increase(Matches(fact("industry_code"), ("C",)))
    assert isinstance(net, Difference)
    assert [node.of for node in walk(net) if isinstance(node, Rows)] == ["entry", "exit"]
    assert isinstance(counts.output_growth(), Growth)
    assert [found.key for found in facts_of(counts.titles("listed"))] == ["title_kind", "granted_on"]
    sized = every(counts.size_from(param("low", wan(5_000))), counts.size_below(param("high", yi(1))))
    assert [str(found.quantity) for found in parameters(sized)] == ["5000万元", "1亿元"]
    assert [test.test for test in walk(sized) if hasattr(test, "test")] == ["ge", "lt"]
    assert Has(fact("lists"), "x") != Has(fact("lists"), "x", yearly=True)


def test_departments_by_name_and_by_their_full_form() -> None:
    made = departments("生态环境局", "水务局", kind="other", full="市")
    assert unit_names(made) == ("生态环境局", "水务局")
    assert made[0].is_named("市生态环境局")
    assert made[0].is_named("生态环境局")
    assert not made[0].is_named("环境局")
    assert units("市发改委 生态环境局") == ("市发改委", "生态环境局")
