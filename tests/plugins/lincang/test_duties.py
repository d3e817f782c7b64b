"""What recurs or falls due under Lincang's plan, the plan itself, and its places."""

import pytest

from gongjian_lincang.document import PLAN
from gongjian_lincang.places import CITY
from gongjian_lincang.plugin import PLUGIN

DUTIES = {duty.id: duty for duty in PLUGIN.register_duties()}
COUNTIES = ("各县、区人民政府",)

# clause, id, kind, frequency
# fmt: off
SAID = [
    ("二(一)4", "ten-day-monitoring", "monitoring", "ten_days"),
    ("二(一)4", "monthly-analysis", "monitoring", "monthly"),
    ("二(一)4", "statistics-training", "campaign", "as_needed"),
    ("二(三)", "city-county-consultation", "meeting", "as_needed"),
    ("二(三)1", "continued-projects-follow-up", "monitoring", "as_needed"),
    ("二(四)3", "target-enterprise-list", "list_update", "as_needed"),
    ("二(五)2", "upgrade-monitoring", "monitoring", "as_needed"),
    ("二(五)2", "exit-risk-sponsorship", "monitoring", "as_needed"),
    ("二(六)3", "zone-assessments", "assessment", "as_needed"),
    ("三(一)1", "output-settlement", "settlement", "quarterly"),
    ("三(一)2", "upgrade-settlement", "settlement", "quarterly"),
    ("三(一)2", "new-build-settlement", "settlement", "once"),
    ("三(一)4", "investment-settlement", "settlement", "quarterly"),
    ("三(一)5", "promotion-settlement", "settlement", "quarterly"),
    ("三(二)1", "steady-growth-meeting", "meeting", "monthly"),
    ("三(二)1", "county-matters-report", "report", "as_needed"),
    ("三(二)2", "reception-day", "meeting", "as_needed"),
    ("三(二)2", "good-practice", "campaign", "as_needed"),
    ("三(二)3", "three-lists-collection", "list_update", "monthly"),
    ("三(二)3", "problems-escalation", "report", "as_needed"),
    ("三(二)4", "bank-enterprise-meeting", "meeting", "monthly"),
    ("三(二)6", "sales-event", "campaign", "monthly"),
    ("结尾", "award-scheme", "settlement", "quarterly"),
]
# fmt: on


@pytest.mark.parametrize(("clause", "id", "kind", "frequency"), SAID)
def test_a_duty_recurs_as_the_clause_says(clause: str, id: str, kind: str, frequency: str) -> None:
    duty = DUTIES[id]
    assert (duty.clause, duty.kind, duty.frequency, duty.times_per_period) == (clause, kind, frequency, 1)


def test_there_is_no_other_duty() -> None:
    assert list(DUTIES) == [id for _, id, *_ in SAID]


@pytest.mark.parametrize("id", [id for _, id, kind, _ in SAID if kind != "settlement"])
def test_no_meeting_was_due_before_the_plan_was_issued(id: str) -> None:
    assert (str(DUTIES[id].from_), str(DUTIES[id].to)) == ("2024-05-18", "2024-12-31")


@pytest.mark.parametrize("id", [id for _, id, kind, how in SAID if kind == "settlement" and id != "award-scheme"])
def test_settlements_cover_the_whole_year(id: str) -> None:
    first = "2024-12-31" if DUTIES[id].frequency == "once" else "2024-01-01"
    assert (str(DUTIES[id].from_), str(DUTIES[id].to)) == (first, "2024-12-31")


@pytest.mark.parametrize("id", ["county-matters-report", "reception-day", "sales-event"])
def test_what_the_counties_do_is_asked_of_the_counties(id: str) -> None:
    assert DUTIES[id].responsible == COUNTIES


def test_the_award_scheme_is_drawn_up_by_the_two_bureaus() -> None:
    assert DUTIES["award-scheme"].responsible == ("市工业和信息化局", "市财政局")


def test_the_plan_names_no_stages_and_its_year_stands() -> None:
    (year,) = PLUGIN.register_phases()
    assert (str(year.from_), str(year.to), year.named) == ("2024-01-01", "2024-12-31", False)


def test_the_plan_is_the_printed_document() -> None:
    assert (PLAN.number, str(PLAN.issued_on), PLAN.url) == ("临政办字〔2024〕35号", "2024-05-18", None)
    assert PLAN.title == "临沧市2024年推进新型工业化攻坚工作方案"


def test_the_eight_counties_have_their_codes() -> None:
    codes = {division.name: division.code for division in CITY.divisions if division.kind == "division"}
    assert codes == {
        "临翔区": "530902",
        "凤庆县": "530921",
        "云县": "530922",
        "永德县": "530923",
        "镇康县": "530924",
        "双江拉祜族佤族布朗族傣族自治县": "530925",
        "耿马傣族佤族自治县": "530926",
        "沧源佤族自治县": "530927",
    }


def test_the_zones_and_the_park_are_those_the_plan_names() -> None:
    zones = [division.name for division in CITY.divisions if division.kind != "division"]
    assert zones == ["临沧边境经济合作区", "临沧高新技术产业开发区", "云县产业园区"]


def test_published_results_of_2024_are_carried_with_their_source() -> None:
    values = {result.indicator: str(result.figure) for result in PLUGIN.register_published()}
    assert values == {
        "gdp": "1150.19亿元",
        "gdp_growth": "3.7%",
        "all_industry_value_added": "183.97亿元",
        "private_investment_share": "42.3%",
        "industry_investment_share": "56.4%",
    }
    assert all(result.source_url for result in PLUGIN.register_published())
