"""Conditional requests (RFC 9110 § 13): entity tags, If-Match, If-None-Match."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from ..errors import BadRequest, StaleVersion
from .body import JSON

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.requests import Request

_TAG = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')


def tag_of(body: bytes) -> str:
    """A strong tag of these very bytes."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def _tags(value: str, header: str) -> list[tuple[bool, str]]:
    tags, at = [], 0
    while at < len(value):
        match = _TAG.match(value, at)
        if match is None:
            raise BadRequest(f'{header} is malformed; send entity tags in quotes, such as "3", or *')
        tags.append((match[1] is None, f'"{match[2]}"'))
        at = match.end()
    return tags


def not_modified(headers: Headers, tag: str) -> bool:
    """Whether a read may be answered 304."""
    wanted = headers.get("if-none-match")
    if wanted is None:
        return False
    return wanted.strip() == "*" or any(other == tag for _, other in _tags(wanted, "If-None-Match"))


def check_write(headers: Headers, tag: str | None) -> None:
    """StaleVersion unless the write's conditions hold; `tag` is None when the resource does not exist."""
    wanted = headers.get("if-match")
    if wanted is not None:
        if tag is None:
            raise StaleVersion("If-Match was sent, but there is no such record.")
        if wanted.strip() != "*" and not any(strong and other == tag for strong, other in _tags(wanted, "If-Match")):
            raise StaleVersion("The record has changed since; read it again and repeat the change.")
    unwanted = headers.get("if-none-match")
    if unwanted is not None and tag is not None:
        if unwanted.strip() == "*":
            raise StaleVersion("If-None-Match: * was sent, but the record exists already.")
        if any(other == tag for _, other in _tags(unwanted, "If-None-Match")):
            raise StaleVersion("If-None-Match names the present version of the record.")


def answer(request: Request, text: str, tag: str = "", status: int = 200, location: str = "") -> Response:
    """A single record, or 304 when the caller has it already; without `tag`, that of the text is its."""
    tag = tag or tag_of(text.encode())
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.method == "GET" and not_modified(request.headers, tag):
        return Response(status_code=304, headers=headers)
    if location:
        headers["Location"] = location
    return Response(text.encode(), status, headers=headers, media_type=JSON)
