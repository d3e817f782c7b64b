"""What operations of the same kind declare alike in OpenAPI: status codes, problems, conditional headers, security."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel

from .formats import CSV, NDJSON
from .problem import responses

API = "/api/v1"
"""The path that every resource lies under."""

_TAG = {"ETag": {"description": "strong entity tag", "schema": {"type": "string"}}}


def _success(status: int, description: str) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": description, "headers": _TAG}}


READ: dict[str, Any] = {
    "responses": _success(200, "The record")
    | {304: {"description": "If-None-Match names the present version"}}
    | responses(400, 401, 403, 404, 422, 503)
}
READ_LIST: dict[str, Any] = {
    "responses": _success(200, "A page")
    | {304: {"description": "If-None-Match names this very page"}}
    | responses(400, 401, 403, 404, 422, 503)
}


def listing(entity: type[BaseModel]) -> dict[str, Any]:
    """A list that is also answered as CSV and NDJSON."""
    declared = dict(READ_LIST["responses"])
    formats = {
        CSV: {"schema": {"type": "string"}},
        NDJSON: {"schema": {"$ref": f"#/components/schemas/{entity.__name__}"}},
    }
    declared[200] = {**declared[200], "content": formats}
    return {"responses": declared}


AsOf = Annotated[str | None, Query(description="what was known at that time (RFC 3339 with offset)")]
"""Documents `?as_of=`; the guard has resolved it by then."""

PUT: dict[str, Any] = {
    "responses": _success(200, "Replaced, or nothing differed")
    | responses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503)
}
PATCHED: dict[str, Any] = {
    "responses": _success(200, "The record as it is now") | responses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503)
}
DELETED: dict[str, Any] = {
    "status_code": 204,
    "responses": responses(400, 401, 403, 404, 409, 412, 422, 503),
}


def putting(model: type[BaseModel]) -> dict[str, Any]:
    """A PUT that replaces (200) or creates (201)."""
    return {"responses": PUT["responses"] | {201: {"description": "Created", "model": model, "headers": _TAG}}}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": {"type": "string"}}


IF_MATCH = _header("If-Match", "write only when this is the present version")
IF_NONE_MATCH = _header("If-None-Match", "read: 304 when unchanged; PUT: * creates only")


def secured(extra: dict[str, Any] | None = None, *, headers: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """The operation needs a key."""
    described = {"security": [{"key": []}]} | (extra or {})
    return described | ({"parameters": list(headers)} if headers else {})
