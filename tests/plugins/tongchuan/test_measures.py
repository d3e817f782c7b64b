"""What counts in each measure of Tongchuan's targets: each bound below, at and above, each cohort from its own year."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import Count, FactValue, Period, Rows, Share, check
from gongjian.reader import FactContent
from gongjian_tongchuan.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
YEAR = Period.parse("2024")
SPAN = Period.parse("2023..2025")
WAN = Decimal(10_000)
YI = Decimal(100_000_000)


def counts(rows: Rows, period: Period, facts: dict[str, FactContent]) -> str:
    return check(rows.where, {name: FactValue(value) for name, value in facts.items()}, period).outcome


def whole(id: str) -> Rows:
    measure = SAID[id].measure
    counted = measure.whole if isinstance(measure, Share) else measure
    assert isinstance(counted, Count)
    return counted.rows


def part(id: str) -> Rows:
    measure = SAID[id].measure
    assert isinstance(measure, Share)
    assert isinstance(measure.part, Count)
    return measure.part.rows


RESERVED: dict[str, FactContent] = {"industry_code": "C3252", "reserved_on": date(2024, 3, 1)}
SIGNED: dict[str, FactContent] = {
    "industry_code": "C3670",
    "origin": "investment_promotion",
    "signed_on": date(2024, 5, 1),
    "planned_investment": YI,
}
LISTED: dict[str, FactContent] = {
    "industry_code": "C3670",
    "lists": frozenset({"key-project-list-2024"}),
    "planned_investment": YI + Decimal("0.01"),
}
UPGRADE: dict[str, FactContent] = {
    "industry_code": "B0610",
    "kind": "technical_upgrade",
    "started_on": date(2024, 2, 1),
    "planned_investment": 2_000 * WAN,
}
COMMISSIONED: dict[str, FactContent] = {
    "industry_code": "D4415",
    "key_project": True,
    "commissioned_on": date(2024, 7, 1),
}
SAMPLES = {
    "reserved-projects": RESERVED,
    "signed-projects": SIGNED,
    "signed-projects-from-100m": SIGNED,
    "key-list-projects": LISTED,
    "upgrade-projects": UPGRADE,
    "key-projects-commissioned": COMMISSIONED,
}


@pytest.mark.parametrize("id", SAMPLES)
def test_only_industrial_projects_count(id: str) -> None:
    sample = SAMPLES[id]
    assert counts(whole(id), YEAR, sample) == "pass"
    for code in ("A0111", "E4700", "G5810", "I6550"):
        assert counts(whole(id), YEAR, {**sample, "industry_code": code}) == "fail"


@pytest.mark.parametrize(
    ("id", "milestone"),
    [
        ("reserved-projects", "reserved_on"),
        ("signed-projects", "signed_on"),
        ("signed-projects-from-100m", "signed_on"),
        ("upgrade-projects", "started_on"),
        ("key-projects-commissioned", "commissioned_on"),
    ],
)
def test_a_yearly_count_takes_the_milestones_of_that_year(id: str, milestone: str) -> None:
    for day, wanted in (
        (date(2023, 12, 31), "fail"),
        (date(2024, 1, 1), "pass"),
        (date(2024, 12, 31), "pass"),
        (date(2025, 1, 1), "fail"),
    ):
        assert counts(whole(id), YEAR, {**SAMPLES[id], milestone: day}) == wanted


def test_二_一_conversion_asks_for_a_start_in_the_year_of_reservation() -> None:
    assert whole("reserve-conversion-rate") == whole("reserved-projects")
    started = part("reserve-conversion-rate")
    assert counts(started, YEAR, RESERVED) == "fail"
    assert counts(started, YEAR, {**RESERVED, "started_on": date(2024, 12, 31)}) == "pass"
    assert counts(started, YEAR, {**RESERVED, "started_on": date(2025, 1, 1)}) == "fail"
    earlier = {**RESERVED, "reserved_on": date(2023, 12, 1), "started_on": date(2024, 1, 5)}
    assert counts(started, YEAR, earlier) == "fail"


def test_二_二_only_contracts_from_investment_promotion_count() -> None:
    assert counts(whole("signed-projects"), YEAR, {**SIGNED, "origin": "local"}) == "fail"


@pytest.mark.parametrize(("size", "wanted"), [(YI - 1, "fail"), (YI, "pass"), (YI + 1, "pass")])
def test_二_二_1亿元以上_takes_exactly_100_million(size: Decimal, wanted: str) -> None:
    assert counts(whole("signed-projects-from-100m"), YEAR, {**SIGNED, "planned_investment": size}) == wanted


def test_二_二_a_large_contract_without_a_size_is_unknown_and_not_small() -> None:
    unknown = {name: value for name, value in SIGNED.items() if name != "planned_investment"}
    assert counts(whole("signed-projects-from-100m"), YEAR, unknown) == "unknown"


def test_二_二_the_start_rate_is_of_all_signed_that_year_and_started_within_it() -> None:
    assert whole("signed-projects-started") == whole("signed-projects")
    started = part("signed-projects-started")
    small = {**SIGNED, "planned_investment": WAN}
    assert counts(started, YEAR, {**small, "started_on": date(2024, 12, 31)}) == "pass"
    assert counts(started, YEAR, {**small, "started_on": date(2025, 1, 1)}) == "fail"
    assert counts(started, YEAR, small) == "fail"


@pytest.mark.parametrize(("size", "wanted"), [(YI - 1, "fail"), (YI, "fail"), (YI + Decimal("0.01"), "pass")])
def test_二_三_过亿元_leaves_out_exactly_100_million(size: Decimal, wanted: str) -> None:
    assert counts(whole("key-list-projects"), YEAR, {**LISTED, "planned_investment": size}) == wanted


def test_二_三_the_key_list_is_that_of_the_year_or_the_flag() -> None:
    rows = whole("key-list-projects")
    assert counts(rows, YEAR, {**LISTED, "lists": frozenset({"key-project-list-2023"})}) == "fail"
    assert counts(rows, YEAR, {**LISTED, "lists": frozenset({"key-project-library"})}) == "fail"
    assert counts(rows, YEAR, {**LISTED, "lists": frozenset(), "key_project": True}) == "pass"


def test_二_三_newly_started_means_started_in_the_year() -> None:
    assert whole("key-list-newly-started") == whole("key-list-projects")
    started = part("key-list-newly-started")
    assert counts(started, YEAR, {**LISTED, "started_on": date(2024, 1, 1)}) == "pass"
    assert counts(started, YEAR, {**LISTED, "started_on": date(2023, 12, 31)}) == "fail"
    assert counts(started, YEAR, LISTED) == "fail"


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("technical_upgrade", "pass"), ("expansion", "pass"), ("new_build", "fail"), ("relocation", "fail")],
)
def test_二_四_技改扩能_is_upgrades_and_expansions(kind: str, wanted: str) -> None:
    assert counts(whole("upgrade-projects"), YEAR, {**UPGRADE, "kind": kind}) == wanted


@pytest.mark.parametrize(
    ("size", "wanted"), [(2_000 * WAN - 1, "fail"), (2_000 * WAN, "pass"), (2_000 * WAN + 1, "pass")]
)
def test_二_四_2000万元以上_takes_exactly_20_million(size: Decimal, wanted: str) -> None:
    assert whole("upgrade-projects-from-20m") == whole("upgrade-projects")
    assert counts(part("upgrade-projects-from-20m"), YEAR, {**UPGRADE, "planned_investment": size}) == wanted


def test_二_五_a_commissioned_project_counts_only_when_it_is_a_key_one() -> None:
    rows = whole("key-projects-commissioned")
    for lists, wanted in (
        ("commissioning-list-2024", "pass"),
        ("commissioning-list-2023", "fail"),
        ("key-project-list-2024", "pass"),
        ("key-project-list-2023", "fail"),
        ("key-project-library", "pass"),
        ("problem-list", "fail"),
    ):
        assert counts(rows, YEAR, {**COMMISSIONED, "key_project": False, "lists": frozenset({lists})}) == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(date(2024, 7, 1), "pass"), (date(2025, 7, 1), "pass"), (date(2025, 7, 2), "fail"), (None, "fail")],
)
def test_二_五_above_scale_within_one_year_of_the_projects_own_day(day: date | None, wanted: str) -> None:
    assert whole("above-scale-within-a-year") == whole("key-projects-commissioned")
    assert counts(part("above-scale-within-a-year"), YEAR, {**COMMISSIONED, "above_scale_on": day}) == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2022, 12, 31), "fail"),
        (date(2023, 1, 1), "pass"),
        (date(2025, 12, 31), "pass"),
        (date(2026, 1, 1), "fail"),
    ],
)
def test_一_二_completed_key_projects_and_new_above_scale_firms_add_up_over_three_years(day: date, wanted: str) -> None:
    key: dict[str, FactContent] = {"industry_code": "C27", "key_project": True, "completed_on": day}
    assert counts(whole("key-projects-completed"), SPAN, key) == wanted
    library = {**key, "key_project": False, "lists": frozenset({"key-project-library"})}
    assert counts(whole("key-projects-completed"), SPAN, library) == wanted
    assert counts(whole("key-projects-completed"), SPAN, {**key, "key_project": False}) == "fail"
    entry: dict[str, FactContent] = {"industry_code": "C27", "above_scale_entered_on": day}
    assert whole("new-above-scale-enterprises").of == "entry"
    assert counts(whole("new-above-scale-enterprises"), SPAN, entry) == wanted
