"""The vocabulary: facts, what their absence means, and the codes that core accepts."""

from typing import get_args

import pytest

from gongjian import ContractError
from gongjian.codes import BY_ARGUMENT, BY_FACT, CERTIFICATIONS, ENTRIES, LEVELS, STATUSES, spoken, spoken_argument
from gongjian.facts import FACTS, fact_kind
from gongjian.quantity import UNITS
from gongjian_core.enterprises.entity import CertificationKind, Entry, Level, Status


@pytest.mark.parametrize(
    ("codes", "accepted"), [(CERTIFICATIONS, CertificationKind), (LEVELS, Level), (ENTRIES, Entry), (STATUSES, Status)]
)
def test_conditions_know_exactly_the_codes_that_can_be_recorded(codes: dict[str, str], accepted: object) -> None:
    assert set(codes) == set(get_args(get_args(accepted)[0]))


def test_codes_are_spoken_in_chinese_and_other_texts_stay() -> None:
    assert spoken("kind", "technical_upgrade") == "技术改造"
    assert spoken("park", "kind") == "kind"
    assert spoken_argument("level", "national") == "国家级"
    assert all(text and not text.isascii() for codes in BY_FACT.values() for text in codes.values())


def test_coded_facts_and_arguments_exist() -> None:
    assert set(BY_FACT) <= set(FACTS)
    assert {FACTS[name].type for name in BY_FACT} == {"text"}
    assert set(BY_ARGUMENT) >= {argument for kind in FACTS.values() for argument in kind.arguments}


def test_an_event_that_is_not_recorded_did_not_happen_but_a_statistic_is_unknown() -> None:
    absent = {
        kind.type: {other.absent for other in FACTS.values() if other.type == kind.type} for kind in FACTS.values()
    }
    assert absent["date"] == absent["set"] == absent["text"] == {"no"}
    assert {name for name, kind in FACTS.items() if kind.type == "bool" and kind.absent == "unknown"} == {
        "lawful_operation",
        "tax_normal",
    }
    assert {name for name, kind in FACTS.items() if kind.type == "decimal" and kind.absent == "no"} == {
        "digital_equipment_purchase"
    }


def test_every_figure_has_a_dimension_and_every_indicator_of_a_year_before_its_twin() -> None:
    known = {unit.dimension for unit in UNITS.values()}
    for name, kind in FACTS.items():
        assert name == kind.name
        assert (kind.type == "decimal") == (kind.dimension in known), name
        if kind.years_back:
            twin = FACTS[name.removesuffix("_last_year")]
            assert (kind.indicator, kind.rows, kind.dimension) == (twin.indicator, twin.rows, twin.dimension)


def test_an_unknown_fact_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        ContractError, match="unknown fact 'profit'; known facts: above_scale, above_scale_entered_on, "
    ):
        fact_kind("profit")
