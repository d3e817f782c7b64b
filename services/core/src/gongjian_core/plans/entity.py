"""Declared things on the wire: their schemas follow from the contract's own classes, never written again."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from gongjian import (
    Chain,
    ClauseFate,
    Department,
    Division,
    Duty,
    Fund,
    Incentive,
    Indicator,
    Listed,
    Param,
    Period,
    Phase,
    Plan,
    Target,
    Task,
)
from gongjian.node import Node

Tree = Annotated[
    dict[str, Any],
    Field(
        description="an expression tree: `op` names the step, the other fields are its parts",
        json_schema_extra={"required": ["op"], "properties": {"op": {"type": "string"}}},
    ),
]
Figure = Annotated[str, Field(description="a decimal number as printed", examples=["93.1"])]


class Parameter(BaseModel):
    """A figure of a condition or an amount, as printed, by the name under which it can be changed in simulations."""

    op: Literal["param"]
    name: str
    value: Figure
    unit: str


def _shown(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        arms = get_args(hint)
        nodes = [arm for arm in arms if isinstance(arm, type) and issubclass(arm, Node)]
        kept = [Tree, *(_shown(arm) for arm in arms if arm not in nodes)] if nodes else [_shown(arm) for arm in arms]
        return Union[tuple(kept)]  # noqa: UP007 - built at run time
    if get_origin(hint) is tuple:
        return list[_shown(get_args(hint)[0])]  # type: ignore[misc]
    if hint is Decimal:
        return Figure
    if hint is Param:
        return Parameter
    if hint is Period:
        return str
    if isinstance(hint, type) and issubclass(hint, Node):
        return Tree
    return model_of(hint) if isinstance(hint, type) and is_dataclass(hint) else hint


@cache
def model_of(declared: type[Any]) -> type[BaseModel]:
    """The schema of a class of the contract, as `gongjian.to_data` prints it."""
    hints = get_type_hints(declared)
    shown: dict[str, Any] = {}
    for field in fields(declared):
        if not field.metadata.get("hidden"):
            shown[field.name.rstrip("_")] = (_shown(hints[field.name]), ...)
    for name in getattr(declared, "derived", ()):
        shown[name] = (_shown(get_type_hints(getattr(declared, name).fget)["return"]), ...)
    return create_model(
        declared.__name__, __doc__=declared.__doc__, __config__=ConfigDict(extra="forbid", frozen=True), **shown
    )


class Plugin(BaseModel):
    """The distribution that declares a city."""

    distribution: str
    version: str


class CityDocument(BaseModel):
    """A city or county with a plugin."""

    model_config = ConfigDict(title="City")

    key: str = Field(examples=["lincang"])
    name: str
    name_en: str
    division_code: str = Field(description="GB/T 2260", examples=["530900"])
    level: Literal["prefecture", "county"]
    parent: str | None = Field(description="key of the city that this county belongs to")
    province_code: str
    plans: list[str] = Field(description="ids of its plans")
    plugin: Plugin


class Family(BaseModel):
    """A parent city and its child: what the one counts the other may count too, so they are never added up."""

    parent: str
    child: str


class ScopeDocument(BaseModel):
    """What part of a subject a figure may cover."""

    model_config = ConfigDict(title="Scope")

    id: str
    title: str


PlanDocument = model_of(Plan)
ClauseDocument = create_model("Clause", __base__=model_of(ClauseFate))
TargetDocument = create_model("Target", __base__=model_of(Target), scope_title=(str, ...))
IncentiveDocument = model_of(Incentive)
PhaseDocument = model_of(Phase)
DutyDocument = model_of(Duty)
TaskDocument = model_of(Task)
DivisionDocument = model_of(Division)
DepartmentDocument = model_of(Department)
ChainDocument = model_of(Chain)
ListDocument = model_of(Listed)
FundDocument = model_of(Fund)
IndicatorDocument = model_of(Indicator)
Day = date
