"""Data over HTTP: TARGETS for everybody, OBSERVATIONS and ATTAINMENT of the cities that the key covers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from ..access.guard import caller, demand, place_asked_for
from ..attainment.query import today
from ..catalogue import InstalledCity
from ..changelog import place_of
from ..database import Database
from ..errors import Fault, NotFound
from .attained import Since, attained_series
from .cube import Action, Series
from .flows import AGENCY, FLOWS, VERSION, Flow
from .formats import DATA, WRITERS, Format, chosen
from .markup import Header
from .message import Message, written
from .observed import observed_series
from .query import DataQuery
from .refusals import refused
from .repository import begun
from .route import BASE, SdmxRoute, malformed
from .selection import Selection, codes_of
from .spans import BEIJING
from .targets import target_series

router = APIRouter(prefix=BASE, tags=["sdmx"], route_class=SdmxRoute)
FlowRef = Annotated[str, Path(description="TARGETS, OBSERVATIONS or ATTAINMENT, or agency,id,version")]
Key = Annotated[str, Path(description="a code per dimension, separated by `.`; + for alternatives, empty for any")]
Provider = Annotated[str, Path(description="all, or GONGJIAN")]
_ANSWER: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The data; `Prepared` in the header is the time to send as `updatedAfter` next time",
            "content": {format.content_type: {"schema": {"type": "string"}} for format in DATA},
            "headers": {
                "ETag": {"description": "weak entity tag", "schema": {"type": "string"}},
                "X-Prepared": {"description": "the same time, for CSV", "schema": {"type": "string"}},
            },
        },
        304: {"description": "If-None-Match names these very data"},
    }
    | refused(400, 401, 403, 404, 406, 413, 503),
    "response_class": Response,
    "openapi_extra": {"security": [{}, {"key": []}]},
}
Parameters = Annotated[DataQuery, Query()]


@router.get("/data/{flow}", operation_id="get_sdmx_data", **_ANSWER)
async def get_sdmx_data(flow: FlowRef, request: Request, query: Parameters) -> Response:
    """All data of a flow that the caller may see."""
    return await _data(request, flow, "all", query)


@router.get("/data/{flow}/{key}", operation_id="get_sdmx_data_by_key", **_ANSWER)
async def get_sdmx_data_by_key(flow: FlowRef, key: Key, request: Request, query: Parameters) -> Response:
    """The series of a flow that a key selects."""
    return await _data(request, flow, key, query)


@router.get("/data/{flow}/{key}/{provider}", operation_id="get_sdmx_data_by_provider", **_ANSWER)
async def get_sdmx_data_by_provider(
    flow: FlowRef, key: Key, provider: Provider, request: Request, query: Parameters
) -> Response:
    """The same; there is one provider."""
    if provider.rpartition(",")[2] not in ("all", AGENCY):
        raise NotFound(f"There is no such provider; write all or {AGENCY}.")
    return await _data(request, flow, key, query)


def flow_of(reference: str) -> Flow:
    """The flow of a reference: its id, `agency,id` or `agency,id,version`; NotFound when there is none."""
    agency, id, version = {
        1: ("all", reference, "latest"),
        2: (*reference.split(",")[:2], "latest"),
        3: tuple(reference.split(",")[:3]),
    }.get(reference.count(",") + 1, ("", "", ""))
    if agency not in ("all", AGENCY) or version not in ("latest", "all", VERSION) or id not in FLOWS:
        raise NotFound(f"There is no such dataflow; there are {', '.join(FLOWS)} of {AGENCY}, version {VERSION}.")
    return FLOWS[id]


async def _data(request: Request, reference: str, key: str, query: DataQuery) -> Response:
    flow = flow_of(reference)
    format = chosen(request.headers.get("accept", ""), DATA)
    selection = Selection(codes_of(flow, key), query.first_day, query.last_day)
    if flow.keyed:
        message = await _recorded(request, flow, format, selection, query)
    else:
        message = await _declared(request, flow, format, selection, query)
    return message.answer(request, format.content_type, public=not flow.keyed)


async def _declared(request: Request, flow: Flow, format: Format, selection: Selection, query: DataQuery) -> Message:
    """What is declared; it changes with a plugin's version only, so all of it may have changed since any time."""
    if unknown := [name for name in ("on", "as_of") if getattr(query, name) is not None]:
        detail = "is not for targets: what is declared does not change with what is recorded"
        raise malformed([Fault(f"?{name}", detail) for name in unknown])
    cities = _cities(request, tuple(request.app.state.catalogue.cities), selection)
    action: Action = "Information" if query.since is None else "Replace"

    async def found() -> AsyncIterator[tuple[Action, Series]]:
        for series in target_series(cities, selection):
            yield action, series

    return await written(_writer(flow, format, query), Header(datetime.now(UTC)), found(), query.extent)


async def _recorded(request: Request, flow: Flow, format: Format, selection: Selection, query: DataQuery) -> Message:
    access = await caller(request)
    demand(access, "read")
    database: Database = request.app.state.database
    prepared = await begun(database)
    place = await place_asked_for(request, database)
    since = None if query.since is None else await _since(database, query.since, prepared)
    cities = _cities(request, access.cities, selection)
    keys = tuple(city.key for city in cities)
    async with database.transaction(keys, actor=access.actor) as transaction:

        async def found() -> AsyncIterator[tuple[Action, Series]]:
            for city in cities:
                if flow.id == "OBSERVATIONS":
                    changed = None if since is None else since.place
                    async for pair in observed_series(transaction, city, selection, place, changed):
                        yield pair
                else:
                    for pair in await attained_series(transaction, city, selection, query.on or today(), place, since):
                        yield pair

        return await written(_writer(flow, format, query), Header(prepared), found(), query.extent)


async def _since(database: Database, moment: datetime, prepared: datetime) -> Since:
    if moment > prepared:
        raise malformed([Fault("?updatedAfter", "lies in the future; send Prepared of the message before")])
    return Since(moment.astimezone(BEIJING).date(), await place_of(database, moment))


def _cities(request: Request, keys: tuple[str, ...], selection: Selection) -> list[InstalledCity]:
    known = request.app.state.catalogue.cities
    found = [city for key, city in known.items() if key in keys and selection.has("CITY", key)]
    return [city for city in found if isinstance(city, InstalledCity)]


def _writer(flow: Flow, format: Format, query: DataQuery) -> Any:
    return WRITERS[format](flow, query.at_observation == "AllDimensions")
