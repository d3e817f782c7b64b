"""A plugin's published results: read as they stand, refused line by line."""

from pathlib import Path

import pytest

from gongjian import ContractError, Period, PublishedResult, Scope, indicator, quantity, read_published

HEADER = "city,scope,indicator_zh,period_from,period_to,value,unit,value_kind,preliminary,source_title,source_url"
GOOD = "mini,全市,地区生产总值,2024-01-01,2024-12-31,1150.19,亿元,level,false,公报,https://example.invalid/1"
SCOPES = (Scope("non-energy", "能源以外", ("非能源工业",)),)


def read(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> tuple[PublishedResult, ...]:
    file = folder / "published.csv"
    file.write_text("\n".join((header, *lines)) + "\n", encoding)
    own = (indicator("mini_rate", "转化率", "Rate", "%", "share", names=("年转化率",)),)
    return read_published(file, own, SCOPES)


def test_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == (
        PublishedResult(
            "", "gdp", Period.parse("2024"), quantity("1150.19", "亿元"), "final", "公报", "https://example.invalid/1"
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("全市", "", "scope", ""),
        ("全市", "全县", "scope", ""),
        ("全市", "能源以外", "scope", "non-energy"),
        ("全市", "非能源工业", "scope", "non-energy"),
        ("false", "true", "status", "preliminary"),
        ("https://example.invalid/1", "", "source_url", None),
        ("2024-12-31", "2024-06-30", "period", Period.parse("2024-H1")),
        ("2024-01-01,2024-12-31", "2024-12-31,2024-12-31", "period", Period.parse("2024-12")),
        ("1150.19,亿元", "11501900,万元", "figure", quantity(11501900, "万元")),
        ("1150.19", "-0.30", "figure", quantity("-0.30", "亿元")),
        ("地区生产总值", "转化率", "indicator", "mini_rate"),
        ("地区生产总值", "年转化率", "indicator", "mini_rate"),
    ],
)
def test_other_writings_of_a_row(tmp_path: Path, old: str, new: str, field: str, value: object) -> None:
    row = GOOD.replace(old, new)
    (found,) = read(tmp_path, row.replace("亿元", "%") if value == "mini_rate" else row)
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("地区生产总值", "幸福指数", "no indicator is called '幸福指数'; add it to the city's"),
        ("全市", "城东", "no scope is called '城东'; add it to the city's scopes"),
        (",https://example.invalid/1", "", "column source_url is missing"),
        ("1150.19", "一千", "'一千' is not a plain number"),
        ("1150.19", "", "'' is not a plain number"),
        ("1150.19", "NaN", "'NaN' is not a plain number"),
        ("亿元", "两", "unknown unit '两'"),
        ("亿元", "户", "gdp is measured in 亿元, not in 户; correct one of them"),
        ("2024-12-31", "2024-12-32", "'2024-12-32' is no day; write it as 2024-12-31"),
        ("2024-01-01", "", "'' is no day"),
        ("2024-12-31", "2024-12-30", "2024-01-01..2024-12-30 is not a span of whole"),
        ("2024-12-31", "2023-12-31", "2024-01-01..2023-12-31 is not a span of whole"),
        ("2024-01-01,2024-12-31", "2024-12-15,2024-12-15", "2024-12-15 closes no month"),
        ("false", "no", "preliminary is 'no'; write true or false"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ContractError) as caught:
        read(tmp_path, GOOD, "", GOOD.replace(old, new))
    assert str(caught.value).startswith(f"published.csv line 4: {message}")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"line 2: column value, unit is missing"):
        read(tmp_path, GOOD, header=HEADER.replace("value,unit,", "amount,measure,"))


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    row, header = GOOD.removeprefix("mini,"), HEADER.removeprefix("city,")
    assert len(read(tmp_path, row, header=header, encoding="utf-8-sig")) == 1


def test_a_title_over_two_lines_keeps_the_count_of_lines_true(tmp_path: Path) -> None:
    broken = GOOD.replace("公报", '"公\n报"')
    with pytest.raises(ContractError, match=r"^published.csv line 4: 'x' is not a plain number"):
        read(tmp_path, broken, GOOD.replace("1150.19", "x"))


def test_an_empty_file_publishes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
