"""Fulfilments over HTTP: a duty is done by recording that it was."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from gongjian import Duty

from ..access.guard import Editing, Reading, Work
from ..catalogue import InstalledCity
from ..errors import Fault, Invalid, NotFound
from ..pages import Where, page_of
from ..records.history import Asked, Revision, list_history
from ..records.record import delete_record, patch_record
from ..web.body import read_json, validated
from ..web.conditions import answer
from ..web.idempotent import HEADER, once
from ..web.lists import Listed, answer_page
from ..web.operation import DELETED, READ, READ_LIST, AsOf, City, creating, listing, patching
from . import repository
from .entity import Fulfilment
from .query import FulfilmentQuery
from .repository import KEY, REGISTER, SORTS, filtered
from .routes import router, today
from .rules import fulfilment_fault

DutyId = Annotated[str, Path(description="id of the duty", examples=["monthly-analysis"])]
Own = Annotated[str, Path(description="id of the fulfilment")]
fulfilments = APIRouter(prefix=f"{router.prefix}/duties/{{id}}/fulfilments", tags=["calendar"])


def duty_of(work: Work, id: str) -> Duty:
    """The duty of the path; NotFound when the city declares none."""
    if isinstance(work.city, InstalledCity):
        for duty in work.city.declarations.duties:
            if duty.id == id:
                return duty
    raise NotFound("This city declares no such duty; see its /duties.")


def _check(work: Work, wanted: Fulfilment) -> list[Fault]:
    duty = duty_of(work, work.request.path_params["id"])
    if wanted.duty != duty.id:
        return [Fault("/duty", "differs from the path; leave it out or make it equal")]
    assert isinstance(work.city, InstalledCity)  # noqa: S101 - duty_of found it there
    plan = next(plan for plan in work.city.declarations.plans if plan.id == duty.plan)
    fault = fulfilment_fault(duty, plan, wanted.on, today())
    return [Fault("/on", fault)] if fault else []


async def _of_the_duty(work: Work, id: str, own: str) -> tuple[str, str]:
    """The fulfilment's text and tag; NotFound when there is none, or it is another duty's."""
    duty_of(work, id)
    found = await REGISTER.served_text(work.transaction, work.city.key, own, work.place)
    if found is None or json.loads(found[0])["duty"] != id:
        raise NotFound(f"There is no such fulfilment of {id} here.")
    return found


@fulfilments.get("", operation_id="list_fulfilments", response_model=Listed[Fulfilment], **listing(Fulfilment))
async def list_fulfilments(
    city: City, id: DutyId, query: Annotated[FulfilmentQuery, Query()], work: Reading
) -> Response:
    """When a duty was done, by day."""
    duty_of(work, id)
    where = Where()
    source = REGISTER.source(None if work.place is None else where.value(work.place))
    filtered(work.city.key, id, query, where)
    page = await page_of(
        work.transaction, item=REGISTER.served, source=source, where=where, keys=(KEY,), sorts=SORTS,
        wanted=query.wanted("on"),
    )  # fmt: skip
    return answer_page(work.request, page, Fulfilment, query.fields)


@fulfilments.post(
    "", status_code=201, operation_id="create_fulfilment", response_model=Fulfilment, **creating(Fulfilment, HEADER),
)  # fmt: skip
async def create_fulfilment(city: City, id: DutyId, work: Editing) -> Response:
    """Record that a duty was done on a day; it counts for the period that the day lies in."""
    duty_of(work, id)
    raw = await read_json(work.request)
    wanted = validated(Fulfilment, raw)
    if wanted.id is not None:
        raise Invalid.at("/id", "is given by the server; leave it out")
    wanted = wanted.model_copy(update={"duty": wanted.duty or id})
    if faults := _check(work, wanted):
        raise Invalid.all(faults)

    async def act(_: bytes) -> Response:
        own = await repository.new_id(work.transaction)
        await REGISTER.put(work.transaction, work.city.key, [(own, wanted.with_key(own).document())])
        text, tag = await _of_the_duty(work, id, own)
        return answer(work.request, text, tag, 201, f"{work.request.url.path}/{own}")

    return await once(work.request, work.transaction, work.access.key_id, raw, act)


@fulfilments.get(
    "/{fulfilment}/history", operation_id="list_fulfilment_history", response_model=Listed[Revision[Fulfilment]],
    **READ_LIST,
)  # fmt: skip
async def list_fulfilment_history(city: City, id: DutyId, fulfilment: Own, query: Asked, work: Reading) -> Response:
    """Every revision of a fulfilment: who, when, what changed."""
    duty_of(work, id)
    return await list_history(work, REGISTER, f"{id}|{fulfilment}", query)


@fulfilments.get("/{fulfilment}", operation_id="get_fulfilment", response_model=Fulfilment, **READ)
async def get_fulfilment(city: City, id: DutyId, fulfilment: Own, work: Reading, as_of: AsOf = None) -> Response:
    """One fulfilment."""
    return answer(work.request, *await _of_the_duty(work, id, fulfilment))


@fulfilments.patch(
    "/{fulfilment}", operation_id="patch_fulfilment", response_model=Fulfilment,
    **patching(Fulfilment, {"on": "2024-06-28"}),
)  # fmt: skip
async def patch_fulfilment(city: City, id: DutyId, fulfilment: Own, work: Editing) -> Response:
    """Correct the day, the note or the link (JSON merge patch)."""
    await _of_the_duty(work, id, fulfilment)
    return await patch_record(work, REGISTER, fulfilment, _check)


@fulfilments.delete("/{fulfilment}", operation_id="delete_fulfilment", **DELETED)
async def delete_fulfilment(city: City, id: DutyId, fulfilment: Own, work: Editing) -> Response:
    """Withdraw a fulfilment; its history stays."""
    await _of_the_duty(work, id, fulfilment)
    return await delete_record(work, REGISTER, fulfilment, "Another record names this fulfilment.")
