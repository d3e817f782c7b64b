"""Each check of clauses and their figures, violated alone."""

from dataclasses import replace

import pytest

from gongjian import Declarations, Plan, Waiver, clause
from gongjian.conformance import check_city
from gongjian.conformance.clauses import normal, spread

from .mini_city import PLAN, mini_city, with_clause, with_incentive, with_plan

CLAUSES = PLAN.clauses
TWICE = (*CLAUSES, clause("前言", "依据", not_declared="说明依据"))
OTHER = Plan(
    id="mini-2025", title="另一方案", number=None, issued_on=None, from_=PLAN.from_, to=PLAN.to, clauses=CLAUSES[:1]
)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (with_clause("前言", not_declared=None), "前言: declares nothing"),
        (with_clause("前言", not_declared="  "), "前言: is not declared for no reason"),
        (with_clause("一①", figures=("12%", "2个百分点", "2倍", "3位", "9%")), "一①: prints 9%, undeclared 1 time(s)"),
        (with_clause("一①", figures=("2个百分点", "2倍", "3位")), "一①: growth states 12%, which the clause does not"),
        (with_clause("二(一)2", figures=("20万元",)), "二(一)2: entry states 3年, which the clause does not print"),
        (with_clause("三", waived=()), "三: prints 三张, undeclared"),
        (with_clause("三", waived=(Waiver("三张", ""),)), "三: waives 三张 for no reason"),
        (with_clause("三", waived=(Waiver("三张", "名"), Waiver("9%", "名"))), "三: waives 9%, 1 more than it prints"),
        (with_plan(clauses=TWICE), "前言: stands 2 times in mini-2024"),
        (
            mini_city(plans=(PLAN, OTHER), tasks=(replace(mini_city().tasks[0], plan="mini-2025"),)),
            "三: list stands at",
        ),
    ],
)
def test_a_clause_at_odds_with_its_declarations_is_one_problem(said: Declarations, problem: str) -> None:
    (found,) = check_city(said)
    assert problem in str(found)


def test_a_clause_is_not_both_declared_and_not_declared() -> None:
    found = check_city(with_clause("一①", not_declared="只有标题"))
    assert [problem.what for problem in found] == ["is declared and also has not_declared"]


def test_a_figure_printed_twice_is_declared_twice_or_waived() -> None:
    printed = (*PLAN.clause("二(一)2").figures, "20万元")
    (found,) = check_city(with_clause("二(一)2", figures=printed))
    assert "prints 20万元, undeclared 1 time(s)" in str(found)
    assert check_city(with_clause("二(一)2", figures=printed, waived=(Waiver("20万元", "再次提到"),))) == ()


def test_every_figure_of_an_incentive_counts_also_those_of_its_brackets() -> None:
    found = check_city(with_incentive("output", when=None, amount=None))
    assert {figure for problem in found for figure in [problem.what.split()[1]]} == {
        "2000万元,", "25%,", "1亿元,", "10%,", "1‰,", "50万元,",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read"),
    [("三年", "3年"), ("两年", "2年"), ("3 年", "3年"), ("亿元", "1亿元"), ("93.1亿元", "93.1亿元"), ("三张", "三张")],
)
def test_a_figure_has_one_writing(written: str, read: str) -> None:
    assert normal(written) == read


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("1-2家", ("1家", "2家")),
        ("1—2家", ("1家", "2家")),
        ("6至8项", ("6项", "8项")),
        ("2000万元—5000万元", ("2000万元", "5000万元")),
        ("1.5-2.5个百分点", ("1.5个百分点", "2.5个百分点")),
        ("-6%", ("-6%",)),
        ("3+1", ("3+1",)),
        ("12%", ("12%",)),
    ],
)
def test_a_printed_range_is_its_two_ends(printed: str, ends: tuple[str, ...]) -> None:
    assert spread(printed) == ends


def test_a_plan_has_clauses() -> None:
    assert "plan mini-2024 has no clauses" in [problem.what for problem in check_city(with_plan(clauses=()))]
