"""Every target of Tongchuan's document, read again from the document: word, figure, unit, period, strength."""

from datetime import date

import pytest

from gongjian_tongchuan.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
YEARLY = "yearly"

# clause, value, unit, comparison, kind, strength, recurrence; in the order of the document.
PRINTED = {
    "industrial-investment-growth": ("一(二)", "8", "%", "ge", "growth", "aspirational", None),
    "industrial-investment-growth-each-year": ("一(二)", "8", "%", "ge", "growth", "aspirational", YEARLY),
    "value-added-growth": ("一(二)", "8", "%", "ge", "growth", "aspirational", None),
    "value-added-growth-each-year": ("一(二)", "8", "%", "ge", "growth", "aspirational", YEARLY),
    "key-projects-completed": ("一(二)", "100", "个", "ge", "count", "aspirational", None),
    "new-above-scale-enterprises": ("一(二)", "100", "户", "approx", "count", "aspirational", None),
    "reserved-projects": ("二(一)", "200", "个", "ge", "count", "expected", YEARLY),
    "reserve-conversion-rate": ("二(一)", "20", "%", "ge", "share", "aspirational", YEARLY),
    "signed-projects": ("二(二)", "150", "个", "ge", "count", "expected", YEARLY),
    "signed-projects-from-100m": ("二(二)", "50", "个", "ge", "count", "expected", YEARLY),
    "signed-projects-started": ("二(二)", "30", "%", "ge", "share", "expected", YEARLY),
    "key-list-projects": ("二(三)", "100", "个", "approx", "count", "aspirational", YEARLY),
    "key-list-newly-started": ("二(三)", "60", "%", "ge", "share", "aspirational", YEARLY),
    "upgrade-projects": ("二(四)", "50", "个", "ge", "count", "aspirational", YEARLY),
    "upgrade-projects-from-20m": ("二(四)", "60", "%", "ge", "share", "aspirational", YEARLY),
    "key-projects-commissioned": ("二(五)", "50", "个", "ge", "count", "aspirational", YEARLY),
    "above-scale-within-a-year": ("二(五)", None, None, "none", "share", "aspirational", YEARLY),
    "leader-signed-project": ("四(三)", "1", "个", "ge", "count", "expected", None),
    "leader-project-under-way": ("四(三)", "1", "个", "ge", "count", "expected", None),
    "leader-upgrade-project": ("四(三)", "1", "个", "ge", "count", "expected", None),
    "leader-commissioned-project": ("四(三)", "1", "个", "ge", "count", "expected", None),
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
def test_every_target_runs_from_2023_to_the_end_of_2025(id: str) -> None:
    said = SAID[id]
    assert (said.period.from_, said.period.to, said.due) == (date(2023, 1, 1), date(2025, 12, 31), date(2025, 12, 31))


def test_only_what_is_promised_by_2025_has_its_date_from_the_document() -> None:
    stated = {id for id, said in SAID.items() if said.due_stated}
    assert stated == {"key-projects-completed", "new-above-scale-enterprises"}


def test_subsets_are_not_additional() -> None:
    assert {id: said.subset_of for id, said in SAID.items() if said.subset_of} == {
        "signed-projects-from-100m": "signed-projects",
        "key-list-newly-started": "key-list-projects",
        "upgrade-projects-from-20m": "upgrade-projects",
    }


def test_what_holds_for_each_leader_says_so() -> None:
    assert {id for id, said in SAID.items() if said.per == "leader"} == {id for id in SAID if id.startswith("leader-")}


def test_only_growth_and_the_leaders_projects_have_no_measure() -> None:
    without = {id for id, said in SAID.items() if said.measure is None}
    assert without == {id for id in SAID if "growth" in id or id.startswith("leader-")}


def test_the_average_over_years_and_the_growth_of_each_year_are_told_apart_by_a_reading() -> None:
    for name in ("industrial-investment-growth", "value-added-growth"):
        average, each_year = SAID[name], SAID[f"{name}-each-year"]
        assert average.indicator == each_year.indicator
        assert any("几何平均" in reading.chosen for reading in average.readings)
        assert any("三年平均" in reading.chosen for reading in each_year.readings)


def test_targets_of_other_cities_are_compared_only_where_the_indicator_is_the_same() -> None:
    shared = {said.indicator for said in SAID.values() if not said.indicator.startswith("tongchuan_")}
    assert shared == {
        "industrial_investment_growth",
        "industrial_value_added_growth",
        "new_above_scale_enterprises",
        "reserved_projects",
        "signed_projects",
    }
