"""Settlements over HTTP: ordered by editors, approved by somebody else."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from ..access.guard import Approving, Editing, Reading, Work
from ..attainment.query import today
from ..catalogue import InstalledCity
from ..database import Database
from ..errors import NotFound
from ..jobs.repository import Standing, standing
from ..pages import Page, Where, page_of
from ..records.history import Asked, Revision, list_history
from ..web.body import JSON, accepts, read_json, validated
from ..web.conditions import answer, check_write, tag_of
from ..web.idempotent import HEADER, once
from ..web.lists import Listed, answer_page
from ..web.operation import API, CONDITIONAL, DELETED, IF_MATCH, READ, READ_LIST, AsOf, City, listing, secured
from ..web.problem import responses
from . import approval, jobs
from .answers import award_text, settlement_text, settlement_texts, spent_by_fund, unstored
from .entity import Award, Settlement
from .order import Order, ordered, period_of
from .query import SettlementQuery, SettlementRequest
from .repository import KEY, SETTLEMENTS, settlements_asked_for
from .settling import settle, tried

router = APIRouter(prefix=f"{API}/cities/{{city}}/settlements", tags=["settlement"])
Id = Annotated[str, Path(description="id of the settlement")]


class SettlementProgress(BaseModel):
    """A settlement that is being computed: there is all of it when it is done, and nothing before."""

    id: str
    period: str
    state: Literal["queued", "running"]
    done: int = Field(description="subjects looked at so far")
    total: int | None


class SettlementAnswer(Settlement):
    """A settlement just run; of a dry run also its first awards."""

    awards: list[Award] | None = None


_RUNNING: dict[int | str, dict[str, Any]] = {
    202: {"description": "Being computed; ask again at Location", "model": SettlementProgress}
}


def declaring(work: Work) -> InstalledCity:
    """The city of the request with what it declares; NotFound when it declares nothing."""
    if not isinstance(work.city, InstalledCity):
        raise NotFound("This city declares no incentives.")
    return work.city


@router.post(
    "", status_code=201, operation_id="create_settlement", response_model=SettlementAnswer,
    responses=responses(400, 401, 403, 404, 409, 413, 415, 422, 503) | _RUNNING
    | {200: {"description": "A dry run", "model": SettlementAnswer}},
    openapi_extra=secured(accepts(SettlementRequest), headers=(HEADER,)),
)  # fmt: skip
async def create_settlement(city: City, work: Editing) -> Response:
    """Run the incentives of a quarter or a year and store the draft; on an approved period, a correction."""
    raw = await read_json(work.request)
    wanted = validated(SettlementRequest, raw)
    found = declaring(work)
    database: Database = work.request.app.state.database
    period = period_of(wanted.period, today(), dry_run=wanted.dry_run)
    order = await ordered(
        database, found, period, today(), as_of=wanted.as_of, dry_run=wanted.dry_run,
        run_by=work.access.actor, author_key=work.access.key_id,
    )  # fmt: skip

    async def act(_: bytes) -> Response:
        return await (_tried(work, found, order) if wanted.dry_run else _settled(work, found, order))

    return await once(work.request, work.transaction, work.access.key_id, raw, act)


async def _tried(work: Work, city: InstalledCity, order: Order) -> Response:
    settlement, shown = await tried(work.transaction, order, city.indicators)
    spent = spent_by_fund(city, settlement)
    text = await settlement_text(work.transaction, city, unstored(settlement), tried=spent)
    awards = ",".join(award_text(judged, "draft") for judged in shown)
    return Response(f'{text[:-1]},"awards":[{awards}]}}'.encode(), 200, media_type=JSON)


async def _settled(work: Work, city: InstalledCity, order: Order) -> Response:
    location = f"{work.request.url.path}/{order.id}"
    total = await jobs.subjects_of(work.transaction, city.key)
    if total > work.request.app.state.settings.settle_at_once:
        await jobs.put_in(work.transaction, order)
        return _progress(order.id, str(order.period), await standing(work.transaction, city.key, order.id), location)
    await settle(work.transaction, order, city.indicators)
    return await _answered(work, city, order.id, 201, location)


async def _answered(work: Work, city: InstalledCity, id: str, status: int = 200, location: str = "") -> Response:
    found = await SETTLEMENTS.served_text(work.transaction, city.key, id, work.place)
    if found is None:
        raise approval.missing(id)
    text = await settlement_text(work.transaction, city, found[0])
    return answer(work.request, text, status=status, location=location)


def _progress(id: str, period: str | None, job: Standing | None, location: str) -> Response:
    """How far a run is; NotFound when there is none under way."""
    if period is None or job is None or job.state == "done":
        raise approval.missing(id)
    if job.state == "failed":
        raise NotFound(f"There is no settlement {id}: the run failed ({job.error}). Order it again.")
    state: Literal["queued", "running"] = "queued" if job.state == "queued" else "running"
    running = SettlementProgress(id=id, period=period, state=state, done=job.done, total=job.total)
    headers = {"Location": location, "Retry-After": "2", "Cache-Control": "no-store"}
    return Response(running.model_dump_json().encode(), 202, headers=headers, media_type=JSON)


@router.get("", operation_id="list_settlements", response_model=Listed[Settlement], **listing(Settlement))
async def list_settlements(city: City, query: Annotated[SettlementQuery, Query()], work: Reading) -> Response:
    """Settlements in the order in which they were run."""
    where = Where()
    source = SETTLEMENTS.source(None if work.place is None else where.value(work.place))
    settlements_asked_for(work.city.key, query, where)
    page = await page_of(
        work.transaction, item=SETTLEMENTS.served, source=source, where=where, keys=(KEY,),
        sorts={"id": KEY}, wanted=query.wanted("id"),
    )  # fmt: skip
    texts = await settlement_texts(work.transaction, declaring(work), page.items)
    return answer_page(work.request, Page(texts, page.next, page.total), Settlement, query.fields)


@router.get(
    "/{id}/history", operation_id="list_settlement_history", response_model=Listed[Revision[Settlement]], **READ_LIST,
)  # fmt: skip
async def list_settlement_history(city: City, id: Id, query: Asked, work: Reading) -> Response:
    """Who ran, approved and paid it, and when."""
    return await list_history(work, SETTLEMENTS, id, query)


@router.get(
    "/{id}", operation_id="get_settlement", response_model=Settlement,
    responses=READ["responses"] | _RUNNING, openapi_extra=CONDITIONAL,
)  # fmt: skip
async def get_settlement(city: City, id: Id, work: Reading, as_of: AsOf = None) -> Response:
    """One settlement with its receipt, its totals and how the fund stands; 202 while it is being computed."""
    found = declaring(work)
    # The job first: what is done between the two reads is then there, and not missed by both.
    period = await jobs.ordered_period(work.transaction, work.city.key, id)
    job = await standing(work.transaction, work.city.key, id) if period is not None else None
    if await SETTLEMENTS.served_text(work.transaction, work.city.key, id, work.place) is None:
        return _progress(id, period, job, work.request.url.path)
    return await _answered(work, found, id)


@router.delete("/{id}", operation_id="delete_settlement", **DELETED)
async def delete_settlement(city: City, id: Id, work: Editing) -> Response:
    """Delete a draft. What was approved stays."""
    await _check_version(work, id)
    await approval.delete_draft(work.transaction, work.city.key, id)
    return Response(status_code=204)


@router.post(
    "/{id}/approve", operation_id="approve_settlement", response_model=Settlement,
    responses=responses(400, 401, 403, 404, 409, 412, 422, 503),
    openapi_extra=secured(headers=(HEADER, IF_MATCH)),
)  # fmt: skip
async def approve_settlement(city: City, id: Id, work: Approving) -> Response:
    """Approve a draft: by somebody else than who ran it, and only if nothing moved since. Needs no body."""
    found = declaring(work)

    async def act(_: bytes) -> Response:
        await _check_version(work, id)
        await approval.approve(work.transaction, work.city.key, id, work.access)
        return await _answered(work, found, id)

    return await once(work.request, work.transaction, work.access.key_id, b"", act)


async def _check_version(work: Work, id: str) -> None:
    """The conditions of a write, against the text that a read answers."""
    headers = work.request.headers
    if "if-match" in headers or "if-none-match" in headers:
        found = await SETTLEMENTS.served_text(work.transaction, work.city.key, id)
        text = await settlement_text(work.transaction, declaring(work), found[0]) if found else None
        check_write(headers, None if text is None else tag_of(text.encode()))
