"""Duties, years and the measures of support and pressure, read again from the document."""

from datetime import date

import pytest

from gongjian import FactValue, Incentive, Period
from gongjian.reader import FactContent
from gongjian_tongchuan.plugin import PLUGIN

DUTIES = {
    "quarterly-project-review": ("二(三)", "inspection", "quarterly"),
    "upgrade-consultations": ("二(四)", "campaign", "as_needed"),
    "monthly-enterprise-visits": ("二(四)", "inspection", "monthly"),
    "commissioning-list": ("二(五)", "list_update", "yearly"),
    "sales-fairs": ("二(五)", "meeting", "as_needed"),
    "support-to-above-scale": ("二(五)", "deadline", "as_needed"),
    "units-follow-up": ("三(一)", "meeting", "as_needed"),
    "task-lists-of-units": ("三(一)", "list_update", "as_needed"),
    "bank-enterprise-meetings": ("三(二)", "meeting", "as_needed"),
    "report-to-the-task-force": ("四(一)", "report", "as_needed"),
    "break-down-reserve-tasks": ("四(二)", "deadline", "yearly"),
    "project-lists-of-the-batches": ("四(二)", "list_update", "yearly"),
    "task-and-problem-lists": ("四(二)", "list_update", "as_needed"),
    "leaders-on-site": ("四(三)", "inspection", "as_needed"),
    "report-to-leaders": ("四(三)", "report", "as_needed"),
    "quarterly-supervision": ("四(四)", "inspection", "quarterly"),
    "yearly-assessment": ("四(五)", "assessment", "yearly"),
}
POLARITIES = {
    "key-projects-preferred": ("二(三)", "support", "project"),
    "upgrade-policies": ("二(四)", "support", "enterprise"),
    "output-and-first-use-rewards": ("二(五)", "reward", "enterprise"),
    "land-for-industrial-projects": ("三(二)", "support", "project"),
    "energy-for-industrial-projects": ("三(二)", "support", "project"),
    "energy-review-first": ("三(二)", "support", "project"),
    "finance-for-manufacturing": ("三(二)", "support", "enterprise"),
    "policy-funds": ("三(三)", "support", "enterprise"),
    "one-stop-approval": ("三(四)", "support", "project"),
    "county-clusters-infrastructure": ("三(五)", "support", "park"),
    "city-parks-funds": ("三(五)", "support", "park"),
    "praise-units": ("四(四)", "honour", "department"),
    "criticise-units": ("四(四)", "sanction", "department"),
    "summon-the-responsible": ("四(四)", "sanction", "person"),
    "honour-units": ("四(五)", "honour", "department"),
    "honour-persons": ("四(五)", "honour", "person"),
    "sanction-inaction": ("四(五)", "sanction", "person"),
}
INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}


def outcome(item: Incentive, facts: dict[str, FactContent]) -> str:
    return item.assess({name: FactValue(value) for name, value in facts.items()}, Period.parse("2024")).outcome


def test_every_duty_stands_with_its_kind_and_frequency() -> None:
    found = {item.id: (item.clause, item.kind, item.frequency) for item in PLUGIN.register_duties()}
    assert found == DUTIES
    assert list(found) == list(DUTIES)


def test_what_is_due_at_the_beginning_of_the_year_falls_into_january() -> None:
    early = {item.id for item in PLUGIN.register_duties() if item.rrule and "BYMONTH=1;" in item.rrule}
    assert early == {"commissioning-list", "break-down-reserve-tasks", "project-lists-of-the-batches"}


def test_who_has_which_duty() -> None:
    who = {item.id: list(item.responsible) for item in PLUGIN.register_duties()}
    assert who["quarterly-supervision"] == ["市委", "市政府"]
    assert who["yearly-assessment"] == ["市工信局", "市发展改革委", "市考核办"]
    assert who["break-down-reserve-tasks"] == ["市工信局"]
    assert who["project-lists-of-the-batches"] == ["市发展改革委", "市工信局"]
    assert who["task-and-problem-lists"] == ["市工信局", "市对外经济合作中心", "市发展改革委"]
    assert who["quarterly-project-review"][0] == "市发展改革委"
    assert who["units-follow-up"] == ["市级有关部门", "区县", "园区"]
    assert who["bank-enterprise-meetings"] == ["市金融办", "人行铜川市中心支行", "铜川银保监分局"]
    assert who["monthly-enterprise-visits"][0] == "市工信局"


def test_one_year_to_grow_above_scale_is_a_rolling_duty_of_each_project() -> None:
    rolling = next(item for item in PLUGIN.register_duties() if item.id == "support-to-above-scale")
    assert (rolling.printed, rolling.rrule) == (("一年",), None)


def test_the_three_years_stand_for_phases_that_the_document_does_not_name() -> None:
    assert [(item.from_, item.to, item.named) for item in PLUGIN.register_phases()] == [
        (date(year, 1, 1), date(year, 12, 31), False) for year in (2023, 2024, 2025)
    ]


def test_support_and_pressure_stand_as_printed_and_no_amount_is_made_up() -> None:
    assert {id: (item.clause, item.polarity, item.subject) for id, item in INCENTIVES.items()} == POLARITIES
    assert list(INCENTIVES) == list(POLARITIES)
    assert all(item.amount is None and item.fund is None and item.payer is None for item in INCENTIVES.values())


@pytest.mark.parametrize("id", ["land-for-industrial-projects", "energy-for-industrial-projects"])
@pytest.mark.parametrize(
    ("code", "wanted"),
    [("A0111", "refused"), ("B0610", "awarded"), ("C3670", "awarded"), ("D4415", "awarded"), ("E4700", "refused")],
)
def test_三_二_priority_goes_to_industrial_projects(id: str, code: str, wanted: str) -> None:
    assert outcome(INCENTIVES[id], {"industry_code": code}) == wanted


def test_二_三_preference_goes_to_key_industrial_projects() -> None:
    preferred = INCENTIVES["key-projects-preferred"]
    library = frozenset({"key-project-library"})
    assert outcome(preferred, {"industry_code": "C3670", "lists": library}) == "awarded"
    assert outcome(preferred, {"industry_code": "C3670", "key_project": True}) == "awarded"
    assert outcome(preferred, {"industry_code": "C3670"}) == "refused"
    assert outcome(preferred, {"industry_code": "F5100", "lists": library}) == "refused"


def test_only_the_three_that_records_decide_are_computable() -> None:
    assert [id for id, item in INCENTIVES.items() if item.computable] == [
        "key-projects-preferred",
        "land-for-industrial-projects",
        "energy-for-industrial-projects",
    ]


def test_the_summons_is_the_vice_mayors_and_praise_names_nobody() -> None:
    assert INCENTIVES["summon-the-responsible"].lead == ("市政府分管领导",)
    for id in ("praise-units", "criticise-units", "honour-units", "honour-persons", "sanction-inaction"):
        assert (INCENTIVES[id].lead, INCENTIVES[id].cooperating) == ((), ())
