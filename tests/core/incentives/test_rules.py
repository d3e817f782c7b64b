"""What a settlement settles and what is due: the rules alone, at their boundaries."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.incentives.fund_city import INCENTIVES

from gongjian import Period
from gongjian_core.incentives.rules import (
    Before,
    Decided,
    History,
    belongs,
    due,
    is_difference,
    period_fault,
    settled_in,
)

QUARTER = Period.parse("2024-Q2")
KEY = ("entry", "X")
MONEY = st.integers(0, 10**12).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(
    ("period", "ids"),
    [
        ("2024-Q1", ["growth", "entry", "investment"]),
        ("2024-Q4", ["growth", "entry", "investment"]),
        ("2024", ["backbone", "equipment"]),
        ("2023-Q4", []),
        ("2025-Q1", []),
        ("2025", []),
    ],
)
def test_a_quarter_settles_quarterly_and_once_only_and_a_year_the_yearly(period: str, ids: list[str]) -> None:
    assert [item.id for item in settled_in(INCENTIVES, Period.parse(period))] == ids


@pytest.mark.parametrize(
    ("today", "dry_run", "allowed"),
    [
        (date(2024, 3, 31), False, False), (date(2024, 3, 31), True, False), (date(2024, 4, 1), True, True),
        (date(2024, 6, 30), False, False), (date(2024, 6, 30), True, True), (date(2024, 7, 1), False, True),
    ],
)  # fmt: skip
def test_a_period_is_settled_when_it_is_over_and_tried_while_it_runs(today: date, dry_run: bool, allowed: bool) -> None:
    assert (period_fault(QUARTER, today, dry_run=dry_run) is None) is allowed


@given(MONEY, MONEY, MONEY, MONEY)
def test_nothing_is_paid_twice_below_zero_or_back(
    entitlement: Decimal, deducted: Decimal, earlier: Decimal, later: Decimal
) -> None:
    owed = due(entitlement, deducted, Before(earlier + later, earlier))
    assert owed.amount >= 0
    assert owed.overpaid >= 0
    assert owed.amount + earlier + later <= max(entitlement, earlier + later)
    assert owed.amount == 0 or owed.overpaid == 0
    if earlier + later == 0:
        assert owed.amount == max(Decimal(0), entitlement - deducted)


@pytest.mark.parametrize(
    ("event", "history", "ours"),
    [
        (date(2024, 4, 1), History(), True),
        (date(2024, 6, 30), History(), True),
        (date(2024, 7, 1), History(), False),
        (date(2023, 12, 31), History(), False),
        (date(2024, 1, 1), History(), True),
        (date(2024, 2, 1), History(awarded=frozenset({KEY})), False),
        (date(2024, 5, 1), History(awarded=frozenset({KEY})), False),
        (date(2024, 2, 1), History(reviewed=Period.parse("2024-Q1")), True),
        (date(2024, 2, 1), History(reviewed=Period.parse("2024-Q1"), known_there=frozenset({KEY})), False),
        (
            date(2024, 2, 1),
            History(reviewed=Period.parse("2024-Q1"), known_there=frozenset({KEY}), unknown_there=frozenset({KEY})),
            True,
        ),
        (date(2024, 2, 1), History(corrects="s"), False),
        (date(2024, 2, 1), History(corrects="s", last={KEY: Decided("awarded", Decimal(1))}), True),
        (date(2024, 5, 1), History(corrects="s"), True),
    ],
)
def test_an_event_belongs_to_its_quarter_or_to_the_first_that_can_decide(
    event: date, history: History, ours: bool
) -> None:
    assert (belongs(KEY, event, QUARTER, history) is None) is ours


@pytest.mark.parametrize(
    ("outcome", "payable", "last", "differs"),
    [
        ("refused", "0", None, False),
        ("awarded", "5", None, True),
        ("unknown", "0", None, True),
        ("awarded", "5.00", Decided("awarded", Decimal(5)), False),
        ("awarded", "5.01", Decided("awarded", Decimal(5)), True),
        ("refused", "0", Decided("awarded", Decimal(5)), True),
        ("refused", "0", Decided("refused", Decimal(0)), False),
        ("unknown", "0", Decided("unknown", Decimal(0)), False),
    ],
)
def test_a_correction_speaks_of_differences_only(
    outcome: str, payable: str, last: Decided | None, differs: bool
) -> None:
    assert is_difference(outcome, Decimal(payable), last) is differs
