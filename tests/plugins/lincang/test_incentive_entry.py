"""三(一)2 of Lincang's plan: entry to above-scale, and the further award for newly built manufacturing."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Period
from gongjian_lincang.plugin import PLUGIN

INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
ENTRY, FURTHER = INCENTIVES["new-above-scale"], INCENTIVES["new-build-manufacturing"]
THIRD_QUARTER, YEAR = Period.parse("2024-Q3"), Period.parse("2024")
PAID = Decimal("200000.00")


def entered(**others: FactValue) -> dict[str, FactValue]:
    """Facts of a tea maker built, commissioned and above-scale in 2024 with 60 million yuan of output."""
    return {
        "lawful_operation": FactValue(True),
        "tax_normal": FactValue(True),
        "industry_code": FactValue("C1530"),
        "above_scale": FactValue(True),
        "above_scale_entered_on": FactValue(date(2024, 8, 15)),
        "above_scale_entry": FactValue("new_build"),
        "enterprise_commissioned_on": FactValue(date(2024, 3, 1)),
        "gross_output": FactValue(Decimal(60_000_000)),
        **others,
    }


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
def test_the_entry_falls_in_2024(day: date | None, outcome: str) -> None:
    facts = entered(above_scale_entered_on=FactValue(day))
    assert ENTRY.assess(facts, THIRD_QUARTER).outcome == outcome
    assert FURTHER.assess(facts, YEAR).outcome == outcome


@pytest.mark.parametrize(
    ("earlier", "outcome"),
    [
        (date(2021, 8, 14), "awarded"),
        (date(2021, 8, 15), "refused"),
        (date(2021, 8, 16), "refused"),
        (None, "awarded"),
    ],
)
def test_a_repeat_within_three_years_is_excluded_and_three_years_exactly_too(
    earlier: date | None, outcome: str
) -> None:
    facts = entered(previous_above_scale_entered_on=FactValue(earlier))
    assert ENTRY.assess(facts, THIRD_QUARTER).outcome == outcome
    assert FURTHER.assess(facts, YEAR).outcome == outcome


@pytest.mark.parametrize(
    ("entry", "first", "further"), [("upgrade", PAID, "0.00"), ("new_build", PAID, PAID), (None, "0.00", "0.00")]
)
def test_upgrade_and_new_build_earn_the_first_award_and_new_build_alone_the_second(
    entry: str | None, first: Decimal | str, further: Decimal | str
) -> None:
    facts = entered(above_scale_entry=FactValue(entry))
    assert ENTRY.assess(facts, THIRD_QUARTER).amount == Decimal(first)
    assert FURTHER.assess(facts, YEAR).amount == Decimal(further)


@pytest.mark.parametrize(
    ("output", "outcome"), [("49999999.99", "refused"), ("50000000", "refused"), ("50000000.01", "awarded")]
)
def test_the_further_award_asks_for_more_than_50_million(output: str, outcome: str) -> None:
    facts = entered(gross_output=FactValue(Decimal(output)))
    assert FURTHER.assess(facts, YEAR).outcome == outcome
    assert ENTRY.assess(facts, THIRD_QUARTER).outcome == "awarded"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2023, 12, 31), "refused"),
        (date(2024, 1, 1), "awarded"),
        (date(2024, 12, 31), "awarded"),
        (None, "refused"),
    ],
)
def test_the_further_award_asks_for_commissioning_in_2024(day: date | None, outcome: str) -> None:
    assert FURTHER.assess(entered(enterprise_commissioned_on=FactValue(day)), YEAR).outcome == outcome


@pytest.mark.parametrize(
    ("industry", "first", "further"),
    [
        ("C1530", "awarded", "awarded"),
        ("B0610", "awarded", "refused"),
        ("D4411", "awarded", "refused"),
        ("A0170", "refused", "refused"),
    ],
)
def test_the_first_award_is_for_industry_and_the_second_for_manufacturing(
    industry: str, first: str, further: str
) -> None:
    facts = entered(industry_code=FactValue(industry))
    assert ENTRY.assess(facts, THIRD_QUARTER).outcome == first
    assert FURTHER.assess(facts, YEAR).outcome == further


@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal"])
def test_unrecorded_compliance_leaves_both_unknown(missing: str) -> None:
    facts = entered()
    del facts[missing]
    assert ENTRY.assess(facts, THIRD_QUARTER).missing == (missing,)
    assert FURTHER.assess(facts, YEAR).missing == (missing,)


def test_unrecorded_output_leaves_the_further_award_unknown_and_the_first_paid() -> None:
    facts = entered()
    del facts["gross_output"]
    assert FURTHER.assess(facts, YEAR).missing == ("gross_output",)
    assert ENTRY.assess(facts, THIRD_QUARTER).amount == PAID


@pytest.mark.parametrize("fact", ["lawful_operation", "tax_normal"])
def test_a_recorded_breach_refuses_both(fact: str) -> None:
    facts = entered(**{fact: FactValue(False)})
    assert ENTRY.assess(facts, THIRD_QUARTER).outcome == "refused"
    assert FURTHER.assess(facts, YEAR).outcome == "refused"
