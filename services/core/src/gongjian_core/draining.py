"""How the service stops: first it is not ready, then nobody waits any more, then what is being answered ends."""

from __future__ import annotations

import asyncio
import socket
from types import FrameType

import uvicorn
from fastapi import FastAPI

from .beside import LAST_SECONDS, RelayBeside

_LOOK_SECONDS = 0.05


class DrainingServer(uvicorn.Server):
    """Told to stop, it says that it is not ready and serves on for a while, so that nothing is sent here any more.

    Then it tells those who wait for changes, so that they do not hold it up. Told a second time, it stops at once.
    A relay beside it ends first, because it reports here what it delivered.
    """

    def __init__(self, config: uvicorn.Config, app: FastAPI, drain_seconds: int, beside: RelayBeside | None) -> None:
        super().__init__(config)
        self._app = app
        self._drain_seconds = drain_seconds
        self._beside = beside
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._loop is None or self._app.state.draining or not (self._drain_seconds or self._beside):
            self._stop(sig, frame)
            return
        self._app.state.draining = True
        self._loop.call_soon_threadsafe(self._drain, self._loop, sig, frame)

    def _drain(self, loop: asyncio.AbstractEventLoop, sig: int, frame: FrameType | None) -> None:
        if self._beside is not None:
            self._beside.tell_to_stop()
        until = loop.time() + self._drain_seconds + LAST_SECONDS

        def unless_relaying() -> None:
            if self._beside is None or self._beside.ended or loop.time() > until:
                self._stop(sig, frame)
            else:
                loop.call_later(_LOOK_SECONDS, unless_relaying)

        loop.call_later(self._drain_seconds, unless_relaying)

    def _stop(self, sig: int, frame: FrameType | None) -> None:
        self._app.state.draining = True
        self._app.state.feed.sequencer.release()
        super().handle_exit(sig, frame)
