"""Support and pressure of Linyi's plan by clause, and who falls under what can be computed."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Incentive, Period
from gongjian_linyi.plugin import PLUGIN

SAID: dict[str, Incentive] = {item.id: item for item in PLUGIN.register_incentives()}
YEAR = Period.parse("2022")
Given = dict[str, FactValue]


def given(**facts: bool | str | Decimal | date | frozenset[str] | None) -> Given:
    return {name: FactValue(value) for name, value in facts.items()}


def test_the_plan_has_these_measures_and_pays_no_amount() -> None:
    rows = [(item.id, item.clause, item.polarity, item.subject, item.computable) for item in SAID.values()]
    assert rows == [
        ("evaluation-support", "三(一)", "support", "enterprise", False),
        ("evaluation-restriction", "三(一)", "restriction", "enterprise", False),
        ("first-batch-elimination", "三(一)", "elimination", "enterprise", True),
        ("low-tax-elimination", "三(一)", "elimination", "enterprise", True),
        ("quality-enterprise-support", "三(二)", "support", "enterprise", True),
        ("upgrade-investment-support", "三(三)", "support", "enterprise", False),
        ("key-upgrade-support", "三(三)", "support", "project", True),
        ("benchmark-upgrade-honour", "三(三)", "honour", "project", True),
        ("selected-high-tech-support", "三(四)", "support", "enterprise", True),
        ("listing-pool-support", "三(九)", "support", "enterprise", True),
        ("beijing-exchange-support", "三(九)", "support", "enterprise", True),
        ("project-factors", "四(二)", "support", "project", False),
        ("no-arbitrary-charges", "四(二)", "restriction", "department", False),
        ("inspection-filing", "四(二)", "restriction", "department", False),
        ("sponsored-enterprises", "四(二)", "support", "enterprise", False),
        ("yearly-reward", "四(三)", "honour", "department", False),
        ("yearly-sanction", "四(三)", "sanction", "department", False),
        ("county-examples", "四(三)", "honour", "division", False),
    ]
    assert all(item.amount is None and item.fund is None and item.settled is None for item in SAID.values())


FIRM = given(industry_code="C2011", above_scale=True, land_mu=Decimal(10))


@pytest.mark.parametrize(
    ("tax", "outcome"),
    [("299999.99", "awarded"), ("300000.00", "refused"), ("300000.01", "refused"), ("0", "awarded")],
)
def test_tax_per_mu_falls_under_clearing_only_below_thirty_thousand(tax: str, outcome: str) -> None:
    found = SAID["low-tax-elimination"].assess(FIRM | given(tax_paid=Decimal(tax)), YEAR)
    assert found.outcome == outcome
    assert found.amount in (None, Decimal("0.00"))


def test_a_quotient_that_does_not_come_out_even_is_compared_exactly() -> None:
    mu = FIRM | given(land_mu=Decimal(7))
    found = [
        SAID["low-tax-elimination"].assess(mu | given(tax_paid=Decimal(tax)), YEAR).outcome
        for tax in ("209999.99", "210000.00")
    ]
    assert found == ["awarded", "refused"]


@pytest.mark.parametrize(
    "other",
    [given(above_scale=False), given(industry_code="F5111"), given(land_mu=Decimal(0))],
    ids=["below scale", "not industrial", "no land"],
)
def test_others_than_above_scale_industry_on_land_do_not_fall_under_clearing(other: Given) -> None:
    facts = FIRM | given(tax_paid=Decimal(1)) | other
    assert SAID["low-tax-elimination"].assess(facts, YEAR).outcome == "refused"


@pytest.mark.parametrize("missing", ["tax_paid", "land_mu"])
def test_a_missing_statistic_leaves_clearing_unknown_and_is_named(missing: str) -> None:
    facts = {name: value for name, value in (FIRM | given(tax_paid=Decimal(1))).items() if name != missing}
    found = SAID["low-tax-elimination"].assess(facts, YEAR)
    assert (found.outcome, found.missing) == ("unknown", (missing,))


def test_the_threshold_is_a_parameter_in_the_unit_of_the_clause() -> None:
    said = SAID["low-tax-elimination"]
    assert [(item.name, str(item.value), item.unit) for item in said.parameters] == [("tax-per-mu", "3", "万元/亩")]
    facts = FIRM | given(tax_paid=Decimal(350_000))
    assert said.assess(facts, YEAR).outcome == "refused"
    assert said.changed({"tax-per-mu": Decimal(4)}).assess(facts, YEAR).outcome == "awarded"


@pytest.mark.parametrize(
    ("id", "listed"),
    [
        ("first-batch-elimination", "low-efficiency-first-batch"),
        ("quality-enterprise-support", "quality-enterprises"),
        ("key-upgrade-support", "key-upgrade-projects-2022"),
        ("benchmark-upgrade-honour", "benchmark-upgrade-projects-2022"),
        ("selected-high-tech-support", "selected-high-tech"),
        ("listing-pool-support", "listing-pool"),
    ],
)
def test_a_list_decides_who_is_supported_or_cleared(id: str, listed: str) -> None:
    assert SAID[id].assess(given(lists=frozenset({listed, "low-efficiency"})), YEAR).outcome == "awarded"
    assert SAID[id].assess(given(lists=frozenset({"low-efficiency", "upgrade-pool"})), YEAR).outcome == "refused"


@pytest.mark.parametrize("kind", ["srdi_sme", "little_giant"])
def test_specialised_enterprises_are_supported_on_the_beijing_exchange(kind: str) -> None:
    said, key = SAID["beijing-exchange-support"], f"certification_granted_on[kind={kind}]"
    assert said.assess({key: FactValue(date(2022, 12, 31))}, YEAR).outcome == "awarded"
    assert said.assess({key: FactValue(date(2023, 1, 1))}, YEAR).outcome == "refused"
    assert (
        said.assess({"certification_granted_on[kind=gazelle]": FactValue(date(2020, 1, 1))}, YEAR).outcome == "refused"
    )


def test_the_first_batch_is_for_2022_and_the_rest_for_the_whole_plan() -> None:
    spans = {item.id: (str(item.valid.from_), str(item.valid.to)) for item in SAID.values()}
    assert spans.pop("first-batch-elimination") == ("2022-01-01", "2022-12-31")
    assert set(spans.values()) == {("2022-01-01", "2026-12-31")}
