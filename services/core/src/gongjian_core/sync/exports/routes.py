"""Exports over HTTP. Whoever reads an export or a file of it must cover all of its cities at that moment."""

import json
from typing import Annotated
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Path, Request
from starlette.responses import Response, StreamingResponse

from ...access.guard import Calling
from ...access.rules import Access
from ...errors import NotFound, TooMany
from ...jobs import repository as jobs
from ...web.body import JSON, accepts, read_json, validated
from ...web.conditions import answer, not_modified, tag_of
from ...web.idempotent import HEADER, once
from ...web.operation import API, IF_NONE_MATCH, READ, secured
from ...web.problem import responses
from .. import repository as places
from ..feed import Feed, today
from ..selection import Selection, checked
from . import repository
from .entity import Export, ExportFile, ExportRequest
from .work import KIND, file_name

router = APIRouter(prefix=f"{API}/exports", tags=["sync"])
Id = Annotated[UUID, Path(description="id of the export")]
Name = Annotated[str, Path(description="name of the file", examples=["enterprise.ndjson.gz"])]
GZIP = "application/gzip"
MOST_WAITING = 10
"""Exports that a key may wait for at a time: each is all its records over again."""


async def _text(request: Request, row: asyncpg.Record) -> bytes:
    done, place = row["state"] == "done", row["position"] or 0
    seal = await places.seal(request.app.state.database, place) if done else 0
    wanted = Selection(row["types"] and tuple(row["types"]), row["cities"] and tuple(row["cities"]))
    return (
        Export(
            id=row["id"], state=row["state"], types=row["types"], cities=row["cities"], done=row["done"],
            seq=row["position"], cursor=wanted.at(place, seal, row["scope"], today()).text if done else None,
            files=[
                ExportFile(**file, url=f"{API}/exports/{row['id']}/files/{file_name(file['type'])}")
                for file in json.loads(row["files"])
            ],
            error=row["error"] if row["state"] == "failed" else None, created_at=row["created_at"],
            expires_at=row["expires_at"],
        )
        .model_dump_json()
        .encode()
    )  # fmt: skip


async def _cities(request: Request, access: Access) -> tuple[str, ...]:
    feed: Feed = request.app.state.feed
    return feed.cities(Selection(), access.scope, await feed.standing())


def _missing() -> NotFound:
    return NotFound("There is no such export, it has expired, or this key does not cover all of its cities.")


@router.post(
    "", status_code=202, operation_id="create_export", response_model=Export,
    responses=responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
    openapi_extra=secured(accepts(ExportRequest), headers=(HEADER,)),
)  # fmt: skip
async def create_export(request: Request, access: Calling) -> Response:
    """Have everything written to files, as it stands at one place of the change sequence; poll the Location."""
    raw = await read_json(request)
    asked = validated(ExportRequest, raw)
    feed: Feed = request.app.state.feed
    wanted = checked(
        tuple(asked.types) if asked.types else None, tuple(asked.cities) if asked.cities else None, "/types"
    )
    reached = feed.cities(wanted, access.scope, await feed.standing())
    if not reached:
        raise NotFound("This key covers no city that is installed here.")
    async with request.app.state.database.transaction(reached, actor=access.actor) as tx:

        async def act(salt: bytes) -> Response:
            if await repository.waiting(tx) >= MOST_WAITING:
                raise TooMany(f"{MOST_WAITING} exports of this key are not done yet; read those first.")
            id = await repository.create(tx, wanted, reached, access.scope)
            work = {"reached": list(reached), "types": wanted.types}
            await jobs.enqueue(tx, reached[0], str(id), KIND, work)
            row = await repository.find(tx, id)
            if row is None:
                raise RuntimeError("an export just made is not visible")
            return Response(
                await _text(request, row), 202, headers={"Location": f"{API}/exports/{id}"}, media_type=JSON
            )

        made = await once(request, tx, access.key_id, raw, act)
    return made


@router.get("/{id}", operation_id="get_export", response_model=Export, **READ)
async def get_export(id: Id, request: Request, access: Calling) -> Response:
    """How an export stands, and its files and cursor when it is done."""
    cities = await _cities(request, access)
    async with request.app.state.database.transaction(cities) as tx:
        row = await repository.find(tx, id)
    if row is None:
        raise _missing()
    text = await _text(request, row)
    return answer(request, text.decode(), tag_of(text))


@router.get(
    "/{id}/files/{name}", operation_id="get_export_file", response_class=Response,
    responses={
        200: {"description": "The file", "content": {GZIP: {"schema": {"type": "string", "format": "binary"}}}},
        304: {"description": "If-None-Match names this file"},
        **responses(400, 401, 403, 404, 422, 503),
    },
    openapi_extra=secured(headers=(IF_NONE_MATCH,)),
)  # fmt: skip
async def get_export_file(id: Id, name: Name, request: Request, access: Calling) -> Response:
    """A file of an export: gzip of NDJSON; its ETag is its SHA-256."""
    cities = await _cities(request, access)
    database = request.app.state.database
    async with database.transaction(cities) as tx:
        row = await repository.find(tx, id)
    known = {file_name(file["type"]): file for file in json.loads(row["files"])} if row is not None else {}
    if name not in known:
        raise _missing()
    file = known[name]
    headers = {
        "ETag": f'"{file["sha256"]}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if not_modified(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(file["bytes"])
    return StreamingResponse(repository.chunks(database, cities, id, name), headers=headers, media_type=GZIP)
