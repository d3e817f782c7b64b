"""三(一)1 of Lincang's plan: 1‰ of the increase in output, by brackets; and 三(一)3, the backbone enterprises."""

from decimal import Decimal

import pytest

from gongjian import FactValue, Period
from gongjian_lincang.plugin import PLUGIN

INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
GROWTH, BACKBONE = INCENTIVES["output-growth"], INCENTIVES["backbone-output"]
SECOND_QUARTER, YEAR = Period.parse("2024-Q2"), Period.parse("2024")
LAWFUL: dict[str, FactValue] = {
    "lawful_operation": FactValue(True),
    "tax_normal": FactValue(True),
    "above_scale": FactValue(True),
    "industry_code": FactValue("C1530"),
}


def producing(output: str | None, before: str | None, **others: FactValue) -> dict[str, FactValue]:
    """Facts of an above-scale tea maker with output to date and a year before, in yuan; None = not recorded."""
    facts = {**LAWFUL, **others}
    if output is not None:
        facts["gross_output"] = FactValue(Decimal(output))
    if before is not None:
        facts["gross_output_last_year"] = FactValue(Decimal(before))
    return facts


@pytest.mark.parametrize(
    ("output", "before", "outcome", "amount"),
    [
        # 2000万元: below, at, above, growing by more than any bracket asks.
        ("19999999.99", "10000000", "refused", "0.00"),
        ("20000000", "10000000", "awarded", "10000.00"),
        ("20000000.01", "10000000", "awarded", "10000.00"),
        # 25% in the first bracket: below, at, above.
        ("25000000", "20000000.01", "refused", "0.00"),
        ("25000000", "20000000", "awarded", "5000.00"),
        ("25000000", "19999999.99", "awarded", "5000.00"),
        # 5000万元: just below 25% is asked, from there on 20%.
        ("49999999.99", "40816326.53", "refused", "0.00"),
        ("50000000", "40816326.53", "awarded", "9183.67"),
        ("50000000.01", "40816326.53", "awarded", "9183.67"),
        # 20% in the second bracket.
        ("60000000", "50000000.01", "refused", "0.00"),
        ("60000000", "50000000", "awarded", "10000.00"),
        ("60000000", "49999999.99", "awarded", "10000.00"),
        # 10000万元: just below 20% is asked, from there on 15%.
        ("99999999.99", "85000000", "refused", "0.00"),
        ("100000000", "85000000", "awarded", "15000.00"),
        ("100000000.01", "85000000", "awarded", "15000.00"),
        # 15% in the third bracket.
        ("115000000", "100000000.01", "refused", "0.00"),
        ("115000000", "100000000", "awarded", "15000.00"),
        ("115000000", "99999999.99", "awarded", "15000.00"),
        # 50000万元: just below 15% is asked, from there on 10%.
        ("499999999.99", "450000000", "refused", "0.00"),
        ("500000000", "450000000", "awarded", "50000.00"),
        ("500000000.01", "450000000", "awarded", "50000.00"),
        # 10% in the fourth bracket.
        ("550000000", "500000000.01", "refused", "0.00"),
        ("550000000", "500000000", "awarded", "50000.00"),
        ("550000000", "499999999.99", "awarded", "50000.00"),
    ],
)
def test_bracket_and_growth_decide_below_at_and_above(output: str, before: str, outcome: str, amount: str) -> None:
    found = GROWTH.assess(producing(output, before), SECOND_QUARTER)
    assert (found.outcome, found.amount) == (outcome, Decimal(amount))


@pytest.mark.parametrize(
    ("output", "amount"),
    [("30000004.99", "10000.00"), ("30000005", "10000.01"), ("30000014.99", "10000.01"), ("30000015", "10000.02")],
)
def test_the_permille_is_rounded_half_up_to_the_fen_at_the_end(output: str, amount: str) -> None:
    assert GROWTH.assess(producing(output, "20000000"), SECOND_QUARTER).amount == Decimal(amount)


@pytest.mark.parametrize("before", [FactValue(None), FactValue(Decimal(0))])
def test_without_output_a_year_before_there_is_no_growth_to_reward(before: FactValue) -> None:
    facts = producing("30000000", None, gross_output_last_year=before)
    assert GROWTH.assess(facts, SECOND_QUARTER).outcome == "refused"


@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal", "gross_output", "gross_output_last_year"])
def test_what_is_not_recorded_leaves_the_outcome_unknown_and_is_named(missing: str) -> None:
    facts = producing("30000000", "20000000")
    del facts[missing]
    found = GROWTH.assess(facts, SECOND_QUARTER)
    assert (found.outcome, found.amount) == ("unknown", None)
    assert missing in found.missing


def test_below_the_lowest_bracket_nothing_unknown_matters() -> None:
    assert GROWTH.assess(producing("19999999", None), SECOND_QUARTER).outcome == "refused"


@pytest.mark.parametrize(
    ("fact", "value"),
    [("lawful_operation", False), ("tax_normal", False), ("above_scale", False), ("industry_code", "F5200")],
)
def test_each_further_condition_refuses_alone(fact: str, value: bool | str) -> None:
    facts = producing("30000000", "20000000", **{fact: FactValue(value)})
    assert GROWTH.assess(facts, SECOND_QUARTER).outcome == "refused"


@pytest.mark.parametrize("industry", ["B0610", "C1530", "D4411"])
def test_all_industry_may_earn_it(industry: str) -> None:
    facts = producing("30000000", "20000000", industry_code=FactValue(industry))
    assert GROWTH.assess(facts, SECOND_QUARTER).outcome == "awarded"


@pytest.mark.parametrize(
    ("output", "before", "outcome"),
    [
        ("499999999.99", "400000000", "refused"),
        ("500000000", "400000000", "refused"),
        ("500000000.01", "400000000", "awarded"),
        ("600000000", "599999999.99", "awarded"),
        ("600000000", "600000000", "refused"),
        ("600000000", "600000000.01", "refused"),
        ("600000000", None, "unknown"),
        (None, "400000000", "unknown"),
        ("500000000", None, "refused"),
    ],
)
def test_a_backbone_enterprise_exceeds_500_million_and_the_year_before(
    output: str | None, before: str | None, outcome: str
) -> None:
    found = BACKBONE.assess(producing(output, before), YEAR)
    assert found.outcome == outcome
    assert found.amount == {"awarded": Decimal("100000.00"), "refused": Decimal("0.00"), "unknown": None}[outcome]


@pytest.mark.parametrize(
    ("fact", "value"), [("above_scale", False), ("industry_code", "B0610"), ("industry_code", "D4411")]
)
def test_only_above_scale_manufacturing_is_a_backbone(fact: str, value: bool | str) -> None:
    facts = producing("600000000", "500000000", **{fact: FactValue(value)})
    assert BACKBONE.assess(facts, YEAR).outcome == "refused"


@pytest.mark.parametrize("missing", ["lawful_operation", "tax_normal"])
def test_a_backbone_whose_compliance_is_not_recorded_is_unknown(missing: str) -> None:
    facts = producing("600000000", "500000000")
    del facts[missing]
    assert BACKBONE.assess(facts, YEAR).missing == (missing,)
