"""Every error becomes a problem document (RFC 9457) here and nowhere else. Input is never echoed."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import asyncpg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match

from ..errors import Fault, Invalid, Problem
from ..vocabulary import SHAPES

MEDIA_TYPE = "application/problem+json"
_URN = "urn:gongjian:problem:"
_NO_MEMBERS: Mapping[str, str] = {}
_LOG = logging.getLogger(__name__)
_TITLES = {404: ("not-found", "Not found"), 405: ("method-not-allowed", "Method not allowed")}


class FaultDocument(BaseModel):
    """One wrong place."""

    model_config = ConfigDict(title="Fault")

    pointer: str = Field(description="JSON pointer into the body, or ?name for a query parameter")
    detail: str


class ProblemDocument(BaseModel):
    """What every error answers (RFC 9457)."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(examples=["urn:gongjian:problem:not-found"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="the X-Request-Id of the request")
    errors: list[FaultDocument] = []
    export: str | None = Field(None, description="410: where to begin again")


def request_id(request: Request) -> str:
    """The id that stands in the log and in X-Request-Id."""
    return str(request.scope.get("state", {}).get("request_id", ""))


def problem_response(request: Request, problem: Problem) -> Response:
    """Write a problem as its document."""
    return _document(
        request, problem.status, problem.type, problem.title, problem.detail, problem.errors, problem.headers,
        problem.members,
    )  # fmt: skip


def _document(
    request: Request,
    status: int,
    slug: str,
    title: str,
    detail: str,
    errors: Sequence[Fault],
    headers: Mapping[str, str],
    members: Mapping[str, str] = _NO_MEMBERS,
) -> Response:
    body: dict[str, Any] = {
        "type": _URN + slug,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request_id(request),
        **members,
    }
    if errors:
        body["errors"] = [{"pointer": fault.pointer, "detail": fault.detail} for fault in errors]
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, status, headers=dict(headers), media_type=MEDIA_TYPE)


def _escaped(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")[:100]


def faults_of(errors: Iterable[Mapping[str, Any]], prefix: str = "") -> list[Fault]:
    """Pydantic's errors as pointers and instructions; `prefix` is the pointer of what was validated."""
    faults: list[Fault] = []
    for error in errors:
        place = list(error["loc"])
        message = str(error["msg"]).removeprefix("Value error, ")
        if error["type"] == "extra_forbidden":
            message = "is not a field of this resource; remove it"
        elif error["type"] == "missing":
            message = "is required"
        elif error["type"] == "json_invalid":
            message = "is not valid JSON (RFC 8259, UTF-8)"
        elif error["type"] == "string_pattern_mismatch":
            message = SHAPES.get(message.partition("'")[2].removesuffix("'"), message)
        if place and place[0] in ("query", "path", "header") and len(place) > 1:
            pointer = f"?{_escaped(place[1])}" if place[0] == "query" else _escaped(place[1])
            if error["type"] == "extra_forbidden":
                message = "is not a parameter of this resource; remove it"
        else:
            pointer = prefix + "".join(f"/{_escaped(part)}" for part in place)
        if error["type"] != "none_required" or all(fault.pointer != pointer for fault in faults):
            faults.append(Fault(pointer, message))
    return faults


def invalid(error: ValidationError, prefix: str = "") -> Invalid:
    """A failed validation of a body as a problem."""
    return Invalid.all(faults_of(error.errors(include_url=False, include_context=False, include_input=False), prefix))


async def _on_problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    return problem_response(request, error)


async def _on_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    slug, title = _TITLES.get(error.status_code, ("http", "Request refused"))
    detail, headers = str(error.detail), dict(error.headers or {})
    if error.status_code == 404:
        detail = "There is nothing at this path."
    elif error.status_code == 405:
        headers["Allow"] = ", ".join(_methods(request))
        detail = f"This path takes {headers['Allow']}."
    return _document(request, error.status_code, slug, title, detail, (), headers)


def _methods(request: Request) -> list[str]:
    """The methods of every route at the path: each method is a route of its own."""
    found: set[str] = set()
    for route in request.app.router.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


async def _on_invalid_request(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return problem_response(request, Invalid.all(faults_of(error.errors())))


async def _on_disconnect(request: Request, error: Exception) -> Response:
    """Nobody reads this answer; its status stands in the log and in the figures, and it is no error of ours."""
    return _document(request, 400, "bad-request", "Bad request", "The body ended before it was complete.", (), {})


def failed(request: Request, error: Exception) -> Response:
    """The answer to an error that nobody expected, or to a statement that took too long."""
    if isinstance(error, asyncpg.QueryCanceledError):
        return _document(
            request, 503, "unavailable", "Temporarily unavailable",
            "The statement took too long and was stopped; narrow the request or try again.", (), {"Retry-After": "5"},
        )  # fmt: skip
    detail = f"This is a defect of the service; report it with the request id {request_id(request)}."
    return _document(request, 500, Problem.type, Problem.title, detail, (), {})


def install(app: FastAPI) -> None:
    """Let the application answer problem documents."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(ClientDisconnect, _on_disconnect)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of an operation, for OpenAPI."""
    described = {
        400: "The cursor or a header is malformed",
        401: "No key, or one that is unknown, expired or revoked",
        403: "The key's role does not allow this",
        404: "There is no such thing, or the key may not see it",
        409: "The state of the record stands against it",
        410: "The cursor holds no longer; begin again with an export",
        412: "If-Match or If-None-Match does not hold",
        413: "The body is too large",
        415: "The content type is not understood",
        422: "The input is wrong; `errors` says where",
        429: "There are as many of these as there may be; some have to end first",
        503: "The database cannot be reached just now",
    }
    return {
        status: {
            "description": described[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }
