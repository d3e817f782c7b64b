"""Each check of targets, their measures, sums and series, violated alone."""

from decimal import Decimal

import pytest

from gongjian import (
    Baseline,
    Compare,
    Count,
    Declarations,
    Difference,
    Has,
    Is,
    OneOf,
    Param,
    Period,
    PerUnit,
    Share,
    Sum,
    Sums,
    count,
    fact,
    param,
    rows,
    wan,
    yi,
)
from gongjian.conformance import check_city

from .mini_city import SIGNED, mini_city, with_plan, with_target

LAST_YEAR = Period.parse("2023")
INVESTED = Sum(fact("completed_investment"), rows("project"))
MU = Sum(fact("land_mu"), rows("enterprise"))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (with_target("growth", indicator="speed"), "growth uses the unknown indicator speed"),
        (with_target("growth", comparator="none"), "growth has a comparison word without a figure"),
        (with_target("listed", value_high=None), "listed is a range without an upper end"),
        (with_target("growth", recurrence="weekly"), "growth recurs weekly"),
        (with_target("growth", unit="百分比"), "growth has the unknown unit 百分比"),
        (with_target("growth", unit="个百分点"), "growth is a growth in 个百分点"),
        (with_target("signed-small", unit="亿元"), "the parts of signed cannot be added up"),
        (with_target("investment", unit="吨", measure=None), "investment is in 吨, but completed_investment in 元"),
        (with_target("investment", unit="吨"), "investment is in 吨, but completed_investment in 元"),
        (with_target("tax", unit="%"), "tax is in %, but its baseline is a multiple"),
        (with_target("growth", baseline=Baseline(LAST_YEAR, None, "change_points")), "baseline is a change_points"),
        (with_target("rank", comparator="ge"), "rank confuses a rank with a figure"),
        (with_target("growth", comparator="rank_le"), "growth confuses a rank with a figure"),
        (with_target("growth", scope="rural"), "growth covers the unknown scope rural"),
        (with_target("growth", subject="division:990103"), "growth is about the unknown subject division:990103"),
        (with_target("started-share", subject="division:mini-park"), "about the unknown subject division:mini-park"),
        (with_target("signed-large", subset_of="all"), "signed-large is a subset of the unknown all"),
        (with_target("signed-large", subset_of="signed-large"), "signed-large is a subset of itself"),
        (with_target("growth", series="share"), "series share mixes industrial_value_added_growth, industry_share"),
        (with_target("signed", value=Decimal(41)), "30个 + 10个 is not 41个 (signed)"),
        (with_plan(sums=(Sums("signed", ("signed-large", "signed-tiny")),)), "no figure for signed-tiny"),
        (with_plan(sums=(Sums("started-share", ("started-share",)),)), "the parts of started-share cannot be added up"),
    ],
)
def test_a_target_at_odds_with_itself_is_one_problem(said: Declarations, problem: str) -> None:
    found = [str(item) for item in check_city(said)]
    if "吨" in problem and said.targets[-1].measure is not None:
        found = [item for item in found if "its measure yields" not in item]
    if "cannot be added up" in problem:
        found = [item for item in found if "added up" in item]
    (only,) = found
    assert problem in only


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (with_target("signed", measure=INVESTED), "signed is in 个, but its measure yields money"),
        (with_target("growth", measure=SIGNED), "growth is in %, but its measure yields count"),
        (with_target("signed", measure=count("enterprise", Is(fact("key_project")))), "not stand in enterprise rows"),
        (with_target("investment", measure=Sum(fact("tax_paid"), rows("project"))), "not stand in project rows"),
        (with_target("investment", measure=Sum(fact("lists"), rows("project"))), "investment sums lists, no figure"),
        (with_target("investment", measure=Sum(fact("profit"), rows("project"))), "asks for the unknown fact profit"),
        (with_target("started-share", measure=Share(SIGNED, INVESTED)), "started-share sets count against money"),
        (with_target("signed", measure=Difference(SIGNED, INVESTED)), "signed sets count against money"),
        (
            with_target("started-share", unit="元/亩", kind="ratio", indicator="mini_per_mu", measure=PerUnit(MU, MU)),
            "uses the unknown indicator mini_per_mu",
        ),
        (
            with_target("signed", measure=count("project", Has(fact("lists"), "key-project"))),
            "signed uses the unknown list key-project",
        ),
        (
            with_target("signed", measure=count("project", Has(fact("lists"), "key-projects"))),
            "signed uses the list key-projects as not yearly",
        ),
        (
            with_target("signed", measure=count("listing", OneOf(fact("list"), ("low-outputs",)))),
            "signed uses the unknown or yearly list low-outputs",
        ),
        (
            with_target("signed", measure=count("listing", OneOf(fact("list"), ("key-projects",)))),
            "signed uses the unknown or yearly list key-projects",
        ),
        (
            with_target("signed", measure=count("project", OneOf(fact("chain"), ("tea", "coffee")))),
            "signed uses the unknown chain coffee",
        ),
        (
            with_target("listed", measure=count("title", OneOf(fact("title_kind"), ("little-giant",)))),
            "listed asks whether title_kind is little-giant",
        ),
    ],
)
def test_a_measure_that_cannot_follow_from_records_is_one_problem(said: Declarations, problem: str) -> None:
    (found,) = check_city(said)
    assert problem in str(found)


def test_a_threshold_of_a_measure_is_one_the_clause_prints() -> None:
    larger = Compare(fact("planned_investment"), "ge", param("size", yi(2)))
    found = [problem.what for problem in check_city(with_target("signed-large", measure=count("project", larger)))]
    assert found == [
        "prints 5000万元, undeclared 1 time(s)",
        "signed-large states 2亿元, which the clause does not print",
    ]


def test_zero_as_some_at_all_needs_no_printed_figure() -> None:
    some = Compare(fact("planned_investment"), "gt", Param("some", Decimal(0), "元"))
    assert check_city(with_target("signed", measure=Count(rows("project", some)))) == ()


def test_a_per_mu_measure_divides_sums_over_the_same_rows() -> None:
    tax = Sum(fact("tax_paid"), rows("enterprise", Is(fact("above_scale"))))
    said = with_target("signed", measure=PerUnit(tax, MU), subset_of=None)
    assert "signed divides sums over different rows" in [problem.what for problem in check_city(said)]


def test_points_may_be_the_difference_of_a_share() -> None:
    assert check_city(with_target("industry-share", measure=Share(SIGNED, SIGNED))) == ()
    assert check_city(mini_city()) == ()


def test_each_figure_of_a_measure_has_its_own_name() -> None:
    sized = count(
        "project",
        Compare(fact("planned_investment"), "ge", param("size", wan(5_000))),
        Compare(fact("planned_investment"), "lt", param("size", yi(1))),
    )
    found = [problem.what for problem in check_city(with_target("signed-large", measure=sized))]
    assert "signed-large names two figures size" in found
