"""Money: rounded once to the fen, half up; capped; never negative; and the parameters it hangs on."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import (
    ContractError,
    FactValue,
    Is,
    Lump,
    Minus,
    Outcome,
    Period,
    Rate,
    amount_of,
    fact,
    param,
    percent,
    permille,
    quantity,
    wan,
)

from .mini_city import mini_city

YEAR = Period.parse("2024")
BOUGHT, OUTPUT, BEFORE = (
    fact(name) for name in ("digital_equipment_purchase", "gross_output", "gross_output_last_year")
)
TENTH = Rate(param("rate", percent(10)), BOUGHT, param("cap", wan(50)))
INCREMENT = Rate(param("rate", permille(1)), Minus(OUTPUT, BEFORE))
MONEY = st.decimals("-999999999999.99", "999999999999.99", places=2)
INCENTIVES = {item.id: item for item in mini_city().incentives}


def known(**values: Any) -> dict[str, FactValue]:
    return {key: FactValue(value, "录入") for key, value in values.items()}


@pytest.mark.parametrize(
    ("bought", "amount"),
    [
        ("4999999.90", "499999.99"),
        ("5000000", "500000.00"),
        ("5000000.10", "500000.00"),
        ("0.04", "0.00"),
        ("0.05", "0.01"),
        ("0.15", "0.02"),
        ("0.25", "0.03"),
        ("0", "0.00"),
        ("-100", "0.00"),
    ],
)
def test_a_rate_is_rounded_half_up_capped_and_never_negative(bought: str, amount: str) -> None:
    found = amount_of(TENTH, known(digital_equipment_purchase=Decimal(bought)), YEAR)
    assert str(found) == amount


@pytest.mark.parametrize(
    ("increment", "amount"), [("4.99", "0.00"), ("5", "0.01"), ("5.01", "0.01"), ("14.99", "0.01")]
)
def test_half_a_fen_rounds_up_after_the_rate_not_before(increment: str, amount: str) -> None:
    found = amount_of(INCREMENT, known(gross_output=Decimal(increment), gross_output_last_year=Decimal(0)), YEAR)
    assert str(found) == amount


@given(now=MONEY, before=MONEY)
def test_one_permille_of_an_increment_is_exact_whatever_the_ambient_precision(now: Decimal, before: Decimal) -> None:
    with localcontext(prec=4):
        found = amount_of(INCREMENT, known(gross_output=now, gross_output_last_year=before), YEAR)
    wanted = max(Decimal(0), (now - before) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found == wanted
    assert str(found) == str(wanted)


def test_a_lump_sum_is_yuan_to_the_fen_and_needs_no_fact() -> None:
    assert str(amount_of(Lump(param("lump", wan(20))), {}, YEAR)) == "200000.00"
    assert str(amount_of(Lump(param("lump", quantity(-1, "万元"))), {}, YEAR)) == "0.00"


def test_an_amount_on_a_figure_that_is_not_there_is_none() -> None:
    assert amount_of(INCREMENT, known(gross_output=Decimal(1)), YEAR) is None
    assert amount_of(TENTH, {}, YEAR) is None


def assessed(**values: Any) -> Outcome:
    return INCENTIVES["output"].assess(known(**values), YEAR)


def test_who_meets_every_condition_is_awarded_with_its_reasons() -> None:
    found = assessed(above_scale=True, gross_output=Decimal(25_000_000), gross_output_last_year=Decimal(20_000_000))
    assert (found.outcome, found.amount, found.missing) == ("awarded", Decimal("5000.00"), ())
    assert [(reason.outcome, reason.wanted, reason.found) for reason in found.reasons] == [
        ("pass", "是", "是"),
        ("pass", "≥ 25% (工业总产值 25000000元 ≥ 2000万元)", "25%"),
    ]


def test_one_failed_condition_refuses_whatever_is_unknown() -> None:
    found = assessed(above_scale=False)
    assert (found.outcome, found.amount, found.missing) == ("refused", Decimal("0.00"), ())
    assert [reason.outcome for reason in found.reasons] == ["fail", "unknown", "unknown"]


def test_the_unknown_names_every_fact_that_lacks() -> None:
    assert assessed(above_scale=True).missing == ("gross_output", "gross_output_last_year")
    found = assessed(above_scale=True, gross_output=Decimal(30_000_000))
    assert (found.outcome, found.amount, found.missing) == ("unknown", None, ("gross_output_last_year",))


def equipment(**values: Any) -> Outcome:
    paid = replace(INCENTIVES["entry"], when=Is(fact("above_scale")), amount=TENTH)
    return paid.assess(known(above_scale=True, **values), YEAR)


def test_nothing_bought_is_nothing_to_pay_on_and_says_so() -> None:
    found = equipment()
    assert (found.outcome, found.amount, found.missing) == ("refused", Decimal("0.00"), ())
    reason = found.reasons[-1]
    assert (reason.condition, reason.outcome, reason.wanted, reason.found) == (
        "数字化改造设备采购价 × 10%,最高不超过 50万元",
        "fail",
        "有计算基数",
        "无",
    )
    assert equipment(digital_equipment_purchase=Decimal(7)).amount == Decimal("0.70")


def test_an_amount_on_an_unknown_figure_is_unknown_with_a_reason() -> None:
    rate = Rate(param("rate", percent(1)), fact("rd_expense"))
    paid = replace(INCENTIVES["entry"], when=Is(fact("above_scale")), amount=rate)
    found = paid.assess(known(above_scale=True), YEAR)
    assert (found.outcome, found.missing, found.reasons[-1].outcome) == ("unknown", ("rd_expense",), "unknown")


def test_what_pays_no_money_is_decided_without_an_amount() -> None:
    facts = known(tax_paid=Decimal(1), tax_paid_last_year=Decimal(2), lists=frozenset({"low-output"}))
    assert INCENTIVES["closure"].assess(facts, YEAR) == Outcome(
        "awarded", None, INCENTIVES["closure"].assess(facts, YEAR).reasons, ()
    )


def test_what_has_no_condition_cannot_be_assessed() -> None:
    praise = replace(INCENTIVES["closure"], when=None)
    assert not praise.computable
    with pytest.raises(ContractError, match="closure has no condition on records"):
        praise.assess({}, YEAR)


def test_parameters_and_facts_are_listed_once_in_the_clauses_order() -> None:
    assert [str(parameter.quantity) for parameter in INCENTIVES["output"].parameters] == [
        "2000万元", "25%", "1亿元", "10%", "1‰", "50万元",
    ]  # fmt: skip
    assert [found.key for found in INCENTIVES["output"].facts] == [
        "above_scale",
        "gross_output",
        "gross_output_last_year",
    ]
    assert INCENTIVES["closure"].parameters == ()


def test_a_changed_parameter_changes_the_answer_and_not_the_original() -> None:
    values = {"gross_output": Decimal(25_000_000), "gross_output_last_year": Decimal(20_000_000), "above_scale": True}
    changed = INCENTIVES["output"].changed({"rate": 2, "growth-from-20m": "25.1"})
    assert changed.assess(known(**values), YEAR).outcome == "refused"
    doubled = INCENTIVES["output"].changed({"rate": Decimal(2)})
    assert doubled.assess(known(**values), YEAR).amount == Decimal("10000.00")
    assert assessed(**values).amount == Decimal("5000.00")
    assert doubled.changed({"rate": 1}) == INCENTIVES["output"]


def test_a_changed_parameter_must_exist_and_be_exact() -> None:
    with pytest.raises(ContractError, match="output has no parameter tempo; it has from-20m, growth-from-20m, "):
        INCENTIVES["output"].changed({"tempo": 1})
    with pytest.raises(ContractError, match="not an exact number"):
        INCENTIVES["output"].changed({"rate": 0.5})  # type: ignore[dict-item]
