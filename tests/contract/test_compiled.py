"""The fast path decides what the explaining evaluator decides, for any tree and any facts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.mini_city import mini_city

from gongjian import (
    All,
    Band,
    Bands,
    Before,
    Compare,
    ContractError,
    During,
    Fact,
    FactValue,
    GrowthOf,
    Has,
    Incentive,
    Is,
    Lasting,
    Lump,
    Matches,
    Minus,
    Not,
    OneOf,
    Param,
    Past,
    Period,
    Quotient,
    Rate,
    UpTo,
    Within,
    amount_of,
    check,
    fact,
)
from gongjian import Any as Either
from gongjian.compiled import compiled, counted, decided
from gongjian.facts import FACTS
from gongjian.reader import Unknown

PERIODS = [Period.parse("2024"), Period.parse("2024-Q1"), Period(date(2024, 1, 1), date(2024, 2, 29))]
TRUTH = {True: "pass", False: "fail", None: "unknown"}
NARROWED = {
    "certification_granted_on": fact("certification_granted_on", kind="little_giant"),
    "certification_first": fact("certification_first", kind="little_giant"),
}
VOCABULARY = [NARROWED.get(name, fact(name)) for name in FACTS]


def of_type(type: str) -> st.SearchStrategy[Fact]:
    """Facts of that type, those that are unknown when absent among them."""
    return st.sampled_from([item for item in VOCABULARY if FACTS[item.name].type == type])


NUMBERS = st.sampled_from(["0", "0.01", "1", "2", "2.5", "3.333333", "19999999.99", "20000000", "-1", "1e17"]).map(
    Decimal
)
DAYS = st.sampled_from([date(2023, 12, 31), date(2024, 2, 29), date(2024, 12, 31), date(2021, 2, 28)]) | st.integers(
    -1500, 800
).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
CONTENTS: dict[str, st.SearchStrategy[Any]] = {
    "decimal": NUMBERS,
    "date": DAYS,
    "bool": st.booleans(),
    "text": st.sampled_from(["C", "C1530", "B06", "upgrade", "new_build", ""]),
    "set": st.frozensets(st.sampled_from(["leaders-2024", "leaders", "a"]), max_size=2),
}
VALUES: st.SearchStrategy[Any] = st.deferred(
    lambda: st.one_of(
        of_type("decimal"),
        of_type("decimal"),
        NUMBERS.map(lambda value: Param("figure", value, "元")),
        st.builds(Minus, VALUES, VALUES),
        st.builds(Quotient, VALUES, VALUES),
        st.builds(GrowthOf, VALUES, VALUES),
    )
)
YEARS = st.sampled_from([0, 1, 3]).map(lambda number: Param("years", Decimal(number), "年"))


def _band(lower: Decimal, demand: Decimal) -> Band:
    return Band(Param(f"from {lower}", lower, "元"), Param(f"demand {lower}", demand, "%"))


TESTS = st.sampled_from(["ge", "gt", "le", "lt", "eq"])
BANDS = st.lists(st.builds(_band, NUMBERS, NUMBERS), min_size=1, max_size=3, unique_by=lambda band: band.lower.value)
LEAVES: list[st.SearchStrategy[Any]] = [
    st.builds(Is, of_type("bool")),
    st.builds(Compare, VALUES, TESTS, VALUES),
    st.builds(Bands, VALUES, VALUES, TESTS, BANDS.map(tuple)),
    st.builds(Matches, of_type("text"), st.sampled_from([("C",), ("B", "C15"), ()])),
    st.builds(OneOf, of_type("text"), st.sampled_from([("upgrade",), ("C", "new_build"), ()])),
    st.builds(Has, of_type("set"), st.sampled_from(["leaders", "a"]), st.booleans()),
    st.builds(During, of_type("date"), st.none() | st.sampled_from(PERIODS)),
    st.builds(UpTo, of_type("date")),
    st.builds(Before, of_type("date")),
    st.builds(Past, of_type("date")),
    st.builds(Within, of_type("date"), of_type("date"), YEARS),
    st.builds(Lasting, of_type("date"), YEARS),
]
CONDITIONS = st.recursive(
    st.one_of(LEAVES),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=4).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=4).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=8,
)
AMOUNTS = st.one_of(
    st.builds(Lump, NUMBERS.map(lambda value: Param("award", value, "万元"))),
    st.builds(
        Rate,
        NUMBERS.map(lambda value: Param("rate", value, "‰")),
        VALUES,
        st.none() | NUMBERS.map(lambda value: Param("cap", value, "万元")),
    ),
)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, FactValue]:
    """Facts of a subject: each recorded, known to be absent, or not recorded."""
    known = {}
    for item in VOCABULARY:
        choice = draw(st.sampled_from(["recorded", "recorded", "recorded", "absent", "missing"]))
        if choice != "missing":
            value = draw(CONTENTS[FACTS[item.name].type]) if choice == "recorded" else None
            known[item.key] = FactValue(value)
    return known


def contents(known: dict[str, FactValue]) -> dict[str, Any]:
    return {key: item.value for key, item in known.items()}


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, facts(), st.sampled_from(PERIODS))
def test_a_compiled_condition_decides_what_check_decides(condition: Any, known: Any, period: Period) -> None:
    assert TRUTH[decided(condition, period)(contents(known))] == check(condition, known, period).outcome


@settings(max_examples=120, deadline=None)
@given(AMOUNTS, facts(), st.sampled_from(PERIODS))
def test_a_compiled_amount_is_amount_of_to_the_fen(amount: Any, known: Any, period: Period) -> None:
    found = counted(amount)(contents(known))
    expected = amount_of(amount, known, period)
    assert (None if isinstance(found, Unknown) else found) == expected
    assert str(found) == str(expected) or expected is None


INCENTIVES = [item for item in mini_city().incentives if item.computable]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(INCENTIVES), CONDITIONS, AMOUNTS, facts(), st.sampled_from(PERIODS), st.booleans())
def test_a_compiled_incentive_decides_what_assess_decides(
    declared: Incentive, when: Any, amount: Any, known: Any, period: Period, own: bool
) -> None:
    incentive = declared
    if not own:
        incentive = Incentive(
            id="x", plan="p", clause="一", title="x", polarity="reward", subject="enterprise", when=when,
            amount=amount, settled="yearly", valid=declared.valid,
        )  # fmt: skip
    expected = incentive.assess(known, period)
    assert compiled(incentive, period).decide(contents(known)) == (expected.outcome, expected.amount)


def test_what_has_no_condition_on_records_cannot_be_compiled() -> None:
    declared = Incentive(
        id="x", plan="p", clause="一", title="x", polarity="honour", subject="enterprise", valid=INCENTIVES[0].valid
    )
    with pytest.raises(ContractError, match="x has no condition on records"):
        compiled(declared, PERIODS[0])
