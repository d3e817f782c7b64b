"""Every target of chapters 三 to 五, read again from the document: word, figure, unit, strength, recurrence."""

from datetime import date

import pytest

from gongjian_shizuishan.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets() if not target.clause.startswith("二")}
YEARLY = "yearly"

# clause, value, unit, comparison, kind, strength, recurrence; in the order of the document.
PRINTED = {
    "remediation-2022": ("三(一)1", "50", "%", "ge", "share", "expected", None),
    "remediation-2023": ("三(一)1", "80", "%", "ge", "share", "expected", None),
    "remediation-2024": ("三(一)1", "100", "%", "ge", "share", "expected", None),
    "capacity-eliminated": ("三(一)1", "100", "万吨", "ge", "increment", "aspirational", None),
    "energy-released": ("三(一)1", "80", "万吨", "ge", "increment", "aspirational", None),
    "two-high-violations-cleared": ("三(一)2", "0", "个", "eq", "count", "expected", None),
    "two-high-benchmark-efficiency": ("三(一)2", None, None, "none", "qualitative", "aspirational", None),
    "construction-efficiency-raised": ("三(一)2", None, None, "none", "qualitative", "expected", None),
    "two-high-oversight": ("三(一)2", None, None, "none", "milestone", "expected", None),
    "long-suspended-cleared": ("三(一)3", "80", "家", "ge", "count", "aspirational", None),
    "idle-land-cleared": ("三(一)3", "4000", "亩", "ge", "increment", "aspirational", None),
    "land-renewal": ("三(一)3", None, None, "none", "milestone", "expected", None),
    "research-sectors": ("三(二)1", "1", "个", "between", "count", "expected", YEARLY),
    "technology-breakthroughs": ("三(二)1", None, None, "none", "qualitative", "expected", YEARLY),
    "advanced-products": ("三(二)1", None, None, "none", "qualitative", "expected", YEARLY),
    "rd-active-share": ("三(二)2", "48", "%", "ge", "share", "expected", None),
    "new-srdi-enterprises": ("三(二)2", "20", "家", "ge", "count", "expected", YEARLY),
    "new-high-tech-enterprises": ("三(二)2", "10", "家", "ge", "count", "expected", YEARLY),
    "new-tech-smes": ("三(二)2", "30", "家", "ge", "count", "expected", YEARLY),
    "innovation-platform-coverage": ("三(二)3", "100", "%", "ge", "share", "expected", None),
    "engineering-centres": ("三(二)3", "5", "家", "ge", "count", "expected", None),
    "technology-centres": ("三(二)3", "50", "家", "ge", "count", "expected", None),
    "results-converted": ("三(二)4", "150", "项", "ge", "count", "expected", None),
    "incubators": ("三(二)4", "1", "家", "ge", "count", "expected", None),
    "groups-of-10bn": ("三(三)1", "3", "个", "ge", "count", "expected", None),
    "leaders-of-5bn": ("三(三)1", "6", "个", "ge", "count", "expected", None),
    "growers-of-1bn": ("三(三)1", "12", "个", "ge", "count", "expected", None),
    "four-transformations": ("三(三)1", "100", "个", "ge", "count", "expected", YEARLY),
    "upgrade-coverage": ("三(三)1", "100", "%", "ge", "share", "expected", None),
    "new-green-factories": ("三(三)1", "100", "家", "ge", "count", "expected", None),
    "chain-leaders": ("三(三)2", "20", "家", "ge", "count", "expected", None),
    "supply-system": ("三(三)2", None, None, "none", "qualitative", "expected", None),
    "industries-over-50bn": ("三(三)2", "2", "个", "ge", "count", "expected", None),
    "industries-over-20bn": ("三(三)2", "2", "个", "ge", "count", "expected", None),
    "industries-over-10bn": ("三(三)2", "2", "个", "ge", "count", "expected", None),
    "park-reform": ("三(三)3", None, None, "none", "milestone", "expected", None),
    "economic-zone-output": ("三(三)3", "1000", "亿元", "ge", "level", "expected", None),
    "pingluo-park-output": ("三(三)3", "1000", "亿元", "ge", "level", "expected", None),
    "high-tech-zone-output": ("三(三)3", "500", "亿元", "ge", "level", "expected", None),
    "solid-waste-utilisation": ("三(三)3", None, None, "none", "share", "expected", None),
    "park-capacity": ("三(三)3", None, None, "none", "qualitative", "expected", None),
    "digital-transformations": ("三(四)1", "100", "家", "ge", "count", "expected", None),
    "cloud-enterprises": ("三(四)1", "200", "家", "ge", "count", "expected", None),
    "smart-factories": ("三(四)1", "100", "家", "ge", "count", "expected", None),
    "digital-workshops": ("三(四)1", "150", "个", "ge", "count", "expected", None),
    "digital-benchmarks": ("三(四)1", None, None, "none", "qualitative", "expected", None),
    "park-pilots": ("三(四)1", "3", "个", "ge", "count", "expected", None),
    "productivity-rise": ("三(四)1", "10", "%", "ge", "ratio", "aspirational", None),
    "operating-cost-fall": ("三(四)1", "10", "%", "ge", "ratio", "aspirational", None),
    "development-time-fall": ("三(四)1", "30", "%", "ge", "ratio", "aspirational", None),
    "defect-rate-fall": ("三(四)1", "10", "%", "ge", "ratio", "aspirational", None),
    "energy-utilisation-rise": ("三(四)1", "10", "%", "ge", "ratio", "aspirational", None),
    "design-tools-share": ("三(四)1", "70", "%", "gt", "share", "aspirational", None),
    "numerical-control-share": ("三(四)1", "65", "%", "gt", "share", "aspirational", None),
    "industrial-network": ("三(四)2", None, None, "none", "milestone", "expected", None),
    "base-stations": ("三(四)2", "2500", "个", "ge", "count", "expected", None),
    "park-5g-coverage": ("三(四)2", "100", "%", "ge", "share", "expected", None),
    "regional-platforms": ("三(四)2", "1", "家", "ge", "count", "expected", None),
    "enterprise-platforms": ("三(四)2", "5", "家", "ge", "count", "expected", None),
    "internet-security": ("三(四)2", None, None, "none", "milestone", "expected", None),
    "showcases-5g": ("三(四)2", "10", "个", "ge", "count", "expected", None),
    "new-platforms": ("三(四)3", "10", "个", "ge", "count", "expected", None),
    "landed-projects": ("三(五)1", "5", "个", "ge", "count", "aspirational", YEARLY),
    "listing-reserve": ("三(五)2", None, None, "none", "milestone", "expected", None),
    "main-board-listings": ("三(五)2", "1", "家", "between", "count", "aspirational", None),
    "project-teams": ("三(五)3", None, None, "none", "milestone", "expected", None),
    "projects-delivered": ("三(五)3", None, None, "none", "qualitative", "binding", None),
    "first-results": ("四(二)", None, None, "none", "qualitative", "expected", None),
    "campaign-tasks-done": ("四(三)", None, None, "none", "qualitative", "expected", None),
    "lasting-rules": ("四(四)", None, None, "none", "qualitative", "expected", None),
    "policy-coverage": ("五(三)", None, None, "none", "share", "expected", None),
    "policy-awareness": ("五(三)", None, None, "none", "share", "expected", None),
}
ONE_YEAR = {
    "remediation-2022": 2022,
    "remediation-2023": 2023,
    "remediation-2024": 2024,
    "two-high-violations-cleared": 2022,
    "first-results": 2022,
    "campaign-tasks-done": 2023,
    "lasting-rules": 2024,
}


