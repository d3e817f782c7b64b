"""Every target of Tancheng's document, read again from the document: word, figure, unit, period, strength."""

from datetime import date

import pytest

from gongjian_tancheng.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
Printed = tuple[str, str | None, str | None, str, str, str, str | None]


def _ge(clause: str, value: str, unit: str, kind: str = "count", recurrence: str | None = None) -> Printed:
    return (clause, value, unit, "ge", kind, "expected", recurrence)


def _said(clause: str, kind: str, strength: str = "expected") -> Printed:
    return (clause, None, None, "none", kind, strength, None)


# clause, value, unit, comparison, kind, strength, recurrence; in the order of the document.
PRINTED: dict[str, Printed] = {
    "output-growth": _ge("二", "10", "%", "growth"),
    "green-chemicals-output": _ge("二", "100", "亿元", "level"),
    "green-chemicals-above-scale-output": _ge("二", "65", "亿元", "level"),
    "food-processing-output": _ge("二", "100", "亿元", "level"),
    "food-processing-above-scale-output": _ge("二", "50", "亿元", "level"),
    "building-materials-furnishings-output": _ge("二", "50", "亿元", "level"),
    "building-materials-furnishings-above-scale-output": _ge("二", "45", "亿元", "level"),
    "electronic-information-output": _ge("二", "30", "亿元", "level"),
    "electronic-information-above-scale-output": _ge("二", "7", "亿元", "level"),
    "medicine-output": _ge("二", "10", "亿元", "level"),
    "medicine-above-scale-output": _ge("二", "1", "亿元", "level"),
    "enterprises-or-clusters-over-1bn": _ge("二(一)", "10", "家"),
    "enterprises-or-clusters-over-5bn": _ge("二(一)", "1", "家"),
    "enterprises-or-clusters-over-3bn": _ge("二(一)", "2", "家"),
    "enterprises-over-100m": _ge("二(二)", "30", "家"),
    "new-above-scale-2020": _ge("二(三)", "30", "家"),
    "new-above-scale-2021": _ge("二(三)", "30", "家"),
    "new-above-scale-2022": _ge("二(三)", "40", "家"),
    "above-scale-enterprises": _ge("二(三)", "200", "家"),
    "small-firm-parks": _ge("二(四)", "5", "个"),
    "clustered-small-firms": _ge("二(四)", "1000", "家"),
    "landed-over-1bn": _ge("二(五)", "5", "个", recurrence="yearly"),
    "landed-over-100m": _ge("二(五)", "30", "个", recurrence="yearly"),
    "high-level-talents": _ge("二(五)", "5", "名", recurrence="yearly"),
    "graduate-talents": _ge("二(五)", "15", "名", recurrence="yearly"),
    "innovation-platforms": _ge("三(二)", "20", "家"),
    "new-high-tech-enterprises": _ge("三(二)", "15", "家"),
    "major-research-applications": ("三(二)", "6", "项", "between", "count", "expected", None),
    "innovation-talents": _said("三(二)", "qualitative"),
    "small-firm-park-policy": _said("三(三)", "milestone"),
    "promotion-team": _said("三(四)", "milestone"),
    "strong-projects": _said("三(四)", "qualitative"),
    "business-environment": _said("三(四)", "qualitative"),
    "idle-assets-efficiency": _said("三(五)", "qualitative"),
    "entrepreneur-courses": _ge("三(六)", "2", "批次", recurrence="yearly"),
    "entrepreneurs-trained": _ge("三(六)", "100", "名", recurrence="yearly"),
    "entrepreneurs-nurtured": _said("三(六)", "qualitative"),
    "lists-clear": _said("四(一)", "qualitative", "binding"),
    "task-force": _said("四(三)", "milestone"),
    "leader-per-project": _ge("四(三)", "1", "名"),
    "joint-meeting": _said("四(四)", "milestone"),
}
OF_ONE_YEAR = {f"new-above-scale-{year}": year for year in (2020, 2021, 2022)}


@pytest.mark.parametrize("id", PRINTED)
def test_a_target_stands_as_printed(id: str) -> None:
    said = SAID[id]
    value = None if said.value is None else str(said.value)
    found = (said.clause, value, said.unit, said.comparator, said.kind, said.strength, said.recurrence)
    assert found == PRINTED[id]


