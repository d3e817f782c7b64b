"""Three-valued logic: one failed part decides, an unknown one is named, and negation explains its parts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian import All, Any, Condition, FactValue, Finding, Is, Not, Period, check, either, every, fact

YEAR = Period.parse("2024")
LAWFUL, TAXED, SCALE = Is(fact("lawful_operation")), Is(fact("tax_normal")), Is(fact("above_scale"))
STATES = {"pass": FactValue(True, "录入"), "fail": FactValue(False, "录入"), "unknown": None}


def facts(lawful: str = "unknown", taxed: str = "unknown") -> dict[str, FactValue]:
    named = {"lawful_operation": STATES[lawful], "tax_normal": STATES[taxed]}
    return {key: value for key, value in named.items() if value is not None}


def outcome(condition: Condition, given_facts: dict[str, FactValue]) -> str:
    return check(condition, given_facts, YEAR).outcome


@pytest.mark.parametrize(("one", "other"), list(product(STATES, STATES)))
def test_all_fails_on_one_failure_and_is_unknown_only_without_one(one: str, other: str) -> None:
    both = {one, other}
    wanted = "fail" if "fail" in both else "unknown" if "unknown" in both else "pass"
    assert outcome(every(LAWFUL, TAXED), facts(one, other)) == wanted


@pytest.mark.parametrize(("one", "other"), list(product(STATES, STATES)))
def test_any_passes_on_one_pass_and_is_unknown_only_without_one(one: str, other: str) -> None:
    both = {one, other}
    wanted = "pass" if "pass" in both else "unknown" if "unknown" in both else "fail"
    assert outcome(either(LAWFUL, TAXED), facts(one, other)) == wanted


@pytest.mark.parametrize(("state", "turned"), [("pass", "fail"), ("fail", "pass"), ("unknown", "unknown")])
def test_not_turns_what_is_known_and_keeps_what_is_not(state: str, turned: str) -> None:
    assert outcome(Not(LAWFUL), facts(state)) == turned
    assert outcome(Not(Not(LAWFUL)), facts(state)) == state


def test_nothing_asked_is_met_and_no_alternative_is_not() -> None:
    assert outcome(every(), {}) == "pass"
    assert outcome(either(), {}) == "fail"
    assert outcome(Not(every()), {}) == "fail"
    assert outcome(Not(either()), {}) == "pass"


@pytest.mark.parametrize(("one", "other"), list(product(STATES, STATES)))
def test_a_negated_alternative_explains_each_part(one: str, other: str) -> None:
    found = check(Not(either(LAWFUL, TAXED)), facts(one, other), YEAR)
    assert [leaf.condition for leaf in found.leaves] == ["非(依法生产经营 是)", "非(正常纳税 是)"]
    assert found.outcome == outcome(every(Not(LAWFUL), Not(TAXED)), facts(one, other))


def test_an_unknown_outcome_names_every_missing_fact_once() -> None:
    found = check(every(LAWFUL, TAXED, LAWFUL), {}, YEAR)
    assert (found.outcome, found.missing) == ("unknown", ("lawful_operation", "tax_normal"))


def test_a_decided_outcome_misses_nothing() -> None:
    assert check(every(LAWFUL, SCALE), {}, YEAR).missing == ()
    assert check(either(LAWFUL, TAXED), facts(taxed="pass"), YEAR).missing == ()


def test_an_absent_event_is_no_but_an_absent_judgement_is_unknown() -> None:
    assert outcome(SCALE, {}) == "fail"
    assert outcome(Not(SCALE), {}) == "pass"
    assert outcome(LAWFUL, {}) == "unknown"


def test_a_judgement_known_to_be_absent_is_no() -> None:
    found = check(LAWFUL, {"lawful_operation": FactValue(None, "登记簿")}, YEAR)
    assert (found.outcome, found.found, found.source, found.missing) == ("fail", "无", "登记簿", ())


def test_leaves_come_in_the_order_of_the_clause_and_an_alternative_stays_one() -> None:
    found = check(every(SCALE, every(LAWFUL, either(TAXED, SCALE))), facts("pass", "pass"), YEAR)
    assert [leaf.condition for leaf in found.leaves] == ["规模以上 是", "依法生产经营 是", "正常纳税 是 或 规模以上 是"]
    assert [part.outcome for part in found.leaves[-1].parts] == ["pass", "fail"]


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from([LAWFUL, TAXED, SCALE]),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=8,
)
RANK = {"fail": 0, "unknown": 1, "pass": 2}


def kleene(condition: Condition, given_facts: dict[str, FactValue]) -> int:
    if isinstance(condition, Not):
        return 2 - kleene(condition.of, given_facts)
    if isinstance(condition, All):
        return min((kleene(part, given_facts) for part in condition.of), default=2)
    if isinstance(condition, Any):
        return max((kleene(part, given_facts) for part in condition.of), default=0)
    return RANK[outcome(condition, given_facts)]


@given(CONDITIONS, st.sampled_from(sorted(STATES)), st.sampled_from(sorted(STATES)))
def test_every_tree_follows_kleenes_tables(condition: Condition, one: str, other: str) -> None:
    known = facts(one, other)
    found = check(condition, known, YEAR)
    assert RANK[found.outcome] == kleene(condition, known)
    assert bool(found.missing) == (found.outcome == "unknown")


@given(CONDITIONS, st.sampled_from(sorted(STATES)), st.sampled_from(sorted(STATES)))
def test_what_is_decided_stays_so_whatever_else_becomes_known(condition: Condition, one: str, other: str) -> None:
    before: Finding = check(condition, {}, YEAR)
    if before.outcome != "unknown":
        assert check(condition, facts(one, other), YEAR).outcome == before.outcome
