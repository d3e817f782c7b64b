"""Reasons that are kept say what the evaluator says, whoever is asked about and in whatever order."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.test_compiled import AMOUNTS, CONDITIONS, PERIODS, facts

from gongjian import All, FactValue, Incentive, Not, Period
from gongjian.node import Span
from gongjian_core.incentives.reasons import ENCODE, Reasons, printed

SOURCES = st.sampled_from(["enterprise:A 第1版", 'project:"P-1"|tax_paid|2024 第2版', "", None])


@st.composite
def sourced(draw: st.DrawFn) -> dict[str, FactValue]:
    """Facts of a subject, each with a source of its own or without."""
    return {key: FactValue(item.value, draw(SOURCES)) for key, item in draw(facts()).items()}


def incentive(when: Any, amount: Any) -> Incentive:
    return Incentive(
        id="x", plan="p", clause="一", title="x", polarity="reward", subject="enterprise", when=when, amount=amount,
        settled="yearly", valid=Span(None, None),
    )  # fmt: skip


def agree(item: Incentive, period: Period, subjects: list[dict[str, FactValue]]) -> None:
    reasons = Reasons(item, period)
    for known in subjects:
        expected, said = item.assess(known, period), reasons.of(known)
        assert said.reasons == [ENCODE(printed(finding)) for finding in expected.reasons]
        if expected.outcome == "unknown":
            assert said.missing == expected.missing


@settings(max_examples=150, deadline=None)
@given(CONDITIONS, st.none() | AMOUNTS, st.sampled_from(PERIODS), st.lists(sourced(), min_size=1, max_size=3))
def test_they_are_those_of_assess_for_any_tree(when: Any, amount: Any, period: Period, subjects: Any) -> None:
    agree(incentive(when, amount), period, subjects)


@settings(max_examples=100, deadline=None)
@given(st.lists(CONDITIONS, min_size=3, max_size=6), AMOUNTS, st.sampled_from(PERIODS), st.data())
def test_they_are_those_of_assess_for_what_cities_write(whens: Any, amount: Any, period: Period, data: Any) -> None:
    parts = [Not(part) if number % 3 == 2 else part for number, part in enumerate(whens)]
    known = data.draw(st.lists(sourced(), min_size=4, max_size=4))
    agree(incentive(All(tuple(parts)), amount), period, known)