def test_no_target_is_declared_that_was_not_read_and_the_order_is_the_documents() -> None:
    assert list(SAID) == list(PRINTED)


def test_三_二_six_to_eight_is_a_range() -> None:
    assert {id: str(said.value_high) for id, said in SAID.items() if said.value_high is not None} == {
        "major-research-applications": "8"
    }


@pytest.mark.parametrize("id", PRINTED)
def test_every_target_runs_over_the_plan_or_over_the_year_that_it_names(id: str) -> None:
    said = SAID[id]
    first, last = OF_ONE_YEAR.get(id, 2020), OF_ONE_YEAR.get(id, 2022)
    assert (said.period.from_, said.period.to) == (date(first, 1, 1), date(last, 12, 31))
    assert said.due == date(last, 12, 31)


def test_only_what_the_document_dates_has_a_stated_date() -> None:
    assert {id for id, said in SAID.items() if said.due_stated} == {
        *(id for id, said in SAID.items() if said.clause in ("二(一)", "二(二)", "二(三)", "二(四)")),
        "new-high-tech-enterprises",
    }


def test_a_sectors_above_scale_output_is_part_of_its_output() -> None:
    for sector in (
        "green-chemicals",
        "food-processing",
        "building-materials-furnishings",
        "electronic-information",
        "medicine",
    ):
        whole, part = SAID[f"{sector}-output"], SAID[f"{sector}-above-scale-output"]
        assert (whole.subject, part.subject) == (f"chain:{sector}", f"chain:{sector}")
        assert (whole.indicator, part.indicator) == ("industrial_output", "above_scale_gross_output")
        assert (whole.subset_of, part.subset_of) == (None, whole.id)


def test_二_一_the_larger_ones_are_among_those_over_1_billion() -> None:
    smaller = "enterprises-or-clusters-over-1bn"
    assert SAID[smaller].subset_of is None
    assert {id for id, said in SAID.items() if said.subset_of == smaller} == {
        "enterprises-or-clusters-over-5bn",
        "enterprises-or-clusters-over-3bn",
    }


@pytest.mark.parametrize(("size", "floor"), [("1", "10"), ("5", "50"), ("3", "30")])
def test_二_一_the_size_stands_in_the_title_and_is_strict_by_a_reading(size: str, floor: str) -> None:
    said = SAID[f"enterprises-or-clusters-over-{size}bn"]
    assert f"过{floor}亿元" in said.title
    assert any(f"不含{floor}亿元整" in reading.chosen for reading in said.readings)


def test_二_三_the_three_years_are_one_series() -> None:
    assert [id for id, said in SAID.items() if said.series == "new-above-scale"] == list(OF_ONE_YEAR)
    assert {id for id, said in SAID.items() if said.series is not None} == set(OF_ONE_YEAR)


def test_四_三_one_leader_holds_for_each_project() -> None:
    assert {id: said.per for id, said in SAID.items() if said.per} == {"leader-per-project": "project"}


def test_the_goals_of_chapter_二_name_no_unit() -> None:
    for said in SAID.values():
        if said.clause.startswith("二"):
            assert (said.lead, said.cooperating) == ((), ())


def test_only_what_records_cannot_tell_has_no_measure() -> None:
    assert {id for id, said in SAID.items() if said.measure is not None} == {
        *(id for id in SAID if id.endswith("-above-scale-output")),
        "enterprises-over-100m",
        *OF_ONE_YEAR,
        "above-scale-enterprises",
        "small-firm-parks",
        "landed-over-1bn",
        "landed-over-100m",
        "new-high-tech-enterprises",
    }


def test_targets_of_other_cities_are_compared_only_where_the_indicator_is_the_same() -> None:
    assert {said.indicator for said in SAID.values() if not said.indicator.startswith("tancheng_")} == {
        "industrial_output_growth",
        "industrial_output",
        "above_scale_gross_output",
        "new_above_scale_enterprises",
        "above_scale_enterprises",
        "new_high_tech_enterprises",
    }


def test_every_count_that_is_not_shared_has_an_indicator_of_its_own() -> None:
    own = [said.indicator for said in SAID.values() if said.indicator.startswith("tancheng_")]
    assert len(own) == len(set(own))
    assert set(own) == {item.key for item in PLUGIN.register_indicators()}
