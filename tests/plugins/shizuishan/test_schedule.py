"""Phases, duties and lists of Shizuishan's plan, read again from the document."""

from datetime import date

import pytest

from gongjian_shizuishan.document import PLAN
from gongjian_shizuishan.plugin import PLUGIN

DUTIES = {duty.id: duty for duty in PLUGIN.register_duties()}
ISSUED, END = date(2022, 3, 23), date(2024, 12, 31)


def test_the_plan_is_the_document() -> None:
    assert (PLAN.number, PLAN.issued_on, PLAN.url) == ("石政办发〔2022〕24号", ISSUED, None)
    assert (PLAN.from_, PLAN.to) == (date(2022, 1, 1), END)
    assert PLAN.referenced == ("宁夏回族自治区能耗双控产业结构调整指导目录(试行)说明",)


def test_the_four_phases_lie_on_the_months_that_the_document_gives() -> None:
    found = [(phase.clause, phase.title, phase.from_, phase.to) for phase in PLUGIN.register_phases()]
    assert found == [
        ("四(一)", "动员部署阶段", date(2022, 3, 1), date(2022, 3, 31)),
        ("四(二)", "全面推进阶段", date(2022, 3, 1), date(2022, 12, 31)),
        ("四(三)", "集中攻坚阶段", date(2023, 1, 1), date(2023, 12, 31)),
        ("四(四)", "巩固提升阶段", date(2024, 1, 1), END),
    ]
    assert {(phase.named, phase.precision) for phase in PLUGIN.register_phases()} == {(True, "month")}


def test_each_phase_names_the_duties_of_its_own_clause() -> None:
    for phase in PLUGIN.register_phases():
        assert phase.duties == tuple(id for id, duty in DUTIES.items() if duty.clause == phase.clause)


@pytest.mark.parametrize(
    ("id", "clause", "day", "responsible"),
    [
        ("remediation-survey", "三(一)1", date(2022, 5, 31), ("各县区",)),
        ("campaign-start", "四(一)", date(2022, 3, 31), ()),
        ("local-plans", "四(一)", date(2022, 3, 31), ("各县区", "各部门")),
        ("task-ledger", "四(二)", date(2022, 12, 31), ("各县区", "各有关部门")),
        ("project-ledger", "四(二)", date(2022, 12, 31), ("各县区", "各有关部门")),
        ("measure-ledger", "四(二)", date(2022, 12, 31), ("各县区", "各有关部门")),
        ("timetable", "四(二)", date(2022, 12, 31), ("各县区", "各有关部门")),
        ("rules-reviewed", "四(四)", END, ()),
    ],
)
def test_a_deadline_falls_on_its_day(id: str, clause: str, day: date, responsible: tuple[str, ...]) -> None:
    said = DUTIES[id]
    assert (said.clause, said.kind, said.frequency) == (clause, "deadline", "once")
    assert (said.from_, said.to, said.responsible) == (day, day, responsible)


def test_unlawful_two_high_projects_are_cleared_by_the_end_of_2022_by_the_clauses_units() -> None:
    said = DUTIES["two-high-violations-deadline"]
    assert (said.clause, said.kind, said.to) == ("三(一)2", "deadline", date(2022, 12, 31))
    assert said.responsible[:2] == ("市发改委", "市工信局")


def test_the_members_report_every_half_year_since_the_plan_was_issued() -> None:
    said = DUTIES["half-yearly-report"]
    assert (said.clause, said.kind, said.frequency) == ("五(二)", "report", "half_yearly")
    assert (said.responsible, said.from_, said.to) == (("各成员单位",), ISSUED, END)
    assert said.rrule == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"


def test_what_the_document_calls_yearly_is_yearly_and_what_has_no_interval_is_as_needed() -> None:
    yearly = {id: duty.kind for id, duty in DUTIES.items() if duty.frequency == "yearly"}
    assert yearly == {"yearly-open-bid-research": "campaign", "yearly-assessment": "assessment"}
    assert {duty.frequency for duty in DUTIES.values()} == {"once", "yearly", "half_yearly", "as_needed"}
    assert (DUTIES["bulletins"].kind, DUTIES["bulletins"].frequency) == ("report", "as_needed")


def test_in_2023_the_ledgers_are_updated_meetings_held_on_site_and_leaders_take_charge() -> None:
    kinds = {"ledgers-updated": "list_update", "on-site-meetings": "meeting", "leaders-in-charge": "monitoring"}
    for id, kind in kinds.items():
        said = DUTIES[id]
        assert (said.clause, said.kind, said.from_, said.to) == ("四(三)", kind, date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("id", "responsible"),
    [("land-use-tax-ledger", "财政局"), ("mortgaged-land-ledger", "金融局"), ("long-suspended-ledger", "市工信局")],
)
def test_each_of_the_three_ledgers_has_its_own_unit(id: str, responsible: str) -> None:
    said = DUTIES[id]
    assert (said.clause, said.kind, said.responsible) == ("三(一)3", "list_update", (responsible,))


@pytest.mark.parametrize(
    ("id", "kind", "responsible"),
    [
        ("land-layout-study", "campaign", ("市工信局", "市发改委")),
        ("start-and-completion-oversight", "monitoring", ("市工信局", "市发改委")),
        ("investment-agreements", "monitoring", ("各区块责任主体",)),
        ("land-market-oversight", "monitoring", ("市工信局", "市发改委")),
    ],
)
def test_industrial_land_is_studied_and_watched_as_often_as_needed(
    id: str, kind: str, responsible: tuple[str, ...]
) -> None:
    said = DUTIES[id]
    assert (said.clause, said.kind, said.frequency, said.from_) == ("三(一)3", kind, "as_needed", ISSUED)
    assert said.responsible[:2] == responsible


def test_the_measures_are_detailed_by_units_and_counties_and_not_by_the_leading_group() -> None:
    assert DUTIES["measures-detailed"].responsible == ("各部门", "各县区政府")


def test_lists_named_alike_are_different_lists() -> None:
    found = {listed.id: (listed.clause, listed.subject, listed.yearly) for listed in PLAN.lists}
    assert found == {
        "remediation": ("三(一)1", "enterprise", False),
        "two-high-projects": ("三(一)2", "project", False),
        "land-use-tax-arrears": ("三(一)3", "enterprise", False),
        "mortgaged-idle-land": ("三(一)3", "enterprise", False),
        "long-suspended": ("三(一)3", "enterprise", False),
        "four-transformations": ("三(三)1", "project", True),
        "listing-reserve": ("三(五)2", "enterprise", False),
        "campaign-projects": ("四(二)", "project", False),
    }
