"""Conditions on days, codes and lists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import (
    Before,
    Condition,
    During,
    Fact,
    FactValue,
    Has,
    Is,
    Lasting,
    Matches,
    OneOf,
    Past,
    Period,
    UpTo,
    Within,
    check,
    counts,
    fact,
    param,
    years,
)
from gongjian.reader import FactContent

QUARTER = Period.parse("2024-Q2")
STARTED, ENTERED = fact("started_on"), fact("above_scale_entered_on")
PREVIOUS = fact("previous_above_scale_entered_on")
THREE = param("look-back", years(3))


def outcome(condition: Condition, of: Fact, content: FactContent, period: Period = QUARTER) -> str:
    return check(condition, {of.key: FactValue(content)}, period).outcome


@pytest.mark.parametrize(
    ("day", "during", "up_to", "before"),
    [
        ("2024-03-31", False, True, True),
        ("2024-04-01", True, True, False),
        ("2024-06-30", True, True, False),
        ("2024-07-01", False, False, False),
    ],
)
def test_a_day_against_the_period_in_question(day: str, during: bool, up_to: bool, before: bool) -> None:
    on = date.fromisoformat(day)
    found = [outcome(kind(STARTED), STARTED, on) == "pass" for kind in (During, UpTo, Before)]
    assert found == [during, up_to, before]


def test_a_condition_may_carry_a_period_of_its_own() -> None:
    assert outcome(During(STARTED, Period.parse("2023")), STARTED, date(2023, 12, 31)) == "pass"
    assert outcome(During(STARTED, Period.parse("2023")), STARTED, date(2024, 4, 1)) == "fail"


@pytest.mark.parametrize(
    ("expires", "held"),
    [("2024-06-29", "fail"), ("2024-06-30", "pass"), ("2024-07-01", "pass"), (None, "pass")],
)
def test_a_title_is_held_on_its_last_day_and_not_after(expires: str | None, held: str) -> None:
    known = {
        "title_kind": FactValue("green_factory"),
        "granted_on": FactValue(date(2024, 6, 30)),
        "expires_on": FactValue(date.fromisoformat(expires) if expires else None),
    }
    assert check(counts.holders("green_factory").rows.where, known, QUARTER).outcome == held


@pytest.mark.parametrize("condition", [During(STARTED), UpTo(STARTED), Before(STARTED), Past(STARTED)])
def test_what_has_no_day_did_not_happen(condition: Condition) -> None:
    assert check(condition, {}, QUARTER).outcome == "fail"
    assert outcome(condition, STARTED, None) == "fail"


@pytest.mark.parametrize(
    ("previous", "entered", "within"),
    [
        ("2021-06-15", "2024-06-14", "pass"),
        ("2021-06-15", "2024-06-15", "pass"),
        ("2021-06-15", "2024-06-16", "fail"),
        ("2020-02-29", "2023-02-28", "pass"),
        ("2020-02-29", "2023-03-01", "fail"),
        ("2021-02-28", "2024-02-29", "fail"),
    ],
)
def test_a_look_back_includes_exactly_its_years(previous: str, entered: str, within: str) -> None:
    known = {
        ENTERED.key: FactValue(date.fromisoformat(entered)),
        PREVIOUS.key: FactValue(date.fromisoformat(previous)),
    }
    assert check(Within(ENTERED, PREVIOUS, THREE), known, QUARTER).outcome == within


def test_a_first_entry_has_nothing_to_look_back_on() -> None:
    assert outcome(Within(ENTERED, PREVIOUS, THREE), ENTERED, date(2024, 5, 1)) == "fail"
    assert check(Within(ENTERED, PREVIOUS, THREE), {}, QUARTER).outcome == "fail"


@pytest.mark.parametrize(
    ("since", "lasted"),
    [("2022-06-29", "pass"), ("2022-06-30", "pass"), ("2022-07-01", "fail"), ("2024-07-01", "fail")],
)
def test_what_has_lasted_exactly_its_years_on_the_last_day_counts(since: str, lasted: str) -> None:
    suspended = fact("suspended_on")
    assert outcome(Lasting(suspended, param("idle", years(2))), suspended, date.fromisoformat(since)) == lasted


def test_a_leap_day_has_lasted_a_year_on_28_february() -> None:
    suspended = fact("suspended_on")
    condition = Lasting(suspended, param("idle", years(1)))
    assert outcome(condition, suspended, date(2024, 2, 29), Period.parse("2025-02")) == "pass"
    assert outcome(condition, suspended, date(2024, 2, 29), Period.parse("2025-01..01")) == "fail"


@given(
    st.dates(date(2010, 1, 1), date(2020, 12, 31)), st.integers(1, 5), st.dates(date(2010, 1, 1), date(2026, 12, 31))
)
def test_within_agrees_with_the_calendar(previous: date, number: int, entered: date) -> None:
    condition = Within(ENTERED, PREVIOUS, param("look-back", years(number)))
    known = {ENTERED.key: FactValue(entered), PREVIOUS.key: FactValue(previous)}
    last = (previous.year + number, previous.month, previous.day if (previous.month, previous.day) != (2, 29) else 28)
    if (previous.month, previous.day) == (2, 29) and last[0] % 4 == 0:
        last = (last[0], 2, 29)
    passed = (entered.year, entered.month, entered.day) <= last
    assert (check(condition, known, QUARTER).outcome == "pass") == passed


@pytest.mark.parametrize(
    ("code", "outcome_of_manufacturing"),
    [("C", "pass"), ("C15", "pass"), ("C1530", "pass"), ("D44", "fail"), ("", "fail"), (None, "fail")],
)
def test_an_industry_is_matched_by_its_prefix(code: str | None, outcome_of_manufacturing: str) -> None:
    industry = fact("industry_code")
    assert outcome(Matches(industry, ("C",)), industry, code) == outcome_of_manufacturing
    assert outcome(Matches(industry, ("D", "C")), industry, code) == ("fail" if not code else "pass")


def test_a_text_is_one_of_the_values_whole() -> None:
    kind = fact("kind")
    assert outcome(OneOf(kind, ("new_build", "expansion")), kind, "expansion") == "pass"
    assert outcome(OneOf(kind, ("new_build",)), kind, "new") == "fail"
    assert outcome(OneOf(kind, ("new_build",)), kind, None) == "fail"


def test_a_yearly_list_is_that_of_the_periods_year() -> None:
    lists = fact("lists")
    held = frozenset({"key-projects-2024", "idle"})
    assert outcome(Has(lists, "key-projects", yearly=True), lists, held) == "pass"
    assert outcome(Has(lists, "key-projects", yearly=True), lists, held, Period.parse("2025")) == "fail"
    assert outcome(Has(lists, "idle"), lists, held) == "pass"
    assert outcome(Has(lists, "key-projects"), lists, held) == "fail"
    assert outcome(Has(lists, "idle"), lists, frozenset()) == "fail"
    assert check(Has(lists, "idle"), {}, QUARTER).outcome == "fail"


def test_a_fact_is_narrowed_by_its_arguments_in_any_order() -> None:
    giant = fact("certification_first", level="national", kind="little_giant")
    assert giant == fact("certification_first", kind="little_giant", level="national")
    assert giant.key == "certification_first[kind=little_giant,level=national]"
    assert outcome(Is(giant), giant, True) == "pass"
    assert outcome(Is(giant), fact("certification_first", kind="little_giant"), True) == "fail"
