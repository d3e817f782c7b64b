"""Projects over HTTP."""

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
from .entity import Project
from .query import ProjectQuery
from .repository import REGISTER, SORTS, filtered
from .rules import faults

router = APIRouter(prefix=f"{API}/cities/{{city}}/projects", tags=["projects"])
Code = Annotated[str, Path(description="code of the project", examples=["P-2024-017"])]


def _check(work: Work, project: Project) -> list[Fault]:
    return faults(project, work.city)


@router.get("", operation_id="list_projects", response_model=Listed[Project], **listing(Project))
async def list_projects(city: City, query: Annotated[ProjectQuery, Query()], work: Reading) -> Response:
    """Projects, by page."""
    return await list_records(work, REGISTER, query, filtered, SORTS)


@router.get(
    "/{code}/history", operation_id="list_project_history", response_model=Listed[Revision[Project]], **READ_LIST,
)  # fmt: skip
async def list_project_history(city: City, code: Code, query: Asked, work: Reading) -> Response:
    """Every revision of a project: who, when, what changed."""
    return await list_history(work, REGISTER, code, query)


@router.get("/{code}", operation_id="get_project", response_model=Project, **READ)
async def get_project(city: City, code: Code, work: Reading, as_of: AsOf = None) -> Response:
    """One project."""
    return await get_record(work, REGISTER, code)


@router.put("/{code}", operation_id="put_project", response_model=Project, **putting(Project))
async def put_project(city: City, code: Code, work: Editing) -> Response:
    """Record a project, or replace it whole."""
    return await put_record(work, REGISTER, code, _check)


@router.patch(
    "/{code}", operation_id="patch_project", response_model=Project,
    **patching(Project, {"milestones": {"completed_on": "2024-06-30"}}),
)  # fmt: skip
async def patch_project(city: City, code: Code, work: Editing) -> Response:
    """Change some fields (JSON merge patch); lists are replaced whole, null clears."""
    return await patch_record(work, REGISTER, code, _check)


@router.delete("/{code}", operation_id="delete_project", **DELETED)
async def delete_project(city: City, code: Code, work: Editing) -> Response:
    """Delete a project and its observations; history stays."""
    return await delete_record(work, REGISTER, code, "Another record names this project; change or delete it first.")
