"""Allocations over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ..access.guard import Editing, Reading, Work
from ..attainment.routes import planning, target_of
from ..errors import Fault, NotFound
from ..records.history import Asked, Revision, list_history
from ..records.record import delete_record, get_record, patch_record, put_record
from ..store import loaded
from ..web.conditions import answer
from ..web.formats import compact
from ..web.lists import Listed
from ..web.operation import API, DELETED, READ, READ_LIST, AsOf, City, patching, putting
from .entity import Allocation, CheckedAllocation
from .repository import REGISTER
from .rules import checked, faults

router = APIRouter(prefix=f"{API}/cities/{{city}}/targets/{{id}}/allocations", tags=["allocations"])
Id = Annotated[str, Path(description="id of the target")]
Sum = Annotated[Literal["check"] | None, Query(description="check: add whether the parts add up to the target")]


def _known(work: Work, id: str) -> None:
    """NotFound before anything else when the city declares no such target."""
    target_of(planning(work), id)


def _check(work: Work, allocation: Allocation) -> list[Fault]:
    city = planning(work)
    return faults(allocation, city, target_of(city, allocation.target or ""))


@router.get(
    "/history", operation_id="list_allocation_history", response_model=Listed[Revision[Allocation]], **READ_LIST,
)  # fmt: skip
async def list_allocation_history(city: City, id: Id, query: Asked, work: Reading) -> Response:
    """Every revision of a target's breakdown: who, when, what changed."""
    _known(work, id)
    return await list_history(work, REGISTER, id, query)


@router.get("", operation_id="get_allocation", response_model=CheckedAllocation, **READ)
async def get_allocation(city: City, id: Id, work: Reading, sum: Sum = None, as_of: AsOf = None) -> Response:
    """How a target is broken down; with `sum=check` also whether the parts add up."""
    target = target_of(planning(work), id)
    if sum is None:
        return await get_record(work, REGISTER, id)
    found = await REGISTER.served_text(work.transaction, work.city.key, id, work.place)
    if found is None:
        raise NotFound("This target is not broken down.")
    values = loaded(found[0])
    text = compact(values | checked(Allocation.model_validate_json(found[0]), target))
    return answer(work.request, text)


@router.put("", operation_id="put_allocation", response_model=Allocation, **putting(Allocation))
async def put_allocation(city: City, id: Id, work: Editing) -> Response:
    """Break a target down, or replace its breakdown whole."""
    _known(work, id)
    return await put_record(work, REGISTER, id, _check)


@router.patch(
    "", operation_id="patch_allocation", response_model=Allocation,
    **patching(Allocation, {"items": [{"to": "division:530921", "value": "2"}]}),
)  # fmt: skip
async def patch_allocation(city: City, id: Id, work: Editing) -> Response:
    """Change the breakdown (JSON merge patch); `items` are replaced whole."""
    _known(work, id)
    return await patch_record(work, REGISTER, id, _check)


@router.delete("", operation_id="delete_allocation", **DELETED)
async def delete_allocation(city: City, id: Id, work: Editing) -> Response:
    """Take a breakdown back; its history stays."""
    _known(work, id)
    return await delete_record(work, REGISTER, id, "Another record names this breakdown.")
