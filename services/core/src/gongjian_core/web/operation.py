"""What operations of the same kind declare alike in OpenAPI: status codes, problems, conditional headers, security."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel

from .body import accepts, accepts_patch
from .formats import CSV, NDJSON
from .problem import responses

API = "/api/v1"
"""The path that every resource lies under."""
City = Annotated[str, Path(description="key of the city", examples=["lincang"])]
AsOf = Annotated[str | None, Query(description="what was known at that time (RFC 3339 with offset)")]
"""Documents `?as_of=`; the guard has resolved it by then."""

_TAG = {"ETag": {"description": "strong entity tag", "schema": {"type": "string"}}}


def _success(status: int, description: str) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": description, "headers": _TAG}}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": {"type": "string"}}


IF_MATCH = _header("If-Match", "write only when this is the present version")
IF_NONE_MATCH = _header("If-None-Match", "read: 304 when unchanged; PUT: * creates only")


def secured(extra: dict[str, Any] | None = None, *, headers: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """The operation needs a key."""
    described = {"security": [{"key": []}]} | (extra or {})
    return described | ({"parameters": list(headers)} if headers else {})


CONDITIONAL = secured(headers=(IF_NONE_MATCH,))
"""Needs a key, and answers 304 to whoever has it already."""
PUBLIC: dict[str, Any] = {}
"""Needs no key, and looks at none."""
OPEN: dict[str, Any] = {"security": [{}, {"key": []}]}
"""Needs no key; with one it says more, or the same."""

READ: dict[str, Any] = {
    "responses": _success(200, "The record")
    | {304: {"description": "If-None-Match names the present version"}}
    | responses(400, 401, 403, 404, 422, 503),
    "openapi_extra": CONDITIONAL,
}
READ_LIST: dict[str, Any] = {
    "responses": _success(200, "A page")
    | {304: {"description": "If-None-Match names this very page"}}
    | responses(400, 401, 403, 404, 422, 503),
    "openapi_extra": CONDITIONAL,
}
DELETED: dict[str, Any] = {
    "status_code": 204,
    "responses": responses(400, 401, 403, 404, 409, 412, 422, 503),
    "openapi_extra": secured(headers=(IF_MATCH,)),
}
_WRITE_REFUSED = responses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503)


def listing(entity: type[BaseModel], access: dict[str, Any] = CONDITIONAL) -> dict[str, Any]:
    """A list that is also answered as CSV and NDJSON; `access` says what it asks of callers."""
    declared = dict(READ_LIST["responses"])
    formats = {
        CSV: {"schema": {"type": "string"}},
        NDJSON: {"schema": {"$ref": f"#/components/schemas/{entity.__name__}"}},
    }
    declared[200] = {**declared[200], "content": formats}
    return {"responses": declared, "openapi_extra": access}


def creating(entity: type[BaseModel], *headers: dict[str, Any]) -> dict[str, Any]:
    """A POST of a whole record."""
    created = {201: {"description": "Created", "model": entity, "headers": _TAG}}
    return {"responses": _WRITE_REFUSED | created, "openapi_extra": secured(accepts(entity), headers=headers)}


def putting(entity: type[BaseModel]) -> dict[str, Any]:
    """A PUT that replaces (200) or creates (201)."""
    created = creating(entity, IF_MATCH, IF_NONE_MATCH)
    return created | {"responses": _success(200, "Replaced, or nothing differed") | created["responses"]}


def patching(entity: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    """A PATCH with a merge patch."""
    return {
        "responses": _success(200, "The record as it is now") | _WRITE_REFUSED,
        "openapi_extra": secured(accepts_patch(entity, example), headers=(IF_MATCH,)),
    }
