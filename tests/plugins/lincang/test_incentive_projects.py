"""三(一)4 and 5 of Lincang's plan: investment outside the energy industries, promoted projects that start."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Period
from gongjian_lincang.plugin import PLUGIN

INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
INVESTMENT, PROMOTED = INCENTIVES["non-energy-investment"], INCENTIVES["promoted-project-started"]
FOURTH_QUARTER = Period.parse("2024-Q4")


def project(**others: FactValue) -> dict[str, FactValue]:
    """Facts of a promoted manufacturing project signed, started and entered in 2024."""
    return {
        "lawful_operation": FactValue(True),
        "tax_normal": FactValue(True),
        "industry_code": FactValue("C3985"),
        "origin": FactValue("investment_promotion"),
        "fixed_asset_investment": FactValue(Decimal(80_000_000)),
        "completed_investment": FactValue(Decimal(60_000_000)),
        "signed_on": FactValue(date(2024, 2, 1)),
        "started_on": FactValue(date(2024, 5, 1)),
        "statistics_entered_on": FactValue(date(2024, 6, 1)),
        **others,
    }


@pytest.mark.parametrize(
    ("invested", "outcome", "amount"),
    [
        ("49999999.99", "refused", "0.00"),
        ("50000000", "refused", "0.00"),
        ("50000000.01", "awarded", "50000.00"),
        ("50000004.99", "awarded", "50000.00"),
        ("50000005", "awarded", "50000.01"),
        ("93100000", "awarded", "93100.00"),
    ],
)
def test_more_than_50_million_earns_a_permille_of_the_whole(invested: str, outcome: str, amount: str) -> None:
    found = INVESTMENT.assess(project(completed_investment=FactValue(Decimal(invested))), FOURTH_QUARTER)
    assert (found.outcome, found.amount) == (outcome, Decimal(amount))


@pytest.mark.parametrize(
    ("industry", "outcome"),
    [
        ("B0610", "refused"),
        ("B0710", "refused"),
        ("C2511", "refused"),
        ("D4411", "refused"),
        ("D4511", "refused"),
        ("B0890", "awarded"),
        ("C2610", "awarded"),
        ("D4610", "awarded"),
        ("E4700", "refused"),
    ],
)
def test_the_energy_industries_are_left_out(industry: str, outcome: str) -> None:
    facts = project(industry_code=FactValue(industry))
    assert INVESTMENT.assess(facts, FOURTH_QUARTER).outcome == outcome


@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal", "completed_investment"])
def test_investment_that_cannot_be_judged_is_unknown(missing: str) -> None:
    facts = project()
    del facts[missing]
    assert INVESTMENT.assess(facts, FOURTH_QUARTER).missing == (missing,)


@pytest.mark.parametrize(
    ("size", "outcome"), [("49999999.99", "refused"), ("50000000", "awarded"), ("50000000.01", "awarded")]
)
def test_a_promoted_project_has_at_least_50_million_of_fixed_assets(size: str, outcome: str) -> None:
    found = PROMOTED.assess(project(fixed_asset_investment=FactValue(Decimal(size))), FOURTH_QUARTER)
    assert found.outcome == outcome
    assert found.amount == Decimal("100000.00" if outcome == "awarded" else "0.00")


@pytest.mark.parametrize("milestone", ["signed_on", "started_on", "statistics_entered_on"])
@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2023, 12, 31), "refused"),
        (date(2024, 1, 1), "awarded"),
        (date(2024, 12, 31), "awarded"),
        (date(2025, 1, 1), "refused"),
        (None, "refused"),
    ],
)
def test_signing_start_and_entry_fall_in_2024(milestone: str, day: date | None, outcome: str) -> None:
    assert PROMOTED.assess(project(**{milestone: FactValue(day)}), FOURTH_QUARTER).outcome == outcome


@pytest.mark.parametrize(
    ("fact", "value"),
    [("industry_code", "B0890"), ("industry_code", "D4610"), ("origin", "local"), ("lawful_operation", False)],
)
def test_each_further_condition_of_a_promoted_project_refuses_alone(fact: str, value: bool | str) -> None:
    assert PROMOTED.assess(project(**{fact: FactValue(value)}), FOURTH_QUARTER).outcome == "refused"


@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal", "fixed_asset_investment"])
def test_a_promoted_project_that_cannot_be_judged_is_unknown(missing: str) -> None:
    facts = project()
    del facts[missing]
    assert PROMOTED.assess(facts, FOURTH_QUARTER).missing == (missing,)
