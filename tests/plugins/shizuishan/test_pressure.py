"""Restrictions, eliminations, sanctions, support and honours: every threshold below, at and above."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian import FactValue, Period
from gongjian.reader import FactContent
from gongjian_shizuishan.plugin import PLUGIN

SAID = {item.id: item for item in PLUGIN.register_incentives()}
YEAR = Period.parse("2022")
Facts = dict[str, FactContent]

# clause, polarity, subject, computable; in the order of the document.
PRINTED = {
    "screening": ("三(一)1", "restriction", "enterprise", True),
    "unlawful-enterprises": ("三(一)1", "sanction", "enterprise", True),
    "inefficient-enterprises": ("三(一)1", "elimination", "enterprise", True),
    "retained-projects": ("三(一)2", "support", "project", False),
    "postponed-projects": ("三(一)2", "restriction", "project", False),
    "preferences-withdrawn": ("三(一)2", "restriction", "project", True),
    "new-polluting-projects": ("三(一)2", "restriction", "project", False),
    "capacity-replacement": ("三(一)2", "restriction", "project", True),
    "admission": ("三(一)2", "restriction", "project", False),
    "energy-review": ("三(一)2", "restriction", "project", False),
    "stopped-at-once": ("三(一)2", "elimination", "project", False),
    "land-use-tax-arrears": ("三(一)3", "restriction", "enterprise", True),
    "mortgaged-idle-land": ("三(一)3", "restriction", "enterprise", True),
    "long-suspended": ("三(一)3", "elimination", "enterprise", True),
    "clearing-means": ("三(一)3", "support", "enterprise", False),
    "idle-projects": ("三(一)3", "sanction", "project", False),
    "listing-support": ("三(五)2", "support", "enterprise", False),
    "differentiated-policies": ("四(三)", "support", "enterprise", False),
    "blamed-divisions": ("五(二)", "sanction", "division", False),
    "blamed-departments": ("五(二)", "sanction", "department", False),
    "honoured-divisions": ("五(二)", "honour", "division", False),
    "honoured-parks": ("五(二)", "honour", "park", False),
    "supported-divisions": ("五(二)", "support", "division", False),
    "supported-parks": ("五(二)", "support", "park", False),
    "evaluation-encouragement": ("五(三)", "support", "enterprise", False),
    "evaluation-penalty": ("五(三)", "sanction", "enterprise", False),
    "key-enterprise-support": ("五(三)", "support", "enterprise", False),
    "key-project-support": ("五(三)", "support", "project", True),
    "models-honoured": ("五(三)", "honour", "enterprise", False),
}


def outcome(id: str, facts: Facts, period: Period = YEAR) -> str:
    return SAID[id].assess({name: FactValue(value) for name, value in facts.items()}, period).outcome


def test_each_stands_at_its_clause_in_the_order_of_the_document() -> None:
    found = {id: (said.clause, said.polarity, said.subject, said.computable) for id, said in SAID.items()}
    assert list(found.items()) == list(PRINTED.items())


def test_differentiated_policies_belong_to_the_year_of_the_concentrated_effort() -> None:
    valid = SAID["differentiated-policies"].valid
    assert (valid.from_, valid.to) == (date(2023, 1, 1), date(2023, 12, 31))


def test_no_amount_is_made_up() -> None:
    assert [id for id, said in SAID.items() if said.amount or said.fund or said.settled] == []


@pytest.mark.parametrize(
    ("land", "expected"), [("2.99", "refused"), ("3", "awarded"), ("3.01", "awarded"), (None, "unknown")]
)
def test_below_scale_manufacturing_is_screened_from_three_mu_on(land: str | None, expected: str) -> None:
    facts: Facts = {"industry_code": "C2614", "above_scale": False}
    known: Facts = {"land_mu": Decimal(land)} if land else {}
    assert outcome("screening", {**facts, **known}) == expected
    assert outcome("screening", {**facts, **known, "industry_code": "D4411"}) == "refused"


@pytest.mark.parametrize("land", ["0.5", "3", None])
def test_above_scale_manufacturing_is_screened_whatever_its_land(land: str | None) -> None:
    known: Facts = {"land_mu": Decimal(land)} if land else {}
    assert outcome("screening", {"industry_code": "C2614", "above_scale": True, **known}) == "awarded"


@pytest.mark.parametrize(
    ("lawful", "sanctioned", "remedied"),
    [(False, "awarded", "refused"), (True, "refused", "awarded"), (None, "unknown", "unknown")],
)
def test_a_listed_enterprise_is_dealt_with_by_law_or_brought_up_to_standard(
    lawful: bool | None, sanctioned: str, remedied: str
) -> None:
    known: Facts = {} if lawful is None else {"lawful_operation": lawful}
    facts: Facts = {"lists": frozenset({"remediation"}), **known}
    assert outcome("unlawful-enterprises", facts) == sanctioned
    assert outcome("inefficient-enterprises", facts) == remedied


def test_an_enterprise_that_is_not_listed_is_left_alone_whatever_is_unknown() -> None:
    assert outcome("unlawful-enterprises", {}) == "refused"
    assert outcome("inefficient-enterprises", {"lists": frozenset({"long-suspended"})}) == "refused"


def test_projects_on_the_two_high_list_lose_their_preferences() -> None:
    assert outcome("preferences-withdrawn", {"lists": frozenset({"two-high-projects"})}) == "awarded"
    assert outcome("preferences-withdrawn", {"lists": frozenset({"campaign-projects"})}) == "refused"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "awarded"),
        ({"kind": "expansion"}, "awarded"),
        ({"kind": "technical_upgrade"}, "refused"),
        ({"industry_code": "C3120"}, "awarded"),
        ({"industry_code": "C3041"}, "awarded"),
        ({"industry_code": "C3042"}, "refused"),
        ({"industry_code": "C3210"}, "refused"),
        ({"industry_code": "C2613", "chain": "calcium-carbide"}, "awarded"),
        ({"industry_code": "C2613"}, "refused"),
    ],
)
def test_new_capacity_in_the_four_sectors_named_must_be_replaced(changed: Facts, expected: str) -> None:
    assert outcome("capacity-replacement", {"kind": "new_build", "industry_code": "C3140", **changed}) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2020, 12, 30), "awarded"),
        (date(2020, 12, 31), "awarded"),
        (date(2021, 1, 1), "refused"),
        (None, "refused"),
    ],
)
def test_two_years_exactly_are_two_years_or_more(since: date | None, expected: str) -> None:
    suspended: Facts = {"industry_code": "C3140", "status": "suspended", "suspended_on": since}
    assert outcome("long-suspended", suspended) == expected
    assert outcome("land-use-tax-arrears", {"land_use_tax_arrears_since": since}) == expected


def test_only_suspended_industrial_enterprises_are_cleared_but_any_enterprise_may_owe_tax() -> None:
    since = date(2019, 1, 1)
    facts: Facts = {"industry_code": "C3140", "status": "suspended", "suspended_on": since}
    assert outcome("long-suspended", facts) == "awarded"
    assert outcome("long-suspended", {**facts, "status": "operating"}) == "refused"
    assert outcome("long-suspended", {**facts, "industry_code": "K7010"}) == "refused"
    assert outcome("land-use-tax-arrears", {"industry_code": "K7010", "land_use_tax_arrears_since": since}) == "awarded"


def test_the_ledger_of_mortgaged_land_and_that_of_long_suspension_are_not_the_same() -> None:
    assert outcome("mortgaged-idle-land", {"lists": frozenset({"mortgaged-idle-land"})}) == "awarded"
    assert outcome("mortgaged-idle-land", {"lists": frozenset({"long-suspended"})}) == "refused"


def test_key_projects_are_supported() -> None:
    assert outcome("key-project-support", {"key_project": True}) == "awarded"
    assert outcome("key-project-support", {"key_project": False}) == "refused"
