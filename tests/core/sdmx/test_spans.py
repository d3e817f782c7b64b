"""A period has one label, and one label stands for one period."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import Period
from gongjian_core.sdmx.spans import days_of, labelled, moment_of


@pytest.mark.parametrize(
    ("period", "accumulation", "label"),
    [
        ("2024", "period", ("A", "PERIOD", "2024")),
        ("2024", "year_to_date", ("A", "PERIOD", "2024")),
        ("2024-H1", "period", ("S", "PERIOD", "2024-S1")),
        ("2024-H1", "year_to_date", ("M", "YEAR_TO_DATE", "2024-06")),
        ("2024-H2", "year_to_date", ("S", "PERIOD", "2024-S2")),
        ("2024-Q1", "year_to_date", ("M", "YEAR_TO_DATE", "2024-03")),
        ("2024-Q2", "year_to_date", ("Q", "PERIOD", "2024-Q2")),
        ("2024-01..02", "year_to_date", ("M", "YEAR_TO_DATE", "2024-02")),
        ("2024-01", "year_to_date", ("M", "YEAR_TO_DATE", "2024-01")),
        ("2024-05", "year_to_date", ("M", "PERIOD", "2024-05")),
        ("2023-12", "stock", ("M", "STOCK", "2023-12")),
        ("2024-06-D2", "period", ("D10", "PERIOD", "2024-06-11/P10D")),
        ("2024-02-D3", "period", ("D10", "PERIOD", "2024-02-21/P9D")),
        ("2024-01-D1", "year_to_date", ("D10", "PERIOD", "2024-01-01/P10D")),
        ("2024-03..05", "period", ("_O", "PERIOD", "2024-03-01/P3M")),
        ("2022..2024", "period", ("_O", "PERIOD", "2022-01-01/P3Y")),
    ],
)
def test_a_period_is_written_as_statisticians_write_it(
    period: str, accumulation: str, label: tuple[str, str, str]
) -> None:
    found = labelled(Period.parse(period), accumulation)
    assert (found.freq, found.accumulation, found.time) == label


YEARS = st.integers(2000, 2030)
MONTHS = st.integers(1, 12)
PERIODS = st.one_of(
    st.builds(lambda year, more: Period.years(year, year + more), YEARS, st.integers(0, 5)),
    st.builds(lambda year, a, b: Period.months(year, min(a, b), max(a, b)), YEARS, MONTHS, MONTHS),
    st.builds(Period.ten_days, YEARS, MONTHS, st.integers(1, 3)),
)


@given(PERIODS, PERIODS, st.sampled_from(["period", "year_to_date", "stock"]))
def test_two_periods_never_share_a_label(one: Period, other: Period, accumulation: str) -> None:
    a, b = labelled(one, accumulation), labelled(other, accumulation)
    assert ((a.freq, a.accumulation, a.time) == (b.freq, b.accumulation, b.time)) == (one == other)
    assert a.days.last == one.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-A1", (2024, 1, 1), (2024, 12, 31)),
        ("2024-S2", (2024, 7, 1), (2024, 12, 31)),
        ("2024-T3", (2024, 9, 1), (2024, 12, 31)),
        ("2024-Q2", (2024, 4, 1), (2024, 6, 30)),
        ("2024-M02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-W01", (2024, 1, 1), (2024, 1, 7)),
        ("2024-D366", (2024, 12, 31), (2024, 12, 31)),
        ("2024-06-30", (2024, 6, 30), (2024, 6, 30)),
        ("2024-06-30T23:00:00", (2024, 6, 30), (2024, 6, 30)),
        ("2024-06-30T23:00:00Z", (2024, 7, 1), (2024, 7, 1)),
    ],
)
def test_the_limits_of_a_query_are_read_in_every_form_of_the_standard(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert days_of(text) == Period(date(*first), date(*last))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-Q5", "2023-D366", "2023-W53", "2024-06-31", "x" * 10, "T"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a period such as"):
        days_of(text)


def test_a_time_without_an_offset_is_that_of_the_service() -> None:
    assert moment_of("2024-06-30T08:00:00") == datetime(2024, 6, 30, tzinfo=UTC)
    assert moment_of("2024-06-30T08:00:00 08:00") == datetime(2024, 6, 30, tzinfo=UTC)
    assert moment_of("2024-06-30T00:00:00Z") == datetime(2024, 6, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="must be a time"):
        moment_of("yesterday")
