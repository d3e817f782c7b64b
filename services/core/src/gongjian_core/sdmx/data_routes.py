"""Data over HTTP: TARGETS for everybody, OBSERVATIONS and ATTAINMENT of the cities that the key covers."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from ..access.guard import caller, demand
from ..errors import Fault, NotFound
from ..web.operation import OPEN
from .composing import Asked, declared, recorded
from .flows import AGENCY, FLOWS, VERSION, Flow
from .formats import DATA, chosen
from .query import DataQuery
from .refusals import refused
from .route import BASE, SdmxRoute, malformed
from .selection import Selection, codes_of

router = APIRouter(prefix=BASE, tags=["sdmx"], route_class=SdmxRoute)
FlowRef = Annotated[str, Path(description="TARGETS, OBSERVATIONS or ATTAINMENT, or agency,id,version")]
Key = Annotated[str, Path(description="a code per dimension, separated by `.`; + for alternatives, empty for any")]
Provider = Annotated[str, Path(description="all, or GONGJIAN")]
Parameters = Annotated[DataQuery, Query()]
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
    "openapi_extra": OPEN,
}


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
    parts = reference.split(",")
    agency, id, version = {
        1: ("all", *parts, "latest"),
        2: (*parts, "latest"),
        3: tuple(parts),
    }.get(len(parts), ("", "", ""))
    if agency not in ("all", AGENCY) or version not in ("latest", "all", VERSION) or id not in FLOWS:
        raise NotFound(f"There is no such dataflow; there are {', '.join(FLOWS)} of {AGENCY}, version {VERSION}.")
    return FLOWS[id]


async def _data(request: Request, reference: str, key: str, query: DataQuery) -> Response:
    flow = flow_of(reference)
    format = chosen(request.headers.get("accept", ""), DATA)
    _refuse_foreign(flow, query)
    asked = Asked(request, flow, format, Selection(codes_of(flow, key), query.first_day, query.last_day), query)
    if flow.keyed:
        access = await caller(request)
        demand(access, "read")
        message = await recorded(asked, access)
    else:
        message = await declared(asked)
    return message.answer(request, format.content_type, public=not flow.keyed)


def _refuse_foreign(flow: Flow, query: DataQuery) -> None:
    """Parameters of ours that have no meaning for this flow."""
    faults = []
    if query.on is not None and flow.id != "ATTAINMENT":
        faults.append(Fault("?on", "is for ATTAINMENT: nothing else is judged on a day"))
    if query.as_of is not None and not flow.keyed:
        faults.append(Fault("?as_of", "is not for targets: what is declared does not change with what is recorded"))
    if faults:
        raise malformed(faults)
