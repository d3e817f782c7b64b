"""Connections of clients: what uvicorn leaves without bounds, bounded.

Who sends no end of a request's head, or takes no end of time for it, is refused before anything else is done.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

MOST_OF_A_HEAD: Final = 64 * 1024
"""Bytes of a request line with its headers; up to two pieces of the network more, since whole pieces are counted."""
HEAD_SECONDS: Final = 20.0
_TITLES: Final = {
    400: ("bad-request", "Bad request"),
    408: ("request-timeout", "Request timeout"),
    431: ("headers-too-large", "Headers too large"),
}


class Connection(HttpToolsProtocol):
    """One connection. A head, or the trailers of a body, that began in an earlier piece is counted and timed."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._head: int | None = None
        self._begun = 0
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_a_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unset_keepalive_if_required()
        self._end_of_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        begun = self._begun
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._head is None:
            self._await_a_request()
            return
        if begun == self._begun:
            self._head += len(data)
            if self._head > MOST_OF_A_HEAD:
                self._refuse(431, f"Request line and headers may have {MOST_OF_A_HEAD} bytes at most.")
                return
        if self._patience is None:
            self._patience = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def on_message_begin(self) -> None:
        self._begin_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._end_of_head()
        super().on_headers_complete()

    def on_chunk_header(self) -> None:
        """Of the last chunk: trailers follow, which are read like headers."""
        self._begin_head()

    def on_body(self, body: bytes) -> None:
        self._end_of_head()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._end_of_head()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, msg)

    def _begin_head(self) -> None:
        self._begun += 1
        self._head = 0

    def _end_of_head(self) -> None:
        self._head = None
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    @property
    def _at_rest(self) -> bool:
        """Whether nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]

    def _await_a_request(self) -> None:
        if self._at_rest and self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _too_slow(self) -> None:
        self._refuse(408, f"The headers did not arrive within {HEAD_SECONDS:.0f} seconds.")

    def _refuse(self, status: int, detail: str) -> None:
        slug, title = _TITLES[status]
        body = json.dumps({"type": f"urn:gongjian:problem:{slug}", "title": title, "status": status, "detail": detail})
        head = f"content-type: application/problem+json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self._end_of_head()
        unanswered = not self.pipeline and not self._at_rest and not self.cycle.response_started
        if self._at_rest or unanswered:
            self.transport.write(STATUS_LINE[status] + (head + body).encode())
        self.transport.close()
