"""Each check of conditions, amounts and incentives, violated alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongjian import (
    Band,
    Compare,
    Condition,
    Declarations,
    During,
    Fact,
    GrowthOf,
    Is,
    Lasting,
    Lump,
    Matches,
    Minus,
    OneOf,
    Param,
    Quotient,
    Rate,
    every,
    fact,
    param,
    percent,
    points,
    quantity,
    wan,
    yi,
    yuan,
)
from gongjian.conformance import check_city

from .mini_city import BANDS, RATE, REPEATED, mini_city, with_incentive

ZERO = Param("some", Decimal(0), "元")
ABOVE = Is(fact("above_scale"))


def asked(condition: Condition) -> Declarations:
    """Answer the city whose closure measure (which has no figure) asks for this instead."""
    return with_incentive("closure", when=condition)


def compared(left: Fact | Minus | GrowthOf | Quotient, right: Fact | Param = ZERO) -> Declarations:
    return asked(Compare(left, "gt", right))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (asked(Is(fact("profitable"))), "closure asks for the unknown fact profitable"),
        (asked(Is(fact("key_project"))), "closure asks for key_project, which is no fact of a enterprise"),
        (asked(Is(fact("park"))), "closure takes park for a bool, it is a text"),
        (asked(During(fact("park"))), "closure takes park for a date, it is a text"),
        (asked(Matches(fact("lists"), ("x",))), "closure takes lists for a text, it is a set"),
        (compared(fact("park")), "closure takes park for a decimal, it is a text"),
        (compared(Minus(fact("gross_output"), fact("above_scale"))), "takes above_scale for a decimal, it is a bool"),
        (asked(Is(fact("certification_first", sort="listed"))), "narrows certification_first by sort"),
        (asked(Is(fact("certification_first", kind="giant"))), "certification_first by the unknown kind giant"),
        (asked(Is(fact("certification_first", level="town"))), "certification_first by the unknown level town"),
        (asked(OneOf(fact("status"), ("open",))), "closure asks whether status is open"),
        (compared(fact("gross_output"), fact("employees")), "closure compares money with count"),
        (
            compared(GrowthOf(fact("gross_output"), fact("employees")), replace(ZERO, unit="%")),
            "closure compares money with count",
        ),
        (compared(Minus(fact("gross_output"), fact("employees"))), "closure compares money with count"),
        (compared(Quotient(fact("gross_output"), fact("employees"))), "closure divides money by count"),
        (compared(Quotient(fact("tax_paid"), fact("land_mu"))), "closure compares money_per_area with money"),
        (asked(Lasting(fact("suspended_on"), Param("idle", Decimal(0), "户"))), "closure allows 0户"),
        (with_incentive("output", settled=None), "output pays money but is never settled"),
        (with_incentive("entry", event=None), "entry is paid once but on no event"),
        (with_incentive("entry", event=fact("above_scale")), "entry is paid on above_scale, which is no date"),
        (with_incentive("entry", event=fact("started_on")), "entry asks for started_on, which is no fact of a"),
        (with_incentive("entry", event=fact("entered_on")), "entry asks for the unknown fact entered_on"),
        (with_incentive("closure", polarity="reward"), "closure is computable but has no amount"),
    ],
)
def test_an_incentive_that_records_cannot_decide_is_one_problem(said: Declarations, problem: str) -> None:
    (found,) = check_city(said)
    assert problem in str(found)


def problems_of(incentive: str, **changes: object) -> list[str]:
    """Answer what is said of the incentive itself, not of the figures that its clause prints."""
    found = [problem.what for problem in check_city(with_incentive(incentive, **changes))]
    return [what for what in found if "prints" not in what and "which the clause does not print" not in what]


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (Lump(param("lump", quantity(20, "户"))), "entry pays 20户"),
        (Rate(param("rate", wan(1)), fact("tax_paid")), "entry pays at a rate of 1万元"),
        (Rate(param("rate", percent(1)), fact("employees")), "entry pays a share of count"),
        (Rate(param("rate", percent(1)), fact("tax_paid"), param("cap", percent(5))), "entry pays at most 5%"),
        (Rate(param("rate", percent(1)), fact("above_scale")), "entry takes above_scale for a decimal, it is a bool"),
    ],
)
def test_an_amount_is_money(amount: Lump | Rate, problem: str) -> None:
    assert problems_of("entry", amount=amount) == [problem]


LOW, HIGH = BANDS.bands


@pytest.mark.parametrize(
    ("bands", "problem"),
    [
        ((), "output has no bracket"),
        ((HIGH, LOW), "output has brackets that do not rise"),
        ((LOW, replace(LOW, demand=HIGH.demand)), "output has brackets that do not rise"),
        ((LOW, Band(param("from-100m", points(1)), HIGH.demand)), "output compares money with points"),
        ((LOW, Band(HIGH.lower, param("demand", points(10)))), "output compares ratio with points"),
    ],
)
def test_brackets_rise_and_compare_like_with_like(bands: tuple[Band, ...], problem: str) -> None:
    found = problems_of("output", when=every(ABOVE, replace(BANDS, bands=bands)))
    assert [what for what in found if "do not rise" in problem or "rise" not in what] == [problem]


def test_each_figure_of_an_incentive_has_its_own_name() -> None:
    twice = every(ABOVE, BANDS, Compare(fact("tax_paid"), "ge", param("rate", yuan(1))))
    assert problems_of("output", when=twice) == ["output names two figures rate"]
    same_lower = replace(BANDS, bands=(LOW, replace(HIGH, lower=param("from-20m", yi(1)))))
    assert problems_of("output", when=every(ABOVE, same_lower)) == [
        "output has two brackets of one name",
        "output names two figures from-20m",
    ]


@pytest.mark.parametrize("limit", [quantity("1.5", "年"), quantity(36, "个")])
def test_a_look_back_is_in_whole_years(limit: object) -> None:
    within = replace(REPEATED, limit=param("look-back", limit))  # type: ignore[arg-type]
    assert problems_of("entry", when=within) == [f"entry allows {limit}"]


def test_the_amounts_of_the_small_city_are_sound() -> None:
    assert check_city(mini_city()) == ()
    assert problems_of("output", amount=RATE) == []
