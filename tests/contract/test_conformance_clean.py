"""What conforms raises no problem, and a problem says all that is needed to mend it."""

from gongjian.conformance import check_cities, check_city

from .mini_city import mini_city, with_clause


def test_the_small_city_conforms() -> None:
    assert check_cities([mini_city()]) == ()


def test_a_problem_prints_city_clause_what_and_cure() -> None:
    (problem,) = check_city(with_clause("三", figures=("2次", "三张", "40亿元")))
    assert str(problem) == "mini 三: prints 40亿元, undeclared 1 time(s); declare it or waive it with a reason"
