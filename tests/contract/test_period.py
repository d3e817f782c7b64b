"""Periods: every form, one shortest form, equality by span, and the walks over years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import ContractError, Period
from gongjian.period import add_years

YEARS = st.integers(1900, 2200)
MONTHS = st.integers(1, 12)


def _spans() -> st.SearchStrategy[Period]:
    return st.one_of(
        st.tuples(YEARS, YEARS).map(lambda pair: Period.years(min(pair), max(pair))),
        st.tuples(YEARS, MONTHS, MONTHS).map(lambda found: Period.months(found[0], *sorted(found[1:]))),
        st.tuples(YEARS, MONTHS, st.integers(1, 3)).map(lambda found: Period.ten_days(*found)),
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "shortest"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-01..12", "2024-01-01", "2024-12-31", "2024"),
        ("2024..2024", "2024-01-01", "2024-12-31", "2024"),
        ("2022..2024", "2022-01-01", "2024-12-31", "2022..2024"),
        ("2024-H1", "2024-01-01", "2024-06-30", "2024-H1"),
        ("2024-01..06", "2024-01-01", "2024-06-30", "2024-H1"),
        ("2024-H2", "2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-07..12", "2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "2024-Q1"),
        ("2024-04..06", "2024-04-01", "2024-06-30", "2024-Q2"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "2024-Q4"),
        ("2024-06", "2024-06-01", "2024-06-30", "2024-06"),
        ("2024-06..06", "2024-06-01", "2024-06-30", "2024-06"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02", "2023-02-01", "2023-02-28", "2023-02"),
        ("2024-01..02", "2024-01-01", "2024-02-29", "2024-01..02"),
        ("2024-02..04", "2024-02-01", "2024-04-30", "2024-02..04"),
        ("2024-02..07", "2024-02-01", "2024-07-31", "2024-02..07"),
        ("2024-06-D1", "2024-06-01", "2024-06-10", "2024-06-D1"),
        ("2024-06-D2", "2024-06-11", "2024-06-20", "2024-06-D2"),
        ("2024-06-D3", "2024-06-21", "2024-06-30", "2024-06-D3"),
        ("2024-02-D3", "2024-02-21", "2024-02-29", "2024-02-D3"),
        ("2023-02-D3", "2023-02-21", "2023-02-28", "2023-02-D3"),
    ],
)
def test_every_form_has_a_span_and_one_shortest_text(text: str, first: str, last: str, shortest: str) -> None:
    period = Period.parse(text)
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(period) == shortest
    assert period == Period.of(period.first, period.last) == Period.parse(shortest)


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "2024-13", "2024-00", "2024-1", "2024-H3", "2024-Q0", "2024-Q5", "2024-D1", "2024-06-D0",
        "2024-06-D4",
        "2024-06-30", "2024-06-01", "2024/06", "2024-01...06", "2024-01..13", "2024-01..2024-06", "2024..25", "202406",
        "2024 ", " 2024", "2024\n", "２０２４", "0999", "3000", "2024-h1", "2024Q1", "H1",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(ContractError) as caught:
        Period.parse(text)
    assert str(caught.value).startswith(
        f"{text!r} is not a period; write 2024, 2024-H1, 2024-Q2, 2024-06, 2024-06-D2, "
    )


@pytest.mark.parametrize("text", ["2024-06..01", "2024..2022"])
def test_a_period_does_not_end_before_it_starts(text: str) -> None:
    with pytest.raises(ContractError, match=r"a period ends before it starts: 2024"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-01-02", "2024-12-31"),
        ("2024-01-01", "2024-06-29"),
        ("2023-07-01", "2024-06-30"),
        ("2024-06-01", "2024-05-31"),
    ],
)
def test_a_span_without_a_form_is_refused_but_printable(first: str, last: str) -> None:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    with pytest.raises(ContractError, match="is not a span of whole ten-day periods, months or years"):
        Period.of(*span)
    assert Period(*span).text is None
    assert str(Period(*span)) == f"{first}..{last}"


@given(_spans())
def test_every_period_is_read_back_from_its_text(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.of(period.first, period.last) == period


@given(_spans(), _spans())
def test_two_periods_are_equal_exactly_when_their_texts_are(one: Period, other: Period) -> None:
    assert (one == other) == (str(one) == str(other))
    assert (hash(one) == hash(other)) or one != other


@given(_spans(), st.integers(0, 400))
def test_a_period_contains_its_days_and_no_others(period: Period, days: int) -> None:
    day = period.first + timedelta(days=days)
    assert (day in period) == (day <= period.last)
    assert period.first - timedelta(days=1) not in period
    assert period.days == (period.last - period.first).days + 1


@given(_spans(), st.integers(0, 10))
def test_the_same_months_of_an_earlier_year_have_the_same_form(period: Period, back: int) -> None:
    earlier = period.years_back(back)
    assert earlier.text is not None
    assert earlier.first.year == period.first.year - back
    assert (earlier.first.month, earlier.first.day, earlier.last.month) == (
        period.first.month, period.first.day, period.last.month,
    )  # fmt: skip
    assert earlier.text.replace(str(earlier.first.year), "").replace(str(earlier.last.year), "") == str(period).replace(
        str(period.first.year), ""
    ).replace(str(period.last.year), "")


@pytest.mark.parametrize(
    ("period", "back", "earlier"),
    [
        ("2024-02", 1, "2023-02"), ("2023-02", 3, "2020-02"), ("2024-01..02", 1, "2023-01..02"),
        ("2024-02-D3", 1, "2023-02-D3"),
        ("2025-02-D3", 1, "2024-02-D3"), ("2024-Q2", 1, "2023-Q2"), ("2022..2024", 3, "2019..2021"),
        ("2024", 0, "2024"),
    ],
)  # fmt: skip
def test_leap_years_do_not_shift_the_end_of_february(period: str, back: int, earlier: str) -> None:
    assert Period.parse(period).years_back(back) == Period.parse(earlier)


def test_a_period_knows_its_kind() -> None:
    kinds = {
        text: (period.year, period.is_year, period.is_quarter, period.is_year_to_date)
        for text in ("2024", "2024-Q1", "2024-Q2", "2024-H1", "2024-01", "2022..2024")
        for period in [Period.parse(text)]
    }
    assert kinds == {
        "2024": (2024, True, False, True),
        "2024-Q1": (2024, False, True, True),
        "2024-Q2": (2024, False, True, False),
        "2024-H1": (2024, False, False, True),
        "2024-01": (2024, False, False, True),
        "2022..2024": (None, False, False, False),
    }


def test_a_span_knows_its_years() -> None:
    plan = Period.parse("2022..2024")
    assert plan.each_year() == tuple(Period.parse(year) for year in ("2022", "2023", "2024"))


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2020-02-29", 3, "2023-02-28"),
        ("2023-02-28", 1, "2024-02-28"), ("2024-06-30", 3, "2027-06-30"),
    ],
)  # fmt: skip
def test_29_february_falls_on_the_28th_of_a_common_year(day: str, number: int, later: str) -> None:
    assert add_years(date.fromisoformat(day), number) == date.fromisoformat(later)
