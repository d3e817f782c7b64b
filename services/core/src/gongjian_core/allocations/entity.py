"""What is recorded of a target's breakdown (任务分解)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import Table

from ..entity import Item, Recorded, history_of, table_of
from ..vocabulary import Exact, Note, Reference, shape, storable

To = Annotated[
    str,
    StringConstraints(
        pattern=shape(
            r"^(division:[0-9]{6,12}|park:[^\s:]+|department:\S.*)$",
            "must be division:<code>, park:<id> or department:<name>",
        ),
        max_length=200,
    ),
    AfterValidator(storable),
    Field(
        description="`division:<code>`, `park:<id>` or `department:<name>`, as the city declares them",
        examples=["division:530921", "park:lincang-border-zone", "department:市工业和信息化局"],
    ),
]


class AllocationItem(Item):
    """The part of one unit, in the target's unit."""

    to: To
    value: Exact | None = Field(None, description="in the target's unit; null only where the target has no figure")
    note: Note | None = None


class Allocation(Recorded):
    """A target broken down to units."""

    key_field: ClassVar[str] = "target"

    target: Reference | None = Field(None, validate_default=False, description="id of the target; that of the path")
    items: list[AllocationItem] = Field(max_length=1000)


class CheckedAllocation(Allocation):
    """As answered to a read: with `sum=check` also whether the parts add up, all figures in the target's unit."""

    unit: str | None = Field(None, description="the target's unit; this and the following with `sum=check` only")
    sum: str | None = Field(None, description="of all items; null where figures may not be added up")
    target_value: str | None = Field(None, description="the target's own figure, as printed")
    difference: str | None = Field(None, description="sum − target_value")
    adds_up: bool | None = Field(None, description="whether the difference is zero; null with a reason")
    reason: Literal["not_additive", "no_figure"] | None = Field(
        None,
        description="not_additive: percentages, ranks and other rates are never added up; no_figure: nothing to add to",
    )


ALLOCATIONS: Table = table_of(Allocation, "allocations")
ALLOCATIONS_HISTORY: Table = history_of(Allocation, "allocations_history")
