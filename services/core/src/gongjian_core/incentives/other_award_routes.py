"""What subjects got under other policies, over HTTP; it counts against incentives for the same thing."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ..access.guard import Editing, Reading, Work
from ..catalogue import InstalledCity
from ..errors import Fault, Invalid
from ..records.history import Asked, Revision, list_history
from ..records.listing import list_records
from ..records.record import delete_record, get_record, put_record
from ..web.lists import Listed
from ..web.operation import API, DELETED, READ, READ_LIST, AsOf, City, listing, putting
from .entity import OtherAward
from .query import OtherAwardQuery
from .repository import KEY, OTHER_AWARDS, names_what_is_recorded, other_awards_asked_for

router = APIRouter(prefix=f"{API}/cities/{{city}}/other-awards", tags=["settlement"])
Id = Annotated[str, Path(description="1 to 64 letters, digits, - and _; yours to choose")]


def _check(work: Work, other: OtherAward) -> list[Fault]:
    incentives = work.city.declarations.incentives if isinstance(work.city, InstalledCity) else ()
    named = next((item for item in incentives if item.id == other.incentive), None)
    if named is None:
        return [Fault("/incentive", f"is no incentive of {work.city.name}; see /cities/{work.city.key}/incentives")]
    kind, _, _ = other.subject.partition(":")
    if kind != named.subject:
        return [Fault("/subject", f"is a {kind}; {named.id} is for the subject {named.subject}")]
    return []


@router.get("", operation_id="list_other_awards", response_model=Listed[OtherAward], **listing(OtherAward))
async def list_other_awards(city: City, query: Annotated[OtherAwardQuery, Query()], work: Reading) -> Response:
    """Awards under other policies, by id."""
    return await list_records(work, OTHER_AWARDS, query, other_awards_asked_for, {"id": KEY})


@router.get(
    "/{id}/history", operation_id="list_other_award_history", response_model=Listed[Revision[OtherAward]], **READ_LIST,
)  # fmt: skip
async def list_other_award_history(city: City, id: Id, query: Asked, work: Reading) -> Response:
    """Every revision: who, when, what changed."""
    return await list_history(work, OTHER_AWARDS, id, query)


@router.get("/{id}", operation_id="get_other_award", response_model=OtherAward, **READ)
async def get_other_award(city: City, id: Id, work: Reading, as_of: AsOf = None) -> Response:
    """One award under another policy."""
    return await get_record(work, OTHER_AWARDS, id)


@router.put("/{id}", operation_id="put_other_award", response_model=OtherAward, **putting(OtherAward))
async def put_other_award(city: City, id: Id, work: Editing) -> Response:
    """Record what a subject got under another policy. Drafts that were computed before are stale then."""
    answer = await put_record(work, OTHER_AWARDS, id, _check)
    if not await names_what_is_recorded(work.transaction, work.city.key, id):
        raise Invalid.at("/subject", "is not in this city's register; record it first")
    return answer


@router.delete("/{id}", operation_id="delete_other_award", **DELETED)
async def delete_other_award(city: City, id: Id, work: Editing) -> Response:
    """Delete it, leaving its history."""
    return await delete_record(work, OTHER_AWARDS, id, "This award is in use.")
