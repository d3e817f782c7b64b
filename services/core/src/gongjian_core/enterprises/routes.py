"""Enterprises over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ..access.guard import Editing, Reading, Work
from ..errors import Fault
from ..records.history import Asked, Revision, list_history
from ..records.listing import list_records
from ..records.record import delete_record, get_record, patch_record, put_record
from ..web.lists import Listed
from ..web.operation import API, DELETED, READ, READ_LIST, AsOf, City, listing, patching, putting
from .entity import Enterprise
from .query import EnterpriseQuery
from .repository import REGISTER, SORTS, filtered
from .rules import faults

router = APIRouter(prefix=f"{API}/cities/{{city}}/enterprises", tags=["enterprises"])
Code = Annotated[str, Path(description="unified social credit code", examples=["91530900MA6K5X2W1W"])]


def _check(work: Work, enterprise: Enterprise) -> list[Fault]:
    return faults(enterprise, work.city)


@router.get("", operation_id="list_enterprises", response_model=Listed[Enterprise], **listing(Enterprise))
async def list_enterprises(city: City, query: Annotated[EnterpriseQuery, Query()], work: Reading) -> Response:
    """Enterprises, by page."""
    return await list_records(work, REGISTER, query, filtered, SORTS)


@router.get(
    "/{uscc}/history", operation_id="list_enterprise_history", response_model=Listed[Revision[Enterprise]], **READ_LIST,
)  # fmt: skip
async def list_enterprise_history(city: City, uscc: Code, query: Asked, work: Reading) -> Response:
    """Every revision of an enterprise: who, when, what changed."""
    return await list_history(work, REGISTER, uscc, query)


@router.get("/{uscc}", operation_id="get_enterprise", response_model=Enterprise, **READ)
async def get_enterprise(city: City, uscc: Code, work: Reading, as_of: AsOf = None) -> Response:
    """One enterprise."""
    return await get_record(work, REGISTER, uscc)


@router.put("/{uscc}", operation_id="put_enterprise", response_model=Enterprise, **putting(Enterprise))
async def put_enterprise(city: City, uscc: Code, work: Editing) -> Response:
    """Record an enterprise, or replace it whole."""
    return await put_record(work, REGISTER, uscc, _check)


@router.patch(
    "/{uscc}", operation_id="patch_enterprise", response_model=Enterprise,
    **patching(Enterprise, {"name": "临沧某茶厂", "tags": []}),
)  # fmt: skip
async def patch_enterprise(city: City, uscc: Code, work: Editing) -> Response:
    """Change some fields (JSON merge patch); lists are replaced whole, null clears."""
    return await patch_record(work, REGISTER, uscc, _check)


@router.delete("/{uscc}", operation_id="delete_enterprise", **DELETED)
async def delete_enterprise(city: City, uscc: Code, work: Editing) -> Response:
    """Delete an enterprise and its observations; history stays."""
    return await delete_record(work, REGISTER, uscc, "A project names this enterprise; change or delete it first.")
