"""What surrounds every request, as plain ASGI: the request id, HEAD as GET without a body, and the access log."""

from __future__ import annotations

import logging
import re
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.requests import Request

from .problem import failed

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._:-]{1,128}")
_ERRORS = logging.getLogger("gongjian.errors")
_LOG = logging.getLogger("gongjian.access")


class RequestIdFilter(logging.Filter):
    """Puts the request id into every log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id; keep the record."""
        record.request_id = REQUEST_ID.get()
        return True


class Envelope:
    """Echoes or makes X-Request-Id, answers HEAD from GET, logs one line per request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        request_id = given.decode() if _ACCEPTABLE.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        REQUEST_ID.set(request_id)
        # As it was sent: percent-encoded, so that no line of the log can be forged.
        path = scope.get("raw_path", b"").partition(b"?")[0].decode("ascii", "backslashreplace")
        method, head, started = scope["method"], scope["method"] == "HEAD", time.perf_counter()
        if head:
            scope["method"] = "GET"

        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message.setdefault("headers", []).append((b"x-request-id", request_id.encode()))
                if _LOG.isEnabledFor(logging.INFO):
                    spent = 1000 * (time.perf_counter() - started)
                    _LOG.info("%s %s %s %.1f ms", method, path, message["status"], spent)
            elif head and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            _ERRORS.exception("%s %s failed", method, path)
            if begun:
                raise
            await failed(Request(scope), error)(scope, receive, answer)
