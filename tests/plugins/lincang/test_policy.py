"""三(一) of Lincang's plan: the fund, and how its fourteen payable parts are settled."""

from decimal import Decimal

import pytest

from gongjian import Fact
from gongjian_lincang.plugin import PLUGIN

INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
ENTERED, IN_STATISTICS = Fact("above_scale_entered_on"), Fact("statistics_entered_on")

# id, clause, polarity, subject, settled, once per
# fmt: off
SETTLED = [
    ("output-growth", "三(一)1", "reward", "enterprise", "quarterly", None),
    ("new-above-scale", "三(一)2", "reward", "enterprise", "once", "enterprise"),
    ("new-build-manufacturing", "三(一)2", "reward", "enterprise", "yearly", "enterprise"),
    ("backbone-output", "三(一)3", "reward", "enterprise", "yearly", "enterprise"),
    ("non-energy-investment", "三(一)4", "reward", "project", "quarterly", None),
    ("promoted-project-started", "三(一)5", "reward", "project", "once", "project"),
    ("first-little-giant", "三(一)6", "reward", "enterprise", "once", "enterprise"),
    ("first-srdi-sme", "三(一)6", "reward", "enterprise", "once", "enterprise"),
    ("first-innovative-sme", "三(一)6", "reward", "enterprise", "once", "enterprise"),
    ("clean-production-provincial", "三(一)6", "reward", "enterprise", "once", "enterprise"),
    ("clean-production-city", "三(一)6", "reward", "enterprise", "once", "enterprise"),
    ("digital-benchmark", "三(一)7", "reward", "enterprise", "once", "enterprise"),
    ("integration-pilot", "三(一)7", "reward", "enterprise", "once", "enterprise"),
    ("digital-equipment", "三(一)7", "subsidy", "enterprise", "yearly", "enterprise"),
]
# fmt: on


def test_the_fund_is_thirty_million_yuan_of_the_citys_budget_for_2024() -> None:
    (fund,) = PLUGIN.register_funds()
    assert (fund.clause, fund.budget, fund.unit, fund.year, fund.payer) == (
        "三(一)",
        Decimal(3000),
        "万元",
        2024,
        "市级财政",
    )


def test_there_are_fourteen_payable_parts_in_clause_order() -> None:
    assert list(INCENTIVES) == [id for id, *_ in SETTLED]
    assert len(SETTLED) == 14


@pytest.mark.parametrize(("id", "clause", "polarity", "subject", "settled", "once_per"), SETTLED)
def test_each_part_says_for_whom_when_and_how_often(
    id: str, clause: str, polarity: str, subject: str, settled: str, once_per: str | None
) -> None:
    item = INCENTIVES[id]
    assert (item.clause, item.polarity, item.subject) == (clause, polarity, subject)
    assert (item.settled, item.once_per) == (settled, once_per)
    assert item.computable
    assert item.amount is not None


@pytest.mark.parametrize("id", INCENTIVES)
def test_each_part_is_paid_from_the_fund_by_the_city_and_the_higher_of_two_city_policies_holds(id: str) -> None:
    item = INCENTIVES[id]
    assert (item.fund, item.payer) == (PLUGIN.register_funds()[0].id, "市级财政")
    assert item.overlap is not None
    assert (item.overlap.group, item.overlap.rule) == ("city-industrial-support-2024", "higher_of")
    assert {"lawful_operation", "tax_normal"} <= {fact.name for fact in item.facts}
    assert item.readings


@pytest.mark.parametrize(("id", "event"), [("new-above-scale", ENTERED), ("promoted-project-started", IN_STATISTICS)])
def test_what_is_paid_once_is_paid_on_its_event(id: str, event: Fact) -> None:
    assert INCENTIVES[id].event == event


@pytest.mark.parametrize("id", [id for id, *_, settled, _ in SETTLED if settled == "once"])
def test_everything_paid_once_names_an_event(id: str) -> None:
    assert INCENTIVES[id].event is not None
