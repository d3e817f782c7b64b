"""Demo records before they are stored: labelled, valid in every installed city, repeatable, and some on a threshold."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from stdnum.cn import uscc

from gongjian_core.catalogue import InstalledCity, load
from gongjian_core.demo.choices import Choices, choices_of, year_of
from gongjian_core.demo.enterprises import EnterpriseTraits, enterprise_of
from gongjian_core.demo.figures import DemoFigure, figures
from gongjian_core.demo.projects import ProjectTraits, project_of
from gongjian_core.enterprises.rules import faults as enterprise_faults
from gongjian_core.indicators.entity import Observation
from gongjian_core.indicators.rules import figures_of
from gongjian_core.projects.rules import faults as project_faults

CITIES = load().cities
NUMBER = 400
every_city = pytest.mark.parametrize("city", CITIES.values(), ids=list(CITIES))


def choices(city: InstalledCity, seed: int = 1) -> Choices:
    """What demo data of a city draws upon, in the year that the command would take."""
    return choices_of(city, seed, year_of(city, datetime.now(UTC).date()))


def observation_of(figure: DemoFigure) -> Observation:
    """A demo figure as somebody would send it."""
    return Observation.model_validate(
        {
            "subject": f"{figure.subject_kind}:{figure.subject_key}",
            "indicator": figure.indicator,
            "period": figure.period,
            "value": str(figure.value),
            "unit": figure.unit,
            "status": figure.status,
        }
    )


@every_city
def test_enterprises_are_labelled_and_keep_the_rules_of_their_city(city: InstalledCity) -> None:
    said = choices(city)
    codes = set()
    for number in range(NUMBER):
        enterprise = enterprise_of(EnterpriseTraits(said, number))
        assert enterprise_faults(enterprise, city) == []
        assert enterprise.name.startswith("示例")
        assert enterprise.tags == ["demo"]
        codes.add(enterprise.uscc)
    assert len(codes) == NUMBER


@every_city
def test_projects_are_labelled_and_keep_the_rules_of_their_city(city: InstalledCity) -> None:
    said = choices(city)
    owners = {EnterpriseTraits(said, number).uscc for number in range(NUMBER)}
    for number in range(NUMBER):
        project = project_of(ProjectTraits(said, number, NUMBER))
        assert project_faults(project, city) == []
        assert project.name.startswith("示例")
        assert project.tags == ["demo"]
        assert project.enterprise is None or project.enterprise in owners


@every_city
def test_figures_would_be_accepted_and_stand_where_they_would_be_recorded(city: InstalledCity) -> None:
    said = choices(city)
    given = list(figures(said, NUMBER, NUMBER, 12 * NUMBER))
    assert len(given) == 12 * NUMBER
    recorded, faults = figures_of([observation_of(figure) for figure in given], city)
    assert faults == []
    for figure, as_recorded in zip(given, recorded, strict=True):
        key = (figure.subject_kind, figure.subject_key, figure.indicator, "", figure.period_from, figure.period_to)
        assert as_recorded.key == key
        assert (as_recorded.base, str(as_recorded.period)) == (figure.base, figure.period)


def test_figures_end_where_nothing_is_left_to_say() -> None:
    given = list(figures(choices(CITIES["lincang"]), 3, 2, 1_000_000))
    assert 150 < len(given) < 500
    keys = [figure[:6] for figure in given]
    assert len(set(keys)) == len(keys)


def test_figures_to_date_grow_over_the_year() -> None:
    outputs: dict[tuple[str, str, int], dict[int, Decimal]] = {}
    for figure in figures(choices(CITIES["lincang"]), 100, 0, 100_000):
        if figure.period_from.month == 1 and figure.unit == "万元":
            of = outputs.setdefault((figure.subject_key, figure.indicator, figure.period_from.year), {})
            of[figure.period_to.month] = figure.value
    assert len(outputs) > 700
    for months in outputs.values():
        assert all(before <= after for (_, before), (_, after) in pairwise(sorted(months.items())))


def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    def all_of(seed: int) -> list[object]:
        said = choices(CITIES["lincang"], seed)
        return [
            *(enterprise_of(EnterpriseTraits(said, number)).document() for number in range(50)),
            *(project_of(ProjectTraits(said, number, 50)).document() for number in range(50)),
            *figures(said, 50, 50, 500),
        ]

    assert all_of(7) == all_of(7)
    assert not {str(item) for item in all_of(7)} & {str(item) for item in all_of(8)}


def test_a_record_does_not_depend_on_how_many_there_are() -> None:
    said = choices(CITIES["lincang"])
    alone = enterprise_of(EnterpriseTraits(said, 42)).document()
    assert [enterprise_of(EnterpriseTraits(said, number)).document() for number in range(43)][-1] == alone


def test_some_rows_stand_exactly_on_each_threshold_and_some_just_beside() -> None:
    said = choices(CITIES["lincang"])
    outputs = {
        (figure.subject_key, figure.period_from.year, figure.period_to.month): figure.base
        for figure in figures(said, 20_000, 0, 160_000)
        if figure.indicator == "gross_output"
    }
    edges = said.edges.by("gross_output")
    assert {edge.bound for edge in edges} == {Decimal(wan) * 10_000 for wan in (2_000, 5_000, 10_000, 50_000)}
    for edge in edges:
        assert {edge.bound, edge.bound - 100} <= set(outputs.values())
    growths = {
        now / before - 1
        for (key, year, month), now in outputs.items()
        if year == said.year and (before := outputs.get((key, year - 1, month)))
    }
    assert {edge.demand for edge in edges if edge.demand is not None} <= growths


def test_credit_codes_have_right_check_characters() -> None:
    code = EnterpriseTraits(choices(CITIES["lincang"]), 0).uscc
    assert uscc.is_valid(code)
    assert code.startswith("91530900DE")
    assert not uscc.is_valid(code[:-1] + ("0" if code[-1] != "0" else "1"))
