"""Digests over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...access.guard import Calling
from ...errors import Invalid
from ...vocabulary import storable
from ...web.body import JSON
from ...web.formats import compact
from ...web.operation import API, secured
from ...web.problem import responses
from ..feed import Feed, today
from ..selection import TYPES, Selection, selection
from . import repository
from .canonical import combined

router = APIRouter(prefix=API, tags=["sync"])
Text = Annotated[str, AfterValidator(storable)]


class DigestQuery(BaseModel):
    """What to count and hash."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    types: str | None = Field(None, max_length=500, description=f"separated by commas: {', '.join(TYPES)}")
    cities: str | None = Field(None, max_length=4000, description="keys of cities, separated by commas")
    cursor: str | None = Field(
        None, max_length=200, description="a place: a cursor of the feed for the same types and cities; null: now"
    )
    by: str = Field(
        "type,city", max_length=100, description="type, city, period (of observations) and prefix (of keys), or key"
    )
    length: int = Field(6, ge=1, le=64, description="characters of a prefix, with by=prefix")
    prefix: Text = Field("", max_length=400, description="only keys that begin like that")
    limit: int = Field(1000, ge=1, le=10_000, description="with by=key: how many")
    after: Text = Field("", max_length=400, description="with by=key: `next` of the answer before")


class DigestGroup(BaseModel):
    """Records that share what they are grouped by; with by=key one record."""

    type: str | None = None
    city: str | None = None
    period: str | None = None
    prefix: str | None = None
    key: str | None = None
    revision: int | None = None
    count: int
    sha256: str = Field(description="XOR of the records' hashes, in hex")


class Digest(BaseModel):
    """Counts and hashes at a place; the reference is in the documentation of sync."""

    seq: int = Field(description="the place")
    cursor: str = Field(description="the cursor of that place")
    by: list[str]
    count: int
    sha256: str = Field(description="of everything that was asked for; with by=key of the records listed")
    groups: list[DigestGroup]
    next: str | None = Field(description="with by=key: the last key listed, if there are more")


@router.get(
    "/digest", operation_id="get_digest", response_model=Digest,
    responses=responses(400, 401, 403, 404, 410, 422, 503), openapi_extra=secured(),
)  # fmt: skip
async def get_digest(request: Request, query: Annotated[DigestQuery, Query()], access: Calling) -> Response:
    """Count and hash of what stands at a cursor, to compare with a receiver's; finer groups find what differs."""
    feed: Feed = request.app.state.feed
    wanted = selection(query.types, query.cities)
    by = _by(query, wanted)
    standing = await feed.standing(query.cursor)
    cities = feed.cities(wanted, access.scope, standing)
    place = standing.head if query.cursor is None else feed.place(query.cursor, wanted, access.scope, standing)
    async with feed.digests, request.app.state.database.transaction(cities) as tx:
        if by == ("key",):
            types, named = wanted.types or (), wanted.cities or ()
            rows = await repository.keys(
                tx, named[0], types[0], query.prefix, place, query.after, query.limit + 1
            )  # fmt: skip
        else:
            rows = await repository.groups(tx, by, query.length, wanted.types, query.prefix, place)
    if by != ("key",) and len(rows) > repository.MOST_GROUPS:
        raise Invalid.at("?by", f"gives more than {repository.MOST_GROUPS} groups; narrow types, cities or prefix")
    more = by == ("key",) and len(rows) > query.limit
    cursor = wanted.at(place, await feed.seal(place, standing), access.scope, today()).text
    return _answer(cursor, place, by, rows[: query.limit] if more else rows, more)


def _by(query: DigestQuery, wanted: Selection) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.strip() for word in query.by.split(",")))
    if words == ("key",):
        if len(wanted.types or ()) != 1 or len(wanted.cities or ()) != 1:
            raise Invalid.at("?by", "key lists the records of one type in one city: name one type and one city")
        return words
    if unknown := [word for word in words if word not in repository.GROUPS]:
        raise Invalid.at("?by", f"{', '.join(unknown)[:100]}: give {', '.join(repository.GROUPS)}, or key alone")
    return words


def _answer(cursor: str, place: int, by: tuple[str, ...], rows: list[Any], more: bool) -> Response:
    groups: list[dict[str, Any]] = []
    hashes: list[bytes] = []
    for row in rows:
        values = dict(row)
        hash: bytes = values.pop("sha256") if by == ("key",) else values.pop("hash").bytes
        hashes.append(hash)
        groups.append({**values, "count": values.get("count", 1), "sha256": hash.hex()})
    body = {
        "seq": place,
        "cursor": cursor,
        "by": list(by),
        "count": sum(group["count"] for group in groups),
        "sha256": combined(hashes).hex(),
        "groups": groups,
        "next": groups[-1]["key"] if more else None,
    }
    return Response(compact(body).encode(), headers={"Cache-Control": "no-store"}, media_type=JSON)
