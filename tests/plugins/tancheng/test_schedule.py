"""Duties, stages and the measures of support and pressure, read again from the document."""

from datetime import date

import pytest

from gongjian import FactValue, Incentive, Period
from gongjian.reader import FactContent
from gongjian_tancheng.plugin import PLUGIN

DUTIES = {
    "upgrade-library-management": ("三(一)", "list_update", "as_needed"),
    "publicity": ("三(四)", "campaign", "as_needed"),
    "idle-assets-survey": ("三(五)", "inspection", "as_needed"),
    "entrepreneur-training": ("三(六)", "campaign", "yearly"),
    "four-lists": ("四(一)", "list_update", "as_needed"),
    "progress-update": ("四(二)", "list_update", "monthly"),
    "list-adjustment": ("四(二)", "list_update", "quarterly"),
    "project-follow-up": ("四(二)", "monitoring", "as_needed"),
    "leaders-coordinate": ("四(三)", "inspection", "as_needed"),
    "task-force-meeting": ("四(四)", "meeting", "quarterly"),
    "monthly-dispatch": ("四(四)", "monitoring", "monthly"),
}
POLARITIES = {
    "leading-industries-support": ("二", "support", "enterprise"),
    "upgrade-services": ("三(一)", "support", "project"),
    "upgrade-policies": ("三(一)", "support", "enterprise"),
    "selected-high-tech-support": ("三(二)", "support", "enterprise"),
    "joint-research-support": ("三(二)", "support", "enterprise"),
    "small-firm-park-subsidy": ("三(三)", "subsidy", "park"),
    "small-firm-services": ("三(三)", "support", "enterprise"),
    "closed-loop-promotion": ("三(四)", "support", "project"),
    "idle-assets-put-to-use": ("三(五)", "elimination", "enterprise"),
    "entrepreneur-training": ("三(六)", "support", "person"),
    "key-project-services": ("四(二)", "support", "project"),
    "leaders-help": ("四(三)", "support", "project"),
    "praise-units": ("四(四)", "honour", "department"),
    "criticise-units": ("四(四)", "sanction", "department"),
    "hold-persons-to-account": ("四(四)", "sanction", "person"),
}
INCENTIVES = {item.id: item for item in PLUGIN.register_incentives()}
BY_ID = {item.id: item for item in PLUGIN.register_duties()}


def outcome(item: Incentive, facts: dict[str, FactContent]) -> str:
    return item.assess({name: FactValue(value) for name, value in facts.items()}, Period.parse("2021")).outcome


def test_every_duty_stands_with_its_kind_and_frequency() -> None:
    assert {id: (item.clause, item.kind, item.frequency) for id, item in BY_ID.items()} == DUTIES
    assert list(BY_ID) == list(DUTIES)


def test_duties_begin_with_the_document_and_end_with_the_plan() -> None:
    assert {(item.from_, item.to) for item in BY_ID.values()} == {(date(2020, 12, 30), date(2022, 12, 31))}


@pytest.mark.parametrize(
    ("id", "rule"),
    [
        ("progress-update", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("monthly-dispatch", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("list-adjustment", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("task-force-meeting", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("entrepreneur-training", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ],
)
def test_what_recurs_falls_on_the_last_day_of_its_period_and_says_so(id: str, rule: str) -> None:
    assert BY_ID[id].rrule == rule
    assert any("文件未定日" in reading.chosen for reading in BY_ID[id].readings)


def test_only_the_courses_come_twice_in_their_period() -> None:
    assert {id: item.times_per_period for id, item in BY_ID.items() if item.times_per_period != 1} == {
        "entrepreneur-training": 2
    }


def test_who_has_which_duty() -> None:
    who = {id: list(item.responsible) for id, item in BY_ID.items()}
    assert who["upgrade-library-management"][:2] == ["县工信局", "县发改局"]
    assert who["publicity"][:2] == ["县投资促进服务中心", "县发改局"]
    assert who["idle-assets-survey"][:2] == ["县工信局", "县纪委监委机关"]
    assert who["entrepreneur-training"][:2] == ["县工信局", "县委组织部"]
    assert [who[id] for id in ("four-lists", "progress-update", "list-adjustment", "project-follow-up")] == [[]] * 4
    assert who["leaders-coordinate"] == ["县级领导"]
    assert who["task-force-meeting"] == ["工作专班"]
    assert who["monthly-dispatch"] == ["县政府督查室"]


def test_二_the_three_years_are_the_stages() -> None:
    assert [(item.clause, item.title, item.from_, item.to) for item in PLUGIN.register_phases()] == [
        ("二", "一年打基础阶段", date(2020, 1, 1), date(2020, 12, 31)),
        ("二", "两年求突破阶段", date(2021, 1, 1), date(2021, 12, 31)),
        ("二", "三年抓攻坚阶段", date(2022, 1, 1), date(2022, 12, 31)),
    ]


def test_二_the_document_gives_no_day_for_its_stages() -> None:
    assert {(item.named, item.precision) for item in PLUGIN.register_phases()} == {(True, "month")}


def test_support_and_pressure_stand_as_printed_and_no_amount_is_made_up() -> None:
    assert {id: (item.clause, item.polarity, item.subject) for id, item in INCENTIVES.items()} == POLARITIES
    assert list(INCENTIVES) == list(POLARITIES)
    assert all(item.amount is None and item.fund is None and item.payer is None for item in INCENTIVES.values())
    assert PLUGIN.register_funds() == ()


def test_only_what_records_decide_is_computable() -> None:
    assert [id for id, item in INCENTIVES.items() if item.computable] == [
        "upgrade-services",
        "closed-loop-promotion",
        "idle-assets-put-to-use",
        "key-project-services",
    ]


@pytest.mark.parametrize(
    ("kind", "code", "wanted"),
    [
        ("technical_upgrade", "C2614", "awarded"),
        ("technical_upgrade", "C1711", "awarded"),
        ("technical_upgrade", "D4415", "awarded"),
        ("technical_upgrade", "E4700", "refused"),
        ("new_build", "C2614", "refused"),
        ("expansion", "C2614", "refused"),
    ],
)
def test_三_一_services_go_to_technical_upgrades_of_industry(kind: str, code: str, wanted: str) -> None:
    assert outcome(INCENTIVES["upgrade-services"], {"kind": kind, "industry_code": code}) == wanted


@pytest.mark.parametrize(
    ("origin", "code", "wanted"),
    [("investment_promotion", "C3982", "awarded"), ("local", "C3982", "refused"), ("local", "G5810", "refused")],
)
def test_三_四_the_closed_loop_is_for_projects_of_investment_promotion(origin: str, code: str, wanted: str) -> None:
    assert outcome(INCENTIVES["closed-loop-promotion"], {"origin": origin, "industry_code": code}) == wanted


def test_三_五_idle_assets_are_those_on_the_list() -> None:
    idle = INCENTIVES["idle-assets-put-to-use"]
    assert outcome(idle, {"lists": frozenset({"idle-assets"})}) == "awarded"
    assert outcome(idle, {"lists": frozenset({"upgrade-library"})}) == "refused"
    assert outcome(idle, {"status": "suspended"}) == "refused"


def test_四_二_key_projects_are_those_flagged() -> None:
    assert outcome(INCENTIVES["key-project-services"], {"key_project": True}) == "awarded"
    assert outcome(INCENTIVES["key-project-services"], {"key_project": False}) == "refused"
    assert outcome(INCENTIVES["key-project-services"], {}) == "refused"


def test_四_四_praise_and_criticism_come_from_the_supervisors() -> None:
    for id in ("praise-units", "criticise-units", "hold-persons-to-account"):
        assert (INCENTIVES[id].lead, INCENTIVES[id].cooperating) == (("县政府督查室",), ())