@pytest.mark.parametrize("id", PRINTED)
def test_a_target_stands_as_printed(id: str) -> None:
    said = SAID[id]
    value = None if said.value is None else str(said.value)
    found = (said.clause, value, said.unit, said.comparator, said.kind, said.strength, said.recurrence)
    assert found == PRINTED[id]


def test_no_target_is_declared_that_was_not_read_and_the_order_is_the_documents() -> None:
    assert list(SAID) == list(PRINTED)


@pytest.mark.parametrize("id", PRINTED)
def test_a_target_runs_over_the_years_that_its_sentence_speaks_of(id: str) -> None:
    first, last = ONE_YEAR.get(id, 2022), ONE_YEAR.get(id, 2024)
    if id == "main-board-listings":
        first, last = 2021, 2025
    said = SAID[id]
    assert (said.period.from_, said.period.to, said.due) == (date(first, 1, 1), date(last, 12, 31), date(last, 12, 31))


def test_only_what_the_document_dates_has_its_date_from_the_document() -> None:
    stated = {id for id, said in SAID.items() if said.due_stated}
    assert stated == {*ONE_YEAR, "long-suspended-cleared", "idle-land-cleared", "main-board-listings"}


def test_the_ranges_end_at_two() -> None:
    ranges = {id: (str(said.value_high), said.unit) for id, said in SAID.items() if said.value_high is not None}
    assert ranges == {"research-sectors": ("2", "个"), "main-board-listings": ("2", "家")}


def test_words_that_stand_for_a_figure_are_kept_as_printed() -> None:
    words = {id: said.printed[0] for id, said in SAID.items() if said.printed and not said.printed[0][0].isdigit()}
    assert words == {
        "remediation-2024": "全面完成",
        "two-high-violations-cleared": "清零",
        "innovation-platform-coverage": "全覆盖",
        "upgrade-coverage": "全覆盖",
        "economic-zone-output": "千亿",
        "pingluo-park-output": "千亿",
        "high-tech-zone-output": "五百亿",
        "park-5g-coverage": "全覆盖",
    }


def test_five_projects_a_year_are_asked_of_each_sector_and_a_team_of_each_project() -> None:
    assert {id: said.per for id, said in SAID.items() if said.per} == {
        "landed-projects": "sector",
        "project-teams": "project",
    }


def test_the_parks_are_the_subjects_of_their_output() -> None:
    subjects = {id: said.subject for id, said in SAID.items() if said.subject != "city"}
    assert subjects == {
        "economic-zone-output": "park:shizuishan-economic-zone",
        "pingluo-park-output": "park:pingluo-industrial-park",
        "high-tech-zone-output": "park:shizuishan-high-tech-zone",
    }
