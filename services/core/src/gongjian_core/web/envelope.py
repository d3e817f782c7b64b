"""What surrounds every request, as plain ASGI: the request id, HEAD as GET without a body, and the access log."""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.requests import Request

from ..telemetry import logs
from .problem import failed

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._:-]{1,128}")
_ERRORS = logging.getLogger("gongjian.errors")
_LOG = logging.getLogger("gongjian.access")
_PROBES = frozenset({"/healthz", "/readyz", "/startupz", "/metrics"})
"""Asked every few seconds: a line each at `debug` only, unless the answer is an error."""


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
        logs.begin(request_id=request_id)
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
                # The server below decides by its own scope whether a body is due.
                scope["method"] = method
                message.setdefault("headers", []).append((b"x-request-id", request_id.encode()))
                # What somebody recorded is never taken for a page or a script.
                message["headers"].append((b"x-content-type-options", b"nosniff"))
                if scope["app"].state.draining:
                    # Whoever keeps connections open takes the next one to a server that stays.
                    message["headers"].append((b"connection", b"close"))
                _line(method, path, message["status"], 1000 * (time.perf_counter() - started))
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


def _line(method: str, path: str, status: int, spent: float) -> None:
    level = logging.DEBUG if path in _PROBES and status < 400 else logging.INFO
    if _LOG.isEnabledFor(level):
        fields = {"method": method, "path": path, "status": status, "ms": round(spent, 1)}
        _LOG.log(level, "%s %s %s %.1f ms", method, path, status, spent, extra={"fields": fields})
