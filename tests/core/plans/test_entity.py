"""The schemas of declared things are what the contract prints."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from gongjian import Declarations, clause_fates, installed, to_data
from gongjian_core.plans.entity import (
    ClauseDocument,
    DutyDocument,
    FundDocument,
    IncentiveDocument,
    ListDocument,
    PhaseDocument,
    PlanDocument,
    TargetDocument,
    TaskDocument,
)

CITIES = installed()


def _every(said: Declarations) -> list[tuple[type[BaseModel], object]]:
    return [
        *((PlanDocument, item) for item in said.plans),
        *((ClauseDocument, item) for item in clause_fates(said)),
        *((IncentiveDocument, item) for item in said.incentives),
        *((FundDocument, item) for item in said.funds),
        *((PhaseDocument, item) for item in said.phases),
        *((DutyDocument, item) for item in said.duties),
        *((TaskDocument, item) for item in said.tasks),
        *((ListDocument, item) for item in said.lists),
    ]


@pytest.mark.parametrize("said", CITIES, ids=[said.city.key for said in CITIES])
def test_everything_declared_fits_its_schema_and_is_printed_field_by_field(said: Declarations) -> None:
    for model, item in _every(said):
        printed = to_data(item)
        assert model.model_validate(printed).model_dump(mode="json") == printed
    for item in said.targets:
        printed = to_data(item)
        assert isinstance(printed, dict)
        printed["scope_title"] = ""
        assert TargetDocument.model_validate(printed).model_dump(mode="json") == printed
