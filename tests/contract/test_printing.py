"""Declarations as data, their hashes, and what became of each clause."""

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from gongjian import (
    Period,
    Rate,
    Reading,
    Span,
    Waiver,
    clause_fates,
    clause_table,
    content_hash,
    fact,
    param,
    percent,
    to_data,
    wan,
    yi,
)

from .mini_city import mini_city, with_clause

SAID = mini_city()
INCENTIVES = {item.id: item for item in SAID.incentives}
TARGETS = {item.id: item for item in SAID.targets}


class Colour(Enum):
    RED = "red"


def test_values_print_as_plain_json() -> None:
    value = {
        "a": (Decimal("93.10"), Decimal("1E+3"), None, True, 3),
        "b": [date(2024, 2, 29), Period.parse("2024-01..06"), Colour.RED],
    }
    printed = to_data(value)
    assert printed == {"a": ["93.10", "1000", None, True, 3], "b": ["2024-02-29", "2024-H1", "red"]}
    assert json.loads(json.dumps(printed)) == printed


def test_a_tree_names_its_steps_and_a_span_its_ends() -> None:
    rate = Rate(param("rate", percent(10)), fact("tax_paid"), param("cap", wan(50)))
    assert to_data(rate) == {
        "op": "rate",
        "rate": {"op": "param", "name": "rate", "value": "10", "unit": "%"},
        "of": {"op": "fact", "name": "tax_paid", "arguments": []},
        "cap": {"op": "param", "name": "cap", "value": "50", "unit": "万元"},
        "rounding": "fen_half_up",
    }
    assert to_data(Span(date(2024, 1, 1), None)) == {"from": "2024-01-01", "to": None}


def test_an_incentive_prints_what_is_derived_and_a_plan_hides_its_clauses() -> None:
    printed = to_data(INCENTIVES["output"])
    assert isinstance(printed, dict)
    assert printed["computable"] is True
    parameters = printed["parameters"]
    assert isinstance(parameters, list)
    assert len(parameters) == 6
    plan = to_data(SAID.plans[0])
    assert isinstance(plan, dict)
    assert {"clauses", "lists", "sums"}.isdisjoint(plan)
    assert plan["from"] == "2024-01-01"


@dataclass(frozen=True)
class Loose:
    value: object


@pytest.mark.parametrize("value", [0.1, {1, 2}, b"x", object(), int])
def test_what_is_no_declaration_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot stand in a declaration"):
        to_data(Loose(value))


def test_equal_declarations_have_one_hash_and_it_is_stable() -> None:
    assert content_hash(SAID.targets) == content_hash(mini_city().targets)
    assert content_hash({"b": 1, "a": "茶"}) == content_hash({"a": "茶", "b": 1})
    assert content_hash(yi("93.1")) == "e13cf739d6ad7ee09c5fb59b8b7ec27a37ced2a5eca27fce1393d91dc00a47c3"


def test_any_changed_parameter_changes_the_hash_of_its_incentive() -> None:
    for incentive in SAID.incentives:
        for parameter in incentive.parameters:
            changed = incentive.changed({parameter.name: parameter.value + 1})
            assert content_hash(changed) != content_hash(incentive), parameter.name


def test_any_changed_field_of_a_target_changes_the_hash_of_the_plan() -> None:
    before = SAID.plan_hash("mini-2024")
    target = TARGETS["investment"]
    for field in fields(target):
        if field.name == "plan":
            continue
        other = {
            "readings": (Reading("问", "答"),),
            "due_stated": True,
            "value": Decimal(81),
            "period": Span(None, None),
        }
        change: dict[str, Any] = {field.name: other.get(field.name, "另外")}
        changed = replace(target, **change)
        targets = tuple(changed if item.id == target.id else item for item in SAID.targets)
        assert mini_city(targets=targets).plan_hash("mini-2024") != before, field.name


def test_the_hash_of_a_plan_does_not_depend_on_another() -> None:
    moved = tuple(replace(task, plan="other") for task in SAID.tasks)
    assert mini_city(tasks=moved).plan_hash("mini-2024") == mini_city(tasks=()).plan_hash("mini-2024")
    assert mini_city(tasks=()).plan_hash("mini-2024") != SAID.plan_hash("mini-2024")


def test_the_fate_of_each_clause_names_what_it_declares_in_order() -> None:
    fates = {fate.clause: fate for fate in clause_fates(SAID)}
    assert list(fates) == [clause.address for clause in SAID.plans[0].clauses]
    assert (fates["前言"].not_declared, fates["前言"].declared) == ("说明依据", ())
    assert [(item.kind, item.id) for item in fates["三"].declared] == [
        ("incentive", "closure"), ("phase", "start"), ("phase", "end"), ("duty", "study"), ("task", "list"),
        ("list", "low-output"),
    ]  # fmt: skip
    assert fates["三"].waived == (Waiver("三张", "清单的统称"),)
    assert fates["二(一)2"].figures == ("三年", "20万元")


def test_the_table_has_one_row_for_each_clause_with_its_reasons() -> None:
    rows = clause_table(SAID).splitlines()
    assert rows[0] == "| clause | heading | figures | declared | not declared |"
    assert len(rows) == 2 + len(SAID.plans[0].clauses)
    assert rows[2] == "| 前言 | 依据 |  |  | 说明依据 |"
    assert rows[6] == "| 二(一)2 | 升规 | 三年、20万元 | incentive `entry` |  |"
    assert rows[7].endswith("| 三张: 清单的统称 |")


def test_a_bar_in_a_text_does_not_break_the_table() -> None:
    rows = clause_table(with_clause("前言", heading="甲|乙")).splitlines()
    assert rows[2] == "| 前言 | 甲\\|乙 |  |  | 说明依据 |"
