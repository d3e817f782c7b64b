"""Figures keep what is printed and convert exactly."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import ContractError, Quantity, percent, permille, points, quantity, wan, years, yi, yuan
from gongjian.quantity import UNITS, decimal, plain, shortest, unit

NUMBERS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("made", "printed", "base", "dimension"),
    [
        (yuan(200_000), "200000元", "200000", "money"),
        (wan(5_000), "5000万元", "50000000", "money"),
        (yi("93.1"), "93.1亿元", "9310000000", "money"),
        (quantity(1, "万亿元"), "1万亿元", "1000000000000", "money"),
        (percent(12), "12%", "0.12", "ratio"),
        (permille(1), "1‰", "0.001", "ratio"),
        (points("2.5"), "2.5个百分点", "0.025", "points"),
        (years(3), "3年", "3", "duration"),
        (years(3, "三年"), "三年", "3", "duration"),
        (quantity(1200, "户"), "1200户", "1200", "count"),
        (quantity(3, "万人次"), "3万人次", "30000", "count"),
        (quantity("160", "万元/亩"), "160万元/亩", "1600000", "money_per_area"),
        (quantity(2, "倍", "翻一番"), "翻一番", "2", "multiple"),
        (quantity("-6", "%", "6%"), "6%", "-0.06", "ratio"),
    ],
)
def test_a_figure_prints_as_written_and_has_a_base_value(
    made: Quantity, printed: str, base: str, dimension: str
) -> None:
    assert (str(made), made.base, made.dimension) == (printed, Decimal(base), dimension)


@pytest.mark.parametrize("written", ["93.1", "93.10", "0.5", "-6", "1234567890123456.123456"])
def test_the_digits_stay_as_written(written: str) -> None:
    assert str(yi(written)) == f"{written}亿元"


@pytest.mark.parametrize(
    "bad",
    [
        1.5, 93.1, float("nan"), float("inf"), True, False, None, [], b"1", "", " 1", "1 ", "+1", "1e5", "1E+5", ".5",
        "5.", "1,000", "NaN", "Infinity", "１２", "12%", "0x10", "1_000", "--1", "1234567890123456789", "0.1234567",
        Decimal("NaN"), Decimal("Infinity"), 10**18,
    ],
)  # fmt: skip
def test_what_is_no_exact_number_is_refused(bad: object) -> None:
    with pytest.raises(ContractError, match="number"):
        decimal(bad)  # type: ignore[arg-type]


def test_a_float_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(
        ContractError, match=r"93\.1 is not an exact number; write it as int or as a string such as '93\.1'"
    ):
        yi(93.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "wanted", "value"),
    [
        (yi("93.1"), "万元", "931000"),
        (wan(5_000), "亿元", "0.5"),
        (permille(1), "%", "0.1"),
        (quantity(4000, "亩"), "万亩", "0.4"),
        (quantity(16, "户"), "家", "16"),
    ],
)
def test_a_figure_converts_within_its_dimension(figure: Quantity, wanted: str, value: str) -> None:
    assert figure.in_unit(wanted) == Quantity(Decimal(value), wanted)


@pytest.mark.parametrize(("figure", "wanted"), [(percent(2), "个百分点"), (yi(1), "户"), (points(2), "%")])
def test_points_percentages_and_money_do_not_convert_into_each_other(figure: Quantity, wanted: str) -> None:
    with pytest.raises(ContractError, match=f"it has no value in {wanted}"):
        figure.in_unit(wanted)


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ContractError, match="unknown unit '公里'; known units: 元 千元 万元 亿元"):
        quantity(1, "公里")
    with pytest.raises(ContractError, match="unknown unit"):
        yuan(1).in_unit("")


@given(NUMBERS, st.sampled_from(sorted(UNITS)))
def test_conversion_there_and_back_is_exact(number: Decimal, name: str) -> None:
    figure = Quantity(number, name)
    for other in (text for text, known in UNITS.items() if known.dimension == unit(name).dimension):
        assert figure.in_unit(other).in_unit(name).value == number


@given(NUMBERS)
def test_base_values_do_not_depend_on_the_ambient_precision(number: Decimal) -> None:
    with localcontext(prec=3):
        found = wan(number).base
    assert found == number * 10_000


@given(NUMBERS)
def test_printing_without_trailing_zeros_keeps_the_value(number: Decimal) -> None:
    assert Decimal(shortest(number)) == Decimal(plain(number)) == number
    assert "E" not in shortest(number)
    assert not ("." in shortest(number) and shortest(number).endswith("0"))


def test_minus_zero_is_zero() -> None:
    assert shortest(Decimal("-0.00")) == "0"
