"""Entitlements over HTTP, as JSON, CSV, NDJSON, or a workbook that an officer hands on."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from ..access.guard import Reading, Work
from ..jobs.repository import without_limits
from ..pages import Page, Where, page_of
from ..web.lists import Listed, answer_page
from ..web.operation import API, City, listing, secured
from ..web.problem import responses
from . import repository
from .answers import award_text
from .award_routes import prepared, settlement_of
from .entitled import Entitlement, entitlement, entitlement_text, listed
from .entity import SUBJECTS
from .query import EntitledQuery
from .refusals import page_of_refusals
from .settlement_routes import Id
from .spreadsheet import SHEETS, XLSX, Workbook

router = APIRouter(prefix=f"{API}/cities/{{city}}/settlements/{{id}}", tags=["settlement"])
MOST_REFUSALS = 100_000
"""Refusals in a workbook; all of them are found by page with `standing=refused`."""


_STATES = {"draft": "草稿", "approved": "已批准", "paid": "已兑付"}


@router.get("/entitled", operation_id="list_entitled", response_model=Listed[Entitlement], **listing(Entitlement))
async def list_entitled(city: City, id: Id, query: Annotated[EntitledQuery, Query()], work: Reading) -> Response:
    """Who gets what without applying, and who lacks just one fact and which; `standing=refused` for the others."""
    state = (await settlement_of(work, id))["state"]
    if query.standing == "refused":
        run = await prepared(work, id, query.incentive)
        found, following = await page_of_refusals(run, cursor=query.cursor, limit=query.limit)
        texts = [entitlement_text(award_text(judged, state), stored=False) for judged in found]
        return answer_page(work.request, Page(texts, following, None), Entitlement, query.fields)
    where = Where()
    listed(work.city.key, id, where, query.standing, query.incentive)
    page = await page_of(
        work.transaction, item=repository.AWARD, source=repository.AWARD_SOURCE, where=where,
        keys=repository.AWARD_KEYS, sorts={"number": repository.AWARD_KEYS[1]}, wanted=query.wanted("number"),
    )  # fmt: skip
    texts = [entitlement_text(text) for text in page.items]
    return answer_page(work.request, Page(texts, page.next, page.total), Entitlement, query.fields)


@router.get(
    "/entitled.xlsx", operation_id="get_entitled_workbook", response_class=Response,
    responses=responses(401, 403, 404, 422, 503)
    | {200: {"description": "Three sheets with Chinese headers", "content": {XLSX: {"schema": {"type": "string"}}}}},
    openapi_extra=secured(),
)  # fmt: skip
async def get_entitled_workbook(city: City, id: Id, work: Reading) -> Response:
    """The whole list as a workbook: 免申即享, 只差一项, 不予奖补."""
    settlement = await settlement_of(work, id)
    state, period = settlement["state"], settlement["period"]
    await without_limits(work.transaction)
    about = f"{work.city.name} {period} 核算 {id}({_STATES[state]})"
    with tempfile.TemporaryDirectory() as folder:
        path = FilePath(folder) / "entitled.xlsx"
        book = Workbook(path, about)
        for standing in SHEETS:
            sheet = book.sheet(standing)
            async for lines in _lines(work, id, standing, state):
                await asyncio.to_thread(sheet.write, lines)
                if sheet.full:
                    break
        await asyncio.to_thread(book.close)
        body = await asyncio.to_thread(path.read_bytes)
    headers = {
        "Content-Disposition": f'attachment; filename="entitled-{period}.xlsx"',
        "Cache-Control": "private, no-store",
    }
    return Response(body, headers=headers, media_type=XLSX)


async def _lines(work: Work, id: str, standing: str, state: str) -> AsyncIterator[list[dict[str, Any]]]:
    """The lines of one sheet, in pieces."""
    if standing == "refused":
        async for lines in _refused(work, id):
            yield lines
        return
    cursor, more = None, True
    while more:
        query = EntitledQuery(limit=500, cursor=cursor)
        where = Where()
        listed(work.city.key, id, where, standing, None)
        page = await page_of(
            work.transaction, item=repository.AWARD, source=repository.AWARD_SOURCE, where=where,
            keys=repository.AWARD_KEYS, sorts={"number": repository.AWARD_KEYS[1]}, wanted=query.wanted("number"),
        )  # fmt: skip
        yield [entitlement(json.loads(text)) for text in page.items]
        cursor, more = page.next, page.next is not None


async def _refused(work: Work, id: str) -> AsyncIterator[list[dict[str, Any]]]:
    run = await prepared(work, id, None)
    written = 0
    for kind in SUBJECTS:
        async for piece in run.pieces(kind):
            bench = run.benches[kind]
            found = await asyncio.to_thread(list, bench.refusals(piece.subjects, piece.select, piece.approved))
            lines = [entitlement(json.loads(award_text(judged, "draft")), stored=False) for judged in found]
            yield lines[: MOST_REFUSALS - written]
            written += len(lines)
            if written >= MOST_REFUSALS:
                return
