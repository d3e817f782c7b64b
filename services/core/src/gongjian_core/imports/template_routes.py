"""Workbooks to fill in, over HTTP."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from ..access.guard import Reading
from ..web.operation import API, City, secured
from ..web.problem import responses
from .entity import Type
from .serving import workbook_answer, workbook_response
from .template import template

router = APIRouter(prefix=f"{API}/cities/{{city}}/import-templates", tags=["imports"])
OfType = Annotated[Type, Path(description="what is to be filled in")]


@router.get(
    "/{type}.xlsx", operation_id="get_import_template", response_class=Response,
    responses=responses(401, 403, 404, 422, 503) | workbook_answer("Columns, how to fill them in, the city's codes"),
    openapi_extra=secured(),
)  # fmt: skip
async def get_import_template(city: City, type: OfType, work: Reading) -> Response:
    """A workbook to fill in and send as an import; its cells are text, so that codes keep their digits."""
    body = await asyncio.to_thread(template, type, work.city, work.catalogue)
    return workbook_response(body, f"{work.city.key}-{type}.xlsx")
