"""Which records count for Lincang's targets: each condition below, at and above."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import Count, Difference, FactValue, Growth, Period, PerUnit, Sum, check
from gongjian_lincang.plugin import PLUGIN

TARGETS = {target.id: target for target in PLUGIN.register_targets()}
YEAR = Period.parse("2024")
BEFORE, IN, AFTER = date(2023, 12, 31), date(2024, 6, 1), date(2025, 1, 1)
NOT_A_YEAR = (BEFORE, AFTER, None)
Content = bool | str | Decimal | date | frozenset[str] | None

COUNTED: dict[str, dict[str, Content]] = {
    "listed-upgrades": {
        "industry_code": "C1530",
        "above_scale_entered_on": IN,
        "above_scale_entry": "upgrade",
        "lists": frozenset({"upgrade-enterprises"}),
    },
    "listed-projects-commissioned": {
        "lists": frozenset({"commissioning-projects"}),
        "commissioned_on": IN,
        "above_scale_on": IN,
    },
    "farm-processing-projects": {
        "chain": "walnut",
        "industry_code": "C1373",
        "started_on": BEFORE,
        "completed_on": None,
    },
    "emerging-projects": {"chain": "biomedicine", "started_on": IN, "completed_on": IN},
    "trade-processing-projects": {
        "chain": "import-export-processing",
        "origin": "investment_promotion",
        "started_on": IN,
    },
    "continued-projects": {"lists": frozenset({"continued-projects"}), "started_on": BEFORE},
    "preliminary-projects": {"lists": frozenset({"preliminary-projects"}), "preliminary_on": BEFORE},
    "completed-and-above-scale": {
        "industry_code": "C1530",
        "completed_on": IN,
        "commissioned_on": IN,
        "above_scale_on": IN,
    },
    "reserved-projects": {"reserved_on": IN},
    "reserved-projects-from-100m": {"reserved_on": IN, "planned_investment": Decimal(100_000_000)},
    "reserved-projects-50m-to-100m": {"reserved_on": IN, "planned_investment": Decimal(50_000_000)},
    "introduced-industrial-projects": {
        "industry_code": "B0890",
        "origin": "investment_promotion",
        "signed_on": IN,
    },
    "signed-manufacturing-projects": {
        "industry_code": "C1530",
        "origin": "investment_promotion",
        "signed_on": IN,
        "planned_investment": Decimal(50_000_000),
    },
    "started-manufacturing-projects": {
        "industry_code": "C1530",
        "origin": "investment_promotion",
        "signed_on": IN,
        "started_on": IN,
        "planned_investment": Decimal(50_000_000),
    },
    "new-above-scale": {"industry_code": "D4411", "above_scale_entered_on": IN},
    "new-srdi-enterprises": {"title_kind": "srdi_sme", "granted_on": IN},
    "new-innovative-enterprises": {"title_kind": "innovative_enterprise", "granted_on": IN},
    "new-tech-smes": {"title_kind": "tech_sme", "granted_on": IN},
    "digital-workshops": {"title_kind": "digital_workshop", "granted_on": IN},
    "integration-standard-enterprises": {"title_kind": "integration_pilot", "granted_on": IN},
}


def counts(id: str, **changed: Content) -> bool:
    """Whether a record with these facts is counted for a target."""
    measure = TARGETS[id].measure
    assert isinstance(measure, Count)
    facts = {name: FactValue(content) for name, content in {**COUNTED[id], **changed}.items()}
    return check(measure.rows.where, facts, YEAR).outcome == "pass"


@pytest.mark.parametrize("id", COUNTED)
def test_the_record_that_the_clause_speaks_of_counts(id: str) -> None:
    assert counts(id)


@pytest.mark.parametrize("id", COUNTED)
def test_every_fact_that_is_asked_for_must_be_there(id: str) -> None:
    for name, content in COUNTED[id].items():
        if content is not None and name != "completed_on":
            assert not counts(id, **{name: None}), name


@pytest.mark.parametrize("id", COUNTED)
def test_an_event_of_another_year_does_not_count(id: str) -> None:
    for name, content in COUNTED[id].items():
        if content == IN and name not in ("started_on", "completed_on"):
            assert not any(counts(id, **{name: day}) for day in NOT_A_YEAR), name


@pytest.mark.parametrize("id", ["farm-processing-projects", "emerging-projects", "trade-processing-projects"])
def test_a_project_under_way_has_started_and_was_not_complete_before_the_year(id: str) -> None:
    assert counts(id, started_on=BEFORE, completed_on=None)
    assert counts(id, started_on=date(2024, 12, 31), completed_on=None)
    assert counts(id, started_on=BEFORE, completed_on=date(2024, 1, 1))
    assert not counts(id, started_on=AFTER, completed_on=None)
    assert not counts(id, started_on=date(2023, 1, 1), completed_on=BEFORE)


@pytest.mark.parametrize(
    ("size", "upper", "lower"),
    [
        ("49999999.99", False, False),
        ("50000000", False, True),
        ("50000000.01", False, True),
        ("99999999.99", False, True),
        ("100000000", True, False),
        ("100000000.01", True, False),
    ],
)
def test_the_two_bands_of_reserved_projects_share_no_project(size: str, upper: bool, lower: bool) -> None:
    assert counts("reserved-projects-from-100m", planned_investment=Decimal(size)) is upper
    assert counts("reserved-projects-50m-to-100m", planned_investment=Decimal(size)) is lower
    assert counts("reserved-projects", planned_investment=Decimal(size))


@pytest.mark.parametrize(("size", "counted"), [("49999999.99", False), ("50000000", True), ("50000000.01", True)])
def test_signed_and_started_manufacturing_begins_at_50_million(size: str, counted: bool) -> None:
    assert counts("signed-manufacturing-projects", planned_investment=Decimal(size)) is counted
    assert counts("started-manufacturing-projects", planned_investment=Decimal(size)) is counted


def test_a_start_in_the_year_counts_only_for_projects_signed_in_the_year() -> None:
    assert not counts("started-manufacturing-projects", signed_on=BEFORE)
    assert not counts("started-manufacturing-projects", started_on=AFTER)


@pytest.mark.parametrize("id", ["signed-manufacturing-projects", "started-manufacturing-projects"])
def test_mining_is_no_manufacturing(id: str) -> None:
    assert not counts(id, industry_code="B0890")


@pytest.mark.parametrize(
    ("chain", "industry", "counted"),
    [
        ("tea", "A0164", False),
        ("tea", "C1530", True),
        ("coffee", None, False),
        ("farm-produce-processing", None, True),
        ("sugar", None, True),
        ("refined-tea", None, True),
        ("minerals", "C1530", False),
    ],
)
def test_planting_is_no_processing_of_farm_produce(chain: str, industry: str | None, counted: bool) -> None:
    assert counts("farm-processing-projects", chain=chain, industry_code=industry) is counted


def test_a_continued_project_started_before_the_year() -> None:
    assert not counts("continued-projects", started_on=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("id", "inside", "outside"),
    [
        ("refined-tea-growth", "C1530", "C1521"),
        ("electric-power-growth", "D4420", "D4430"),
        ("electric-power-growth", "D4411", "D4511"),
    ],
)
def test_growth_of_an_industry_is_that_of_its_above_scale_enterprises(id: str, inside: str, outside: str) -> None:
    measure = TARGETS[id].measure
    assert isinstance(measure, Growth)
    assert measure.of.of.name == "gross_output"

    def asked(industry: str, above_scale: bool) -> str:
        facts = {"industry_code": FactValue(industry), "above_scale": FactValue(above_scale)}
        return check(measure.of.rows.where, facts, YEAR).outcome

    assert (asked(inside, True), asked(inside, False), asked(outside, True)) == ("pass", "fail", "fail")


@pytest.mark.parametrize(
    ("id", "facts"),
    [
        ("farm-processing-investment", {"chain": "coffee", "industry_code": "C1529"}),
        ("emerging-investment", {"chain": "green-power-materials"}),
        ("trade-processing-investment", {"chain": "import-export-processing", "origin": "investment_promotion"}),
        ("industry-investment", {"industry_code": "C2610"}),
        ("continued-investment", {"lists": frozenset({"continued-projects"})}),
        ("preliminary-investment", {"lists": frozenset({"preliminary-projects"})}),
    ],
)
def test_investment_sums_what_statistics_record_for_these_projects(id: str, facts: dict[str, Content]) -> None:
    measure = TARGETS[id].measure
    assert isinstance(measure, Sum)
    assert measure.of.name == "completed_investment"
    found = {name: FactValue(content) for name, content in facts.items()}
    assert check(measure.rows.where, found, YEAR).outcome == "pass"
    assert check(measure.rows.where, {}, YEAR).outcome == "fail"


@pytest.mark.parametrize("industry", ["B0610", "B0710", "C2511", "D4411", "D4511", "E4700"])
def test_industry_investment_leaves_the_energy_industries_out(industry: str) -> None:
    measure = TARGETS["industry-investment"].measure
    assert isinstance(measure, Sum)
    assert check(measure.rows.where, {"industry_code": FactValue(industry)}, YEAR).outcome == "fail"


def test_the_net_increase_is_entries_less_exits_of_industry() -> None:
    measure = TARGETS["above-scale-net-increase"].measure
    assert isinstance(measure, Difference)
    assert isinstance(measure.plus, Count)
    assert isinstance(measure.minus, Count)
    assert (measure.plus.rows.of, measure.minus.rows.of) == ("entry", "exit")


def test_revenue_per_mu_is_over_the_land_of_the_same_enterprises() -> None:
    measure = TARGETS["revenue-per-mu"].measure
    assert isinstance(measure, PerUnit)
    assert (measure.amount.of.name, measure.size.of.name) == ("revenue", "land_mu")
    assert measure.amount.rows == measure.size.rows
