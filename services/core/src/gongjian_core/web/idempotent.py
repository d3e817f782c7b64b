"""POST with an Idempotency-Key: the same request again gets the stored answer."""

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from starlette.responses import Response

from ..database import Transaction
from ..errors import BadRequest
from ..idempotency import Kept, fingerprint, keep, kept

HEADER: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "the same key and body again gets the stored answer (kept 24 hours); another body: 422",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("content-type", "location", "etag", "cache-control")
Act = Callable[[bytes], Awaitable[Response]]


async def once(
    request: Request,
    tx: Transaction,
    caller: str,
    body: bytes,
    act: Act,
    *,
    complete: Callable[[bytes, bytes], bytes] = lambda answer, salt: answer,
) -> Response:
    """Do `act` once per key; it gets a salt, random and kept. `complete` adds to an answer what must not be kept."""
    salt = secrets.token_bytes(32)
    key = request.headers.get("idempotency-key")
    if key is None:
        return _completed(await act(salt), complete, salt)
    if not _KEY.fullmatch(key):
        raise BadRequest("Idempotency-Key must have 1 to 255 printable ASCII characters without spaces.")
    mark = fingerprint(request.method, f"{request.url.path}?{request.url.query}", body)
    found = await kept(tx, caller, key, mark)
    if found is not None:
        headers = {**found.headers, "Idempotency-Replayed": "true"}
        return _completed(Response(found.body, found.status, headers=headers), complete, found.salt)
    answer = await act(salt)
    headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    await keep(tx, caller, key, mark, Kept(answer.status_code, headers, bytes(answer.body), salt))
    return _completed(answer, complete, salt)


def _completed(answer: Response, complete: Callable[[bytes, bytes], bytes], salt: bytes) -> Response:
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return Response(complete(bytes(answer.body), salt), answer.status_code, headers=headers)
