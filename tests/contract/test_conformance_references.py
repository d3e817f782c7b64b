"""Each check of ids, places, units, lists, stages and indicators, violated alone."""

from dataclasses import replace

import pytest

from gongjian import (
    SHARED,
    Chain,
    Declarations,
    Department,
    Division,
    Indicator,
    Listed,
    NamedSubject,
    Scope,
    indicator,
)
from gongjian.conformance import check_cities, check_city

from .mini_city import CITY, OFFICE, PLAN, mini_city, with_city, with_dated, with_incentive, with_plan, with_target

INDICATORS = mini_city().indicators
TASK = mini_city().tasks[0]
BY_HAND = Indicator("mini_speed", "速度", "Speed", "公里", ("city",))
SHARED_NAME = indicator("mini_output", SHARED[0].name, "Output", "元", "flow")


def with_indicators(*more: Indicator) -> Declarations:
    return mini_city(indicators=(*INDICATORS, *more))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (mini_city(tasks=(TASK, TASK)), "三: task id list is used 2 times"),
        (with_dated("tasks", "list", id="List_1"), "三: task id List_1 is not lower-case words with hyphens"),
        (with_dated("tasks", "list", plan="other"), "三: list belongs to the unknown plan other"),
        (mini_city(plans=(PLAN, replace(PLAN, lists=(), sums=()))), "plan id mini-2024 is used 2 times"),
        (with_dated("tasks", "list", lead=("市农业局",)), "三: list names the unknown unit 市农业局"),
        (with_dated("duties", "study", responsible=("市农业局",)), "三: study names the unknown unit 市农业局"),
        (with_dated("phases", "start", responsible=("市农业局",)), "三: start names the unknown unit 市农业局"),
        (with_target("growth", cooperating=("市农业局",)), "一①: growth names the unknown unit 市农业局"),
        (with_incentive("output", fund="other"), "二(一)1: output is paid from unknown other"),
        (with_dated("tasks", "list", phase="middle"), "三: list is in unknown phase middle"),
        (with_dated("phases", "start", duties=("research",)), "三: start has unknown research"),
        (with_city(divisions=(*CITY.divisions, CITY.divisions[0])), "division 990102 is declared 2 times"),
        (
            with_city(departments=(*CITY.departments, Department("工信局", (OFFICE,)))),
            f"department {OFFICE} is declared 2 times",
        ),
        (with_city(chains=(*CITY.chains, Chain("tea", "茶叶", "一②"))), "chain tea is declared 2 times"),
        (with_city(name=" "), "the city has no name"),
        (with_city(division_code="99010"), "99010 is no code of the province 99"),
        (with_city(division_code="000000"), "000000 is no code of the province 99"),
        (with_city(division_code="980100"), "980100 is no code of the province 99"),
        (with_plan(title=""), "plan mini-2024 has no title"),
        (with_city(scopes=(*CITY.scopes, Scope("non-energy", "非能"))), "scope non-energy is declared 2 times"),
        (with_city(chains=(Chain("tea", "茶", "九"),)), "九: chain tea stands at an unknown clause"),
        (with_city(named=(NamedSubject("小茶厂", "九", "enterprise"),)), "九: 小茶厂 stands at an unknown clause"),
        (
            with_plan(lists=(*PLAN.lists, Listed("people", "mini-2024", "三", "人才", "person"))),  # type: ignore[arg-type]
            "三: list people is of person",
        ),
        (with_indicators(replace(INDICATORS[0], key="rank", name="名次")), "indicator rank is no shared one"),
        (with_indicators(INDICATORS[0]), "indicator mini_rank is declared 2 times"),
        (with_indicators(BY_HAND), "indicator mini_speed has the unknown unit 公里"),
        (with_indicators(SHARED_NAME), "indicator mini_output is also called 工业总产值"),
    ],
)
def test_a_broken_reference_is_one_problem(said: Declarations, problem: str) -> None:
    (found,) = check_city(said)
    assert problem in str(found)


def test_a_unit_is_known_by_its_alias() -> None:
    assert check_city(with_dated("tasks", "list", lead=("各县(区)",))) == ()


def test_zones_need_no_code_of_the_state() -> None:
    assert (
        check_city(with_city(divisions=(*CITY.divisions, Division("mini-zone", "开发区", kind="development_zone"))))
        == ()
    )


def _neighbour(key: str, *indicators: Indicator) -> Declarations:
    return mini_city(city=replace(CITY, key=key), targets=(), indicators=indicators, plans=())


def test_two_cities_do_not_declare_one_indicator() -> None:
    own = indicator("east_pace", "步速", "Pace", "%", "rate")
    one, other = _neighbour("east", own), _neighbour("east_pace", replace(own, name="配速"))
    found = [str(problem) for problem in check_cities([one, other]) if "elsewhere" in str(problem)]
    assert found == ["east_pace —: indicator east_pace is declared elsewhere; use that one or rename"]


def test_a_city_does_not_replace_a_shared_indicator() -> None:
    found = [problem.what for problem in check_cities([mini_city(indicators=(*INDICATORS, SHARED[0]))])]
    assert "indicator gross_output is declared elsewhere" in found
