"""三(一)6 and 7 of Lincang's plan: titles, clean production, benchmarks, and the equipment subsidy."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Period
from gongjian_lincang.plugin import PLUGIN

INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
EQUIPMENT = INCENTIVES["digital-equipment"]
FIRST_QUARTER, YEAR = Period.parse("2024-Q1"), Period.parse("2024")
FIRST_ONLY = {
    "first-little-giant": ("kind=little_giant,level=national", "100000.00"),
    "first-srdi-sme": ("kind=srdi_sme", "50000.00"),
    "first-innovative-sme": ("kind=innovative_sme", "20000.00"),
}
EACH_ONCE = {
    "clean-production-provincial": ("kind=clean_production,level=provincial", "100000.00"),
    "clean-production-city": ("kind=clean_production,level=city", "50000.00"),
    "digital-benchmark": ("kind=digital_benchmark,level=provincial", "300000.00"),
    "integration-pilot": ("kind=integration_pilot,level=national", "150000.00"),
}
TITLES = [(id, *said) for id, said in (FIRST_ONLY | EACH_ONCE).items()]


def enterprise(**others: FactValue) -> dict[str, FactValue]:
    """Facts of a compliant tea maker whose output of the year is above the year before."""
    return {
        "lawful_operation": FactValue(True),
        "tax_normal": FactValue(True),
        "industry_code": FactValue("C1530"),
        "gross_output": FactValue(Decimal(20_000_000)),
        "gross_output_last_year": FactValue(Decimal(15_000_000)),
        **others,
    }


def granted(narrowed: str, day: date | None = date(2024, 2, 10), first: bool = True) -> dict[str, FactValue]:
    return enterprise(
        **{
            f"certification_granted_on[{narrowed}]": FactValue(day),
            f"certification_first[{narrowed}]": FactValue(first),
        }
    )


@pytest.mark.parametrize(("id", "narrowed", "amount"), TITLES)
def test_a_title_of_2024_earns_its_lump_sum(id: str, narrowed: str, amount: str) -> None:
    found = INCENTIVES[id].assess(granted(narrowed), FIRST_QUARTER)
    assert (found.outcome, found.amount) == ("awarded", Decimal(amount))


@pytest.mark.parametrize(("id", "narrowed", "amount"), TITLES)
@pytest.mark.parametrize(
    ("day", "awarded"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
        (None, False),
    ],
)
def test_the_title_is_granted_in_2024(id: str, narrowed: str, amount: str, day: date | None, awarded: bool) -> None:
    found = INCENTIVES[id].assess(granted(narrowed, day), FIRST_QUARTER)
    assert found.amount == Decimal(amount if awarded else "0.00")


@pytest.mark.parametrize("id", FIRST_ONLY)
def test_a_title_renewed_is_no_first_recognition(id: str) -> None:
    narrowed, _ = FIRST_ONLY[id]
    assert INCENTIVES[id].assess(granted(narrowed, first=False), FIRST_QUARTER).outcome == "refused"


@pytest.mark.parametrize("id", EACH_ONCE)
def test_acceptance_and_listing_ask_for_no_first_time(id: str) -> None:
    narrowed, _ = EACH_ONCE[id]
    assert INCENTIVES[id].assess(granted(narrowed, first=False), FIRST_QUARTER).outcome == "awarded"


@pytest.mark.parametrize(
    ("id", "other"),
    [
        ("first-little-giant", "kind=little_giant,level=provincial"),
        ("clean-production-provincial", "kind=clean_production,level=city"),
        ("clean-production-city", "kind=clean_production,level=provincial"),
        ("digital-benchmark", "kind=digital_benchmark,level=city"),
        ("integration-pilot", "kind=integration_pilot,level=provincial"),
    ],
)
def test_another_level_earns_nothing(id: str, other: str) -> None:
    assert INCENTIVES[id].assess(granted(other), FIRST_QUARTER).outcome == "refused"


@pytest.mark.parametrize(("id", "narrowed", "amount"), TITLES)
@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal"])
def test_unrecorded_compliance_leaves_it_unknown(id: str, narrowed: str, amount: str, missing: str) -> None:
    facts = granted(narrowed)
    del facts[missing]
    found = INCENTIVES[id].assess(facts, FIRST_QUARTER)
    assert (found.outcome, found.missing) == ("unknown", (missing,))
    assert amount == str(INCENTIVES[id].assess(granted(narrowed), FIRST_QUARTER).amount)


@pytest.mark.parametrize(("id", "narrowed", "amount"), TITLES)
def test_only_industry_is_paid_from_the_fund(id: str, narrowed: str, amount: str) -> None:
    facts = granted(narrowed) | {"industry_code": FactValue("I6510")}
    assert INCENTIVES[id].assess(facts, FIRST_QUARTER).amount != Decimal(amount)


@pytest.mark.parametrize(
    ("purchase", "outcome", "amount"),
    [
        ("0", "refused", "0.00"),
        ("0.01", "awarded", "0.00"),
        ("0.05", "awarded", "0.01"),
        ("1000000.04", "awarded", "100000.00"),
        ("1000000.05", "awarded", "100000.01"),
        ("4999999.90", "awarded", "499999.99"),
        ("5000000", "awarded", "500000.00"),
        ("5000000.10", "awarded", "500000.00"),
        ("80000000", "awarded", "500000.00"),
    ],
)
def test_equipment_earns_a_tenth_and_at_most_half_a_million(purchase: str, outcome: str, amount: str) -> None:
    found = EQUIPMENT.assess(enterprise(digital_equipment_purchase=FactValue(Decimal(purchase))), YEAR)
    assert (found.outcome, found.amount) == (outcome, Decimal(amount))


@pytest.mark.parametrize(
    ("before", "outcome"), [("19999999.99", "awarded"), ("20000000", "refused"), ("20000000.01", "refused")]
)
def test_the_subsidy_asks_for_output_above_the_year_before(before: str, outcome: str) -> None:
    facts = enterprise(
        digital_equipment_purchase=FactValue(Decimal(1_000_000)), gross_output_last_year=FactValue(Decimal(before))
    )
    assert EQUIPMENT.assess(facts, YEAR).outcome == outcome


def test_without_a_recorded_purchase_there_is_no_subsidy() -> None:
    assert EQUIPMENT.assess(enterprise(), YEAR).outcome == "refused"


@pytest.mark.parametrize("industry", ["B0890", "D4610"])
def test_the_subsidy_is_for_manufacturing(industry: str) -> None:
    purchase = FactValue(Decimal(1_000_000))
    facts = enterprise(digital_equipment_purchase=purchase, industry_code=FactValue(industry))
    assert EQUIPMENT.assess(facts, YEAR).outcome == "refused"


def test_an_enterprise_below_scale_may_have_the_subsidy() -> None:
    facts = enterprise(digital_equipment_purchase=FactValue(Decimal(1_000_000)), above_scale=FactValue(False))
    assert EQUIPMENT.assess(facts, YEAR).amount == Decimal("100000.00")


@pytest.mark.parametrize("missing", ["gross_output", "gross_output_last_year", "lawful_operation", "tax_normal"])
def test_a_subsidy_that_cannot_be_judged_is_unknown(missing: str) -> None:
    facts = enterprise(digital_equipment_purchase=FactValue(Decimal(1_000_000)))
    del facts[missing]
    assert EQUIPMENT.assess(facts, YEAR).missing == (missing,)
