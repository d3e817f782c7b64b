"""Keys over HTTP: made by admins within their own scope, shown once, revoked for good."""

import json
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from ..errors import Forbidden, Invalid, NotFound
from ..vocabulary import Moment, storable
from ..web.body import JSON, accepts, read_json, validated
from ..web.idempotent import HEADER, once
from ..web.lists import Listed, PageQuery, answer_page, page_of_known
from ..web.operation import API, secured
from ..web.problem import responses
from . import repository
from .guard import Administering
from .rules import EVERYWHERE, Access, Role, lies_within, scope_fault

router = APIRouter(prefix=f"{API}/keys", tags=["access"])


class KeyRequest(BaseModel):
    """What an admin asks for."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(storable)
    ] = Field(examples=["front end of the bureau"])
    role: Role
    scope: str = Field(
        description="`*`, a city's key, or a division prefix that covers whole cities", max_length=64, examples=["53"]
    )
    expires_at: Moment | None = None


class Key(BaseModel):
    """A key without its text."""

    id: UUID
    name: str
    role: Role
    scope: str
    prefix: str = Field(description="the first characters of the key, to recognise it by")
    created_at: datetime
    created_by: str = Field(description="who made it; it holds on when that key is revoked")
    expires_at: datetime | None


class NewKey(Key):
    """A key just made; its text is shown here and never again."""

    key: str


class KeyQuery(PageQuery):
    """Which page of keys."""

    sort: Literal["", "created_at"] = ""


def _shown(row: asyncpg.Record) -> str:
    return Key(**{name: row[name] for name in Key.model_fields}).model_dump_json()


def _within(request: Request, access: Access, scope: str) -> bool:
    return lies_within(scope, access.scope, request.app.state.catalogue.cities)


@router.post(
    "", status_code=201, operation_id="create_key", response_model=NewKey,
    responses=responses(400, 401, 403, 409, 413, 415, 422, 503),
    openapi_extra=secured(accepts(KeyRequest), headers=(HEADER,)),
)  # fmt: skip
async def create_key(request: Request, access: Administering) -> Response:
    """Make a key within the own scope; its text is answered here and never again."""
    raw = await read_json(request)
    wanted = validated(KeyRequest, raw)
    if wanted.name in repository.OUR_NAMES:
        raise Invalid.at(
            "/name", "is the name of a key of the service itself; it would stand in histories; take another"
        )
    if fault := scope_fault(wanted.scope, request.app.state.catalogue.cities):
        raise Invalid.at("/scope", fault)
    if not _within(request, access, wanted.scope):
        raise Forbidden(f"Your key covers {access.scope}; {wanted.scope} lies outside it.")
    if wanted.role == "relay" and wanted.scope != EVERYWHERE:
        raise Invalid.at("/scope", "a relay's key has the scope *")
    if wanted.expires_at is not None and wanted.expires_at <= datetime.now(UTC):
        raise Invalid.at("/expires_at", "lies in the past")
    authorization = request.headers["authorization"]

    def with_text(answer: bytes, salt: bytes) -> bytes:
        return NewKey(**json.loads(answer), key=repository.derived_key(authorization, salt)).model_dump_json().encode()

    async with request.app.state.database.gate() as gate:

        async def act(salt: bytes) -> Response:
            row = await repository.create(
                gate, repository.derived_key(authorization, salt), name=wanted.name, role=wanted.role,
                scope=wanted.scope, expires_at=wanted.expires_at, created_by=access.actor,
            )  # fmt: skip
            return Response(_shown(row), 201, headers={"Cache-Control": "no-store"}, media_type=JSON)

        answer = await once(request, gate, access.key_id, raw, act, complete=with_text)
    return answer


@router.get(
    "", operation_id="list_keys", response_model=Listed[Key], responses=responses(400, 401, 403, 422, 503),
    openapi_extra=secured(),
)  # fmt: skip
async def list_keys(request: Request, query: Annotated[KeyQuery, Query()], access: Administering) -> Response:
    """The keys within the own scope, oldest first, without those revoked."""
    rows = await repository.listed(request.app.state.database)
    mine = [(str(row["id"]), _shown(row)) for row in rows if _within(request, access, row["scope"])]
    return answer_page(request, page_of_known(mine, query.wanted("created_at")), Key, query.fields)


@router.delete(
    "/{id}",
    status_code=204,
    operation_id="revoke_key",
    responses=responses(401, 403, 404, 422, 503),
    openapi_extra=secured(),
)
async def revoke_key(id: UUID, request: Request, access: Administering) -> None:
    """Revoke a key; it holds at once on every server."""
    rows = await repository.listed(request.app.state.database)
    row = next((row for row in rows if row["id"] == id and _within(request, access, row["scope"])), None)
    if row is None or not await repository.revoke(request.app.state.database, id):
        raise NotFound("There is no such key, or it lies outside your scope.")
    request.app.state.keyring.forget()
