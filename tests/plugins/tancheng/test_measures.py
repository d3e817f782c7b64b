"""What counts in each measure of Tancheng's targets: each bound below, at and above, each year at its ends."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import Count, FactValue, Period, Rows, Sum, check
from gongjian.reader import FactContent
from gongjian_tancheng.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
YEAR = Period.parse("2021")
SPAN = Period.parse("2020..2022")
FEN = Decimal("0.01")
YI = Decimal(100_000_000)
SECTORS = (
    "green-chemicals",
    "food-processing",
    "building-materials-furnishings",
    "electronic-information",
    "medicine",
)


def counts(rows: Rows, period: Period, facts: dict[str, FactContent]) -> str:
    return check(rows.where, {name: FactValue(value) for name, value in facts.items()}, period).outcome


def rows_of(id: str) -> Rows:
    measure = SAID[id].measure
    assert isinstance(measure, (Count, Sum))
    return measure.rows


LANDED: dict[str, FactContent] = {
    "industry_code": "C2614",
    "origin": "investment_promotion",
    "signed_on": date(2021, 3, 1),
    "started_on": date(2021, 9, 1),
    "planned_investment": 20 * YI,
}
ENTERPRISE: dict[str, FactContent] = {"industry_code": "C1331", "gross_output": 2 * YI, "above_scale": True}
ENTRY: dict[str, FactContent] = {"industry_code": "C1331", "above_scale_entered_on": date(2021, 5, 1)}
INDUSTRIAL_ONLY = {
    "landed-over-1bn": LANDED,
    "landed-over-100m": LANDED,
    "enterprises-over-100m": ENTERPRISE,
    "above-scale-enterprises": ENTERPRISE,
    "new-above-scale-2021": ENTRY,
}


@pytest.mark.parametrize("id", INDUSTRIAL_ONLY)
def test_only_industry_counts(id: str) -> None:
    for code, wanted in (("B1019", "pass"), ("C2614", "pass"), ("D4415", "pass"), ("A0111", "fail"), ("G5810", "fail")):
        assert counts(rows_of(id), YEAR, {**INDUSTRIAL_ONLY[id], "industry_code": code}) == wanted


@pytest.mark.parametrize("sector", SECTORS)
def test_二_a_sectors_above_scale_output_is_summed_over_its_own_above_scale_enterprises(sector: str) -> None:
    measure = SAID[f"{sector}-above-scale-output"].measure
    assert isinstance(measure, Sum)
    assert (measure.of.name, measure.rows.of, measure.years_back) == ("gross_output", "enterprise", 0)
    for chain in (*SECTORS, "textiles-garments"):
        wanted = "pass" if chain == sector else "fail"
        assert counts(measure.rows, YEAR, {**ENTERPRISE, "chain": chain}) == wanted
    assert counts(measure.rows, YEAR, {**ENTERPRISE, "chain": sector, "above_scale": False}) == "fail"


@pytest.mark.parametrize(("output", "wanted"), [(YI - FEN, "fail"), (YI, "fail"), (YI + FEN, "pass")])
def test_二_二_产值过亿元_leaves_out_exactly_100_million(output: Decimal, wanted: str) -> None:
    assert rows_of("enterprises-over-100m").of == "enterprise"
    assert counts(rows_of("enterprises-over-100m"), YEAR, {**ENTERPRISE, "gross_output": output}) == wanted


def test_二_二_an_enterprise_without_output_is_unknown_and_not_small() -> None:
    assert counts(rows_of("enterprises-over-100m"), YEAR, {"industry_code": "C1331"}) == "unknown"


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_二_三_new_above_scale_enterprises_are_the_entries_of_that_year(year: int) -> None:
    rows, period = rows_of(f"new-above-scale-{year}"), Period.years(year, year)
    assert rows.of == "entry"
    for day, wanted in (
        (date(year - 1, 12, 31), "fail"),
        (date(year, 1, 1), "pass"),
        (date(year, 12, 31), "pass"),
        (date(year + 1, 1, 1), "fail"),
    ):
        assert counts(rows, period, {**ENTRY, "above_scale_entered_on": day}) == wanted


def test_二_三_the_total_counts_those_above_scale_on_the_day() -> None:
    rows = rows_of("above-scale-enterprises")
    assert rows.of == "enterprise"
    assert counts(rows, SPAN, ENTERPRISE) == "pass"
    assert counts(rows, SPAN, {**ENTERPRISE, "above_scale": False}) == "fail"


@pytest.mark.parametrize(
    ("completed", "wanted"),
    [(date(2019, 6, 1), "pass"), (date(2022, 12, 31), "pass"), (date(2023, 1, 1), "fail"), (None, "fail")],
)
def test_二_四_a_park_on_the_list_counts_once_it_is_completed(completed: date | None, wanted: str) -> None:
    rows = rows_of("small-firm-parks")
    park: dict[str, FactContent] = {"lists": frozenset({"small-firm-parks"}), "completed_on": completed}
    assert counts(rows, SPAN, park) == wanted
    assert counts(rows, SPAN, {**park, "lists": frozenset({"promotion-projects"})}) == "fail"


@pytest.mark.parametrize(("id", "floor"), [("landed-over-1bn", 10 * YI), ("landed-over-100m", YI)])
def test_二_五_过_leaves_out_exactly_that_size(id: str, floor: Decimal) -> None:
    for size, wanted in ((floor - FEN, "fail"), (floor, "fail"), (floor + FEN, "pass")):
        assert counts(rows_of(id), YEAR, {**LANDED, "planned_investment": size}) == wanted
    unknown = {name: value for name, value in LANDED.items() if name != "planned_investment"}
    assert counts(rows_of(id), YEAR, unknown) == "unknown"


@pytest.mark.parametrize("id", ["landed-over-1bn", "landed-over-100m"])
def test_二_五_a_project_counts_in_the_year_in_which_it_lands(id: str) -> None:
    rows = rows_of(id)
    for landed, wanted in (
        (date(2020, 12, 31), "fail"),
        (date(2021, 1, 1), "pass"),
        (date(2021, 12, 31), "pass"),
        (date(2022, 1, 1), "fail"),
        (None, "fail"),
    ):
        assert counts(rows, YEAR, {**LANDED, "signed_on": date(2020, 11, 1), "started_on": landed}) == wanted


@pytest.mark.parametrize("id", ["landed-over-1bn", "landed-over-100m"])
def test_二_五_a_project_counts_only_when_it_was_signed_in_investment_promotion(id: str) -> None:
    assert counts(rows_of(id), YEAR, {**LANDED, "signed_on": None}) == "fail"
    assert counts(rows_of(id), YEAR, {**LANDED, "origin": "local"}) == "fail"


@pytest.mark.parametrize(
    ("granted", "wanted"),
    [
        (date(2019, 12, 31), "fail"),
        (date(2020, 1, 1), "pass"),
        (date(2022, 12, 31), "pass"),
        (date(2023, 1, 1), "fail"),
    ],
)
def test_三_二_high_tech_enterprises_of_three_years_are_counted_together(granted: date, wanted: str) -> None:
    rows = rows_of("new-high-tech-enterprises")
    assert rows.of == "title"
    assert counts(rows, SPAN, {"title_kind": "high_tech", "granted_on": granted}) == wanted
    assert counts(rows, SPAN, {"title_kind": "tech_sme", "granted_on": granted}) == "fail"
