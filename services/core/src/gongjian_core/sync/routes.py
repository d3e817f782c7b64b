"""The feed over HTTP."""

import json
import time
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import QueryParams
from starlette.responses import Response

from ..access.guard import caller, demand
from ..errors import Invalid, NotFound
from ..web.body import JSON
from ..web.formats import NDJSON, chosen
from ..web.operation import API, secured
from ..web.problem import responses
from ..web.query import refuse_unknown_query
from .feed import Feed, FeedPage
from .selection import TYPES, Selection, Type, scope_changed, selection
from .subscriptions import repository as subscriptions
from .subscriptions.rules import selection_of

router = APIRouter(prefix=API, tags=["sync"])


class Change(BaseModel):
    """One committed change of one record, or of what a city declares."""

    seq: int = Field(description="number in the one order of all changes; gaps under a filter are normal")
    id: str = Field(description="the change's own id: the same wherever it is seen")
    time: str = Field(description="when it got its number; what `as_of` goes by")
    type: Type
    city: str
    key: str = Field(description="natural key, as in the path; of an observation subject|scope|indicator|period")
    op: Literal["upsert", "delete"]
    revision: int = Field(description="of the record, ascending")
    origin: str = Field(description="how it came in: api, import, plugin, published, or what the writer named")
    recorded_at: str
    recorded_by: str
    data: dict[str, Any] | None = Field(description="the record as of this revision; null when deleted")


class ChangesPage(BaseModel):
    """A page of the feed."""

    changes: list[Change]
    next_cursor: str = Field(description="where to go on; reading a cursor again gives the same changes")
    has_more: bool = Field(description="whether more can be read at once")
    head_seq: int = Field(description="the last number given so far")


class ChangesQuery(BaseModel):
    """Which changes."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    cursor: str | None = Field(None, max_length=200, description="`next_cursor` of the answer before")
    limit: int = Field(100, ge=1, le=1000)
    types: str | None = Field(None, max_length=500, description=f"separated by commas: {', '.join(TYPES)}")
    cities: str | None = Field(None, max_length=4000, description="keys of cities, separated by commas")
    subscription: UUID | None = Field(None, description="for the relay: what this subscription is to be told")
    wait: float = Field(0, ge=0, le=30, description="seconds to wait for a change when there is none")


@dataclass(frozen=True)
class Reader:
    """Who reads: the scope, and the selection asked for."""

    request: Request
    scope: str
    selection: Selection


async def _reader(request: Request) -> Reader:
    access = await caller(request)
    asked = request.query_params
    demand(access, "relay" if "subscription" in asked else "read")
    refuse_unknown_query(request)
    if "subscription" in asked:
        return await _for_subscription(request, asked)
    return Reader(request, access.scope, selection(asked.get("types"), asked.get("cities")))


async def _for_subscription(request: Request, asked: QueryParams) -> Reader:
    """The relay reads what a subscription asks for, as long as whoever made it holds its key."""
    if {"types", "cities"} & set(asked):
        raise Invalid.at("?subscription", "says which types and cities; leave those out")
    try:
        id = UUID(asked["subscription"])
    except ValueError:
        raise Invalid.at("?subscription", "is no id of a subscription") from None
    async with request.app.state.database.gate() as gate:
        row = await subscriptions.find(gate, id)
    if row is None:
        raise NotFound("There is no such subscription; it may have been deleted.")
    if not row["holds"]:
        raise scope_changed()
    return Reader(request, row["scope"], selection_of(row))


Reading = Annotated[Reader, Depends(_reader, scope="function")]


@router.get(
    "/changes", operation_id="list_changes", response_model=ChangesPage,
    responses={
        200: {"description": "A page", "content": {NDJSON: {"schema": {"$ref": "#/components/schemas/Change"}}}},
        **responses(400, 401, 403, 404, 410, 422, 503),
    },
    openapi_extra=secured(),
)  # fmt: skip
async def list_changes(query: Annotated[ChangesQuery, Query()], reader: Reading) -> Response:
    """What was committed after a cursor, in one order for all readers, each change once.

    As NDJSON a line is a change, and `X-Next-Cursor`, `X-Has-More` and `X-Head-Seq` stand in the headers.
    """
    feed: Feed = reader.request.app.state.feed
    until, cursor = time.monotonic() + query.wait, query.cursor
    page = await feed.page(reader.scope, reader.selection, cursor, query.limit)
    while not page.changes and not page.more and (left := until - time.monotonic()) > 0 and not feed.stopping:
        await feed.sequencer.beyond(page.head, left)
        # The key may have been revoked meanwhile.
        await caller(reader.request)
        page = await feed.page(reader.scope, reader.selection, page.next_cursor.text, query.limit)
    return _answer(reader.request, page)


def _answer(request: Request, page: FeedPage) -> Response:
    cursor = page.next_cursor.text
    following = request.url.include_query_params(cursor=cursor)
    headers = {
        "Cache-Control": "no-store",
        "Vary": "Accept, Authorization",
        "Link": f'<{following.path}?{following.query}>; rel="next"',
    }
    if chosen(request.headers.get("accept", "")) == NDJSON:
        headers |= {
            "X-Next-Cursor": cursor,
            "X-Has-More": json.dumps(page.more),
            "X-Head-Seq": str(page.head),
        }
        return Response("".join(f"{change}\n" for change in page.changes), headers=headers, media_type=NDJSON)
    text = (
        f'{{"changes":[{",".join(page.changes)}],"next_cursor":"{cursor}","has_more":{json.dumps(page.more)},'
        f'"head_seq":{page.head}}}'
    )
    return Response(text.encode(), headers=headers, media_type=JSON)
