"""What is printed can be read again: the same declarations, trees and all."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from tests.contract.mini_city import mini_city
from tests.contract.test_compiled import AMOUNTS, CONDITIONS

from gongjian import ContractError, Incentive, content_hash, every, installed, to_data
from gongjian.expression import All, Amount
from gongjian.stored import from_data

DECLARED = [item for said in (mini_city(), *installed()) for item in said.incentives]


@pytest.mark.parametrize("incentive", DECLARED, ids=lambda item: f"{item.plan} {item.id}")
def test_an_incentive_is_read_as_it_was_printed(incentive: Incentive) -> None:
    printed = json.loads(json.dumps(to_data(incentive)))
    read = from_data(Incentive, printed)
    assert read == incentive
    assert content_hash(read) == content_hash(incentive)


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, AMOUNTS)
def test_any_tree_is_read_as_it_was_printed(condition: Any, amount: Amount) -> None:
    tree = every(condition)
    assert from_data(All, json.loads(json.dumps(to_data(tree)))) == tree
    assert from_data(type(amount), json.loads(json.dumps(to_data(amount)))) == amount


@pytest.mark.parametrize(
    ("data", "why"),
    [({"op": "later"}, "unknown step 'later'"), ({"op": "all"}, "lacks 'of'"), ({}, "lacks 'of'"), (3, "is no")],
)
def test_what_was_not_printed_is_refused(data: object, why: str) -> None:
    with pytest.raises(ContractError, match=why):
        from_data(All, data)
