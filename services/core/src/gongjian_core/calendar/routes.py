"""The calendar over HTTP: public as declared; how duties stand takes a key for the city."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from gongjian import Duty, Phase

from ..access.guard import caller, demand, place_asked_for, visible_city
from ..access.rules import Access
from ..catalogue import InstalledCity
from ..errors import Invalid, Unauthenticated
from ..plans.query import DeclaredQuery
from ..plans.routes import city_of
from ..plans.rules import chosen
from ..web.conditions import not_modified, tag_of
from ..web.lists import Listed, Search, answer_page, page_of_known
from ..web.operation import API, OPEN, City, listing
from ..web.problem import responses
from . import repository
from .entity import CalendarItem, Days
from .ics import MEDIA_TYPE, calendar_text
from .query import CalendarQuery
from .rules import Occurrence, between, fulfilled, occurrences, series_of, state_of, uid_of

Line = Annotated[Search, Field(pattern=r"^[^\x00-\x1f\x7f]+$")]
router = APIRouter(prefix=f"{API}/cities/{{city}}", tags=["calendar"])
_BEIJING = timezone(timedelta(hours=8))
_OF_PHASES = ("ahead", "running", "over")
_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The calendar",
            "content": {"text/calendar": {"schema": {"type": "string"}}},
            "headers": {"ETag": {"description": "strong entity tag", "schema": {"type": "string"}}},
        },
        304: {"description": "If-None-Match names this very calendar"},
    }
    | responses(400, 404, 422)
}
Done = Mapping[str, Sequence[date]]


def today() -> date:
    """The day in Beijing."""
    return datetime.now(_BEIJING).date()


def declared_of(city: InstalledCity, query: DeclaredQuery) -> tuple[list[Phase], list[Duty]]:
    """The phases and duties that the filters leave."""
    said = city.declarations
    units = said.city.departments
    return chosen(said.phases, query.filters(), units), chosen(said.duties, query.filters(), units)


async def _reader(request: Request, city: str, needed: bool) -> Access | None:
    """Who may see what is recorded about the city; None for others, who are refused only if it is needed."""
    if "authorization" not in request.headers:
        if needed:
            raise Unauthenticated("States of duties are recorded; send a key for the city, or ask for no state.")
        return None
    access = await caller(request)
    if needed:
        visible_city(request, access, city)
        demand(access, "read")
    return access if access.sees(city) and access.may("read") else None


async def _done(request: Request, city: str, needed: bool) -> Done | None:
    """The days on which each duty was done, for those who may know."""
    access = await _reader(request, city, needed)
    if access is None:
        return None
    database = request.app.state.database
    place = await place_asked_for(request, database)
    async with database.transaction((city,), actor=access.actor) as transaction:
        return await repository.days_done(transaction, city, place)


def item_of(city: str, occurrence: Occurrence, done: Done | None, on: date) -> CalendarItem:
    """An occurrence as it is answered; without `done` nothing recorded shows."""
    declared = occurrence.declared
    duty = declared if isinstance(declared, Duty) else None
    period = occurrence.period
    count = None if duty is None or done is None else fulfilled(occurrence, done.get(duty.id, ()), on)
    return CalendarItem.model_validate(
        {
            "uid": uid_of(city, occurrence),
            "series": series_of(city, declared),
            "kind": occurrence.kind,
            "id": declared.id,
            "plan": declared.plan,
            "clause": declared.clause,
            "from": occurrence.first,
            "to": occurrence.last,
            "title": declared.title,
            "responsible": list(declared.responsible),
            "duty_kind": duty and duty.kind,
            "frequency": duty and duty.frequency,
            "period": period and Days.model_validate({"from": period.first, "to": period.last}),
            "times": duty and occurrence.times,
            "fulfilled": count,
            "state": None if duty is not None and count is None else state_of(occurrence, count or 0, on),
        }
    )


def _texts(city: str, found: Iterable[Occurrence], done: Done | None, query: CalendarQuery) -> list[tuple[str, str]]:
    items = (item_of(city, one, done, query.on or today()) for one in found)
    return [
        (item.uid, item.model_dump_json(by_alias=True))
        for item in items
        if (query.kind is None or item.kind == query.kind) and (query.state is None or item.state == query.state)
    ]


@router.get(
    "/calendar", operation_id="list_calendar", response_model=Listed[CalendarItem], **listing(CalendarItem, OPEN),
)  # fmt: skip
async def list_calendar(city: City, request: Request, query: Annotated[CalendarQuery, Query()]) -> Response:
    """Phases and the days on which duties are due, in order; `department` says for whom.

    Public, as declared: without a key for the city, `state` and `fulfilled` of duties are null. With one,
    `state=overdue` lists what has not been done in time. What is done as needed is due on no day: see `/duties`.
    """
    found = city_of(request, city)
    query.check()
    recorded = query.state is not None and query.state not in _OF_PHASES
    if query.as_of is not None and "authorization" not in request.headers:
        raise Invalid.at("?as_of", "needs a key: what is declared does not change with what is recorded")
    done = await _done(request, city, needed=recorded)
    days = between(occurrences(*declared_of(found, query)), query.from_, query.to)
    page = page_of_known(_texts(city, days, done, query), query.wanted(""))
    return answer_page(request, page, CalendarItem, query.fields)


@router.get("/calendar.ics", operation_id="get_calendar_file", response_class=Response, **_FILE)
async def get_calendar_file(
    city: City,
    request: Request,
    department: Annotated[Line | None, Query(description="what this unit is responsible for")] = None,
) -> Response:
    """The same as iCalendar (RFC 5545) for phones and mail programs to subscribe to: complete, public, with alarms."""
    found = city_of(request, city)
    phases, duties = declared_of(found, DeclaredQuery(department=department))
    name = f"{found.name}方案阶段与调度日历" + (f"({department})" if department else "")
    body = calendar_text(city, name, found.declarations.plans, phases, duties)
    headers = {
        "ETag": tag_of(body),
        "Cache-Control": "public, no-cache",
        "Content-Disposition": f'inline; filename="{city}.ics"',
    }
    if not_modified(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=MEDIA_TYPE)
