"""Keys over HTTP: made by admins within their own scope, shown once, revoked for good."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from ..errors import Forbidden, Invalid, NotFound
from ..vocabulary import storable
from ..web.body import accepts, read_json, validated
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
    expires_at: AwareDatetime | None = None


class Key(BaseModel):
    """A key without its text."""

    id: UUID
    name: str
    role: Role
    scope: str
    prefix: str = Field(description="the first characters of the key, to recognise it by")
    created_at: datetime
    expires_at: datetime | None


class NewKey(Key):
    """A key just made; its text is shown here and never again."""

    key: str


class Keys(BaseModel):
    """The keys within the caller's scope."""

    items: list[Key]
    next: str | None = None


def _shown(row: asyncpg.Record) -> dict[str, Any]:
    return {name: row[name] for name in Key.model_fields}


def _within(request: Request, access: Access, scope: str) -> bool:
    return lies_within(scope, access.scope, request.app.state.catalogue.cities)


@router.post(
    "", status_code=201, operation_id="create_key", responses=responses(401, 403, 413, 415, 422),
    openapi_extra=secured(accepts(KeyRequest)),
)  # fmt: skip
async def create_key(request: Request, response: Response, access: Administering) -> NewKey:
    """Make a key within the own scope."""
    wanted = validated(KeyRequest, await read_json(request))
    if fault := scope_fault(wanted.scope, request.app.state.catalogue.cities):
        raise Invalid.at("/scope", fault)
    if not _within(request, access, wanted.scope):
        raise Forbidden(f"Your key covers {access.scope}; {wanted.scope} lies outside it.")
    if wanted.role == "relay" and wanted.scope != EVERYWHERE:
        raise Invalid.at("/scope", "a relay's key has the scope *")
    if wanted.expires_at is not None and wanted.expires_at <= datetime.now(UTC):
        raise Invalid.at("/expires_at", "lies in the past")
    text = repository.new_key()
    row = await repository.create(
        request.app.state.database, text, name=wanted.name, role=wanted.role, scope=wanted.scope,
        expires_at=wanted.expires_at, created_by=access.actor,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return NewKey(**_shown(row), key=text)


@router.get("", operation_id="list_keys", responses=responses(401, 403), openapi_extra=secured())
async def list_keys(request: Request, access: Administering) -> Keys:
    """The keys within the own scope, without those revoked."""
    rows = await repository.listed(request.app.state.database)
    return Keys(items=[Key(**_shown(row)) for row in rows if _within(request, access, row["scope"])])


@router.delete(
    "/{id}", status_code=204, operation_id="revoke_key", responses=responses(401, 403, 404), openapi_extra=secured()
)
async def revoke_key(id: UUID, request: Request, access: Administering) -> None:
    """Revoke a key; it holds at once on every server."""
    rows = await repository.listed(request.app.state.database)
    row = next((row for row in rows if row["id"] == id and _within(request, access, row["scope"])), None)
    if row is None or not await repository.revoke(request.app.state.database, id):
        raise NotFound("There is no such key, or it lies outside your scope.")
