"""The constructors a plugin calls: what they fill in, and what they refuse."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongjian import (
    Clause,
    ContractError,
    Duty,
    Lump,
    Says,
    Span,
    Target,
    about,
    at_least,
    at_most,
    between,
    clause,
    duty,
    exactly,
    incentive,
    less_than,
    more_than,
    no_figure,
    param,
    percent,
    phase,
    quantity,
    rank_within,
    target,
    task,
    wan,
    yi,
)

from .mini_city import FIRST, LAST, OFFICE, PLAN

TWELVE = at_least(percent(12))


def declared(says: Says = TWELVE, **changes: Any) -> Target:
    arguments: dict[str, Any] = {"indicator": "industrial_value_added_growth", "kind": "growth", **changes}
    return target(PLAN, "growth", "一①", "增速", says=says, **arguments)


def test_a_target_takes_span_due_date_and_units_from_its_plan_and_clause() -> None:
    made = declared()
    assert (made.value, made.unit, made.comparator, made.printed) == (Decimal(12), "%", "ge", ("12%",))
    assert (made.period, made.due, made.due_stated) == (Span(FIRST, LAST), LAST, False)
    assert (made.lead, made.cooperating) == ((OFFICE,), ())
    assert (made.strength, made.recurrence, made.baseline, made.subject, made.scope) == (
        "expected",
        None,
        None,
        "city",
        "",
    )


def test_a_target_may_have_a_period_due_date_and_units_of_its_own() -> None:
    made = declared(period="2024-H1", due=date(2024, 5, 1), lead=("市财政局",), cooperating=(OFFICE,))
    assert (made.period, made.due) == (Span(date(2024, 1, 1), date(2024, 6, 30)), date(2024, 5, 1))
    assert (made.lead, made.cooperating) == (("市财政局",), (OFFICE,))
    assert declared(period="2024").due == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("says", "comparator", "value", "high", "printed"),
    [
        (at_least(yi("93.1")), "ge", "93.1", None, ("93.1亿元",)),
        (more_than(yi(500)), "gt", "500", None, ("500亿元",)),
        (at_most(percent(30)), "le", "30", None, ("30%",)),
        (less_than(percent(10)), "lt", "10", None, ("10%",)),
        (exactly(quantity(22, "户")), "eq", "22", None, ("22户",)),
        (between(quantity(1, "家"), quantity(2, "家")), "between", "1", "2", ("1家", "2家")),
        (about(quantity(100, "户")), "approx", "100", None, ("100户",)),
        (rank_within(quantity(3, "位")), "rank_le", "3", None, ("3位",)),
        (at_least(quantity(2, "倍", "翻一番")), "ge", "2", None, ("翻一番",)),
    ],
)
def test_each_word_has_its_comparator(
    says: Says, comparator: str, value: str, high: str | None, printed: tuple[str, ...]
) -> None:
    made = declared(says)
    assert (made.comparator, made.value, made.printed) == (comparator, Decimal(value), printed)
    assert made.value_high == (Decimal(high) if high else None)


def test_a_promise_without_a_figure_has_neither_value_nor_unit() -> None:
    made = declared(no_figure(), kind="qualitative")
    assert (made.comparator, made.value, made.unit, made.printed) == ("none", None, None, ())


@pytest.mark.parametrize(
    ("says", "changes", "message"),
    [
        (between(quantity(1, "家"), quantity(2, "户")), {}, "mini-2024 一① growth: 1家 and 2户 have two units"),
        (between(quantity(2, "家"), quantity(1, "家")), {}, "mini-2024 一① growth: 2家 to 1家 ends before it starts"),
        (at_least(percent(1)), {"period": "2024-13"}, "'2024-13' is not a period"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(says: Says, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ContractError, match=message):
        declared(says, **changes)


def test_nothing_is_declared_at_a_clause_that_the_document_has_not() -> None:
    missing = "mini-2024 has no clause '九'; add it to the plan's clauses or correct the address"
    with pytest.raises(ContractError, match=missing):
        target(PLAN, "x", "九", "x", indicator="gdp", kind="level", says=no_figure())
    with pytest.raises(ContractError, match=missing):
        incentive(PLAN, "x", "九", "x", polarity="honour", subject="person")
    with pytest.raises(ContractError, match=missing):
        phase(PLAN, "x", "九", "x", FIRST, LAST)
    with pytest.raises(ContractError, match=missing):
        duty(PLAN, "x", "九", "x", "report", "monthly")
    with pytest.raises(ContractError, match=missing):
        task(PLAN, "x", "九", "x")


def test_an_incentive_takes_validity_and_units_from_its_plan_and_clause() -> None:
    made = incentive(PLAN, "x", "一①", "x", polarity="honour", subject="department")
    assert (made.valid, made.lead, made.payer, made.fund, made.computable) == (
        Span(FIRST, LAST),
        (OFFICE,),
        None,
        None,
        False,
    )


def test_an_amount_needs_its_condition() -> None:
    with pytest.raises(ContractError, match="mini-2024 一① x: an amount needs the condition on which it is due"):
        incentive(PLAN, "x", "一①", "x", polarity="reward", subject="enterprise", amount=Lump(param("a", wan(1))))


@pytest.mark.parametrize(
    ("frequency", "rule"),
    [
        ("ten_days", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"),
        ("monthly", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("quarterly", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("half_yearly", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("yearly", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("as_needed", None),
    ],
)
def test_a_duty_recurs_on_the_last_day_of_each_period_over_the_plan(frequency: Any, rule: str | None) -> None:
    made = duty(PLAN, "x", "一①", "x", "report", frequency)
    assert (made.rrule, made.from_, made.to, made.responsible) == (rule, FIRST, LAST, (OFFICE,))


def test_a_duty_due_once_has_its_day_or_its_last_day() -> None:
    due = date(2024, 6, 30)
    on: Duty = duty(PLAN, "x", "一①", "x", "deadline", "once", on=due)
    by = duty(PLAN, "x", "一①", "x", "deadline", "once", to=due)
    assert ((on.from_, on.to), (by.from_, by.to), on.rrule) == ((due, due), (FIRST, due), None)


@pytest.mark.parametrize(
    ("frequency", "changes", "message"),
    [
        ("once", {}, "a duty due once needs the day it is due"),
        ("monthly", {"on": LAST}, "a monthly duty recurs; give from_ and to, or say once"),
        ("monthly", {"times_per_period": 0}, "0 times per period"),
    ],
)
def test_a_duty_that_makes_no_sense_is_refused(frequency: Any, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ContractError, match=f"mini-2024 一① x: {message}"):
        duty(PLAN, "x", "一①", "x", "report", frequency, **changes)


def test_phases_and_tasks_take_their_units_from_the_clause() -> None:
    assert phase(PLAN, "x", "一①", "x", FIRST, LAST).responsible == (OFFICE,)
    assert phase(PLAN, "x", "一①", "x", FIRST, LAST, responsible=()).responsible == ()
    assert task(PLAN, "x", "一①", "x").lead == (OFFICE,)
    assert task(PLAN, "x", "一①", "x", lead=(), cooperating=(OFFICE,)).cooperating == (OFFICE,)


@pytest.mark.parametrize(
    "address",
    ["前言", "结尾", "结尾②", "一", "一①", "二(一)", "二(一)2", "二(十)", "十一(二)12③", "附件一", "附件二(一)3"],
)
def test_a_clause_address_is_as_printed(address: str) -> None:
    assert clause(address, "标题") == Clause(address, "标题")


@pytest.mark.parametrize(
    "address", ["", "1", "二（一）2", "二 (一)2", "二(1)", "二(一)2、", "三(一)2(1)", "第一条", "前言①"]
)
def test_another_writing_of_an_address_is_refused(address: str) -> None:
    with pytest.raises(ContractError, match="is not a clause address; write it as printed"):
        clause(address, "标题")
