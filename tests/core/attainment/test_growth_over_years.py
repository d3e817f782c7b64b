"""Growth over several years reads the same months of the year it is measured against."""

from datetime import date

import pytest

from gongjian import Growth, Period, Sum, fact, rows
from gongjian_core.attainment.cells import parts_of
from gongjian_core.attainment.parameters import Window

OUTPUT = Sum(fact("gross_output"), rows("enterprise"))


@pytest.mark.parametrize(
    ("growth", "years_back"),
    [
        (Growth(OUTPUT), (0, 1)),
        (Growth(OUTPUT, years=3), (0, 3)),
        (Growth(Sum(OUTPUT.of, OUTPUT.rows, years_back=1), years=2), (1, 3)),
    ],
)
def test_growth_looks_as_many_years_back_as_it_says(growth: Growth, years_back: tuple[int, int]) -> None:
    (part,) = parts_of(growth, Window(Period.parse("2026"), date(2026, 6, 30)), "city")
    assert part.asked.years_back == years_back
