"""The loop: claims subscriptions that have something to deliver, and works many of them side by side."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time
from typing import Final

from . import logs
from .core import AT_ONCE, Core, CoreUnavailableError, Lease, LeaseLostError
from .delivery import Receivers
from .exchange import to_core, trust
from .figures import Figures
from .session import Session
from .settings import RelaySettings

_LOG = logging.getLogger("gongjian.relay")
_WAIT_SECONDS: Final = 20.0
_FIRST_PAUSE_SECONDS: Final = 0.5
_LONGEST_PAUSE_SECONDS: Final = 30.0


class Relay:
    """One relay process. Any number may run beside each other."""

    def __init__(self, settings: RelaySettings, figures: Figures | None = None) -> None:
        self._settings = settings
        self.figures = figures or Figures()
        self._stop = asyncio.Event()
        self._slots = asyncio.Semaphore(settings.relay_subscriptions)
        self._working: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Claim nothing more; what is being delivered is brought to its end."""
        self._stop.set()

    async def run(self) -> None:
        """Work until told to stop."""
        settings = self._settings
        tls = trust()
        receivers = Receivers(
            tls, allow_private=settings.allow_private_webhooks, seconds=settings.relay_timeout,
            at_once=settings.relay_subscriptions,
        )  # fmt: skip
        key = settings.relay_key.get_secret_value()
        async with to_core(settings.core_url, key, tls, AT_ONCE + 1) as exchange:
            core = Core(exchange, f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}")
            session = Session(core, receivers, settings, self.figures, self._stop.is_set)
            try:
                await self._claim_all(core, session)
                if self._working:
                    await asyncio.wait(self._working)
            finally:
                await receivers.close()

    async def _claim_all(self, core: Core, session: Session) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stop.is_set():
            await self._slots.acquire()
            asked = time.monotonic()
            try:
                lease = await self._unless_stopped(core)
            except CoreUnavailableError as error:
                self._slots.release()
                self.figures.core_failures.inc()
                _LOG.warning("%s; trying again in %g s", error, pause)
                await self._rest(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
                continue
            pause = _FIRST_PAUSE_SECONDS
            if lease is None:
                self._slots.release()
                if time.monotonic() - asked < _FIRST_PAUSE_SECONDS:
                    # Core is about to stop and lets nobody wait.
                    await self._rest(_FIRST_PAUSE_SECONDS)
                continue
            task = asyncio.create_task(self._work(session, lease), name=f"subscription {lease.subscription}")
            self._working.add(task)
            task.add_done_callback(self._done)

    async def _unless_stopped(self, core: Core) -> Lease | None:
        """A claim that is given up when the relay stops."""
        claiming = asyncio.create_task(core.claim(_WAIT_SECONDS))
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((claiming, stopping), return_when=asyncio.FIRST_COMPLETED)
            return await claiming if claiming.done() else None
        finally:
            claiming.cancel()
            stopping.cancel()
            await asyncio.wait((claiming, stopping))

    async def _work(self, session: Session, lease: Lease) -> None:
        logs.begin(lease.subscription)
        with self.figures.working.track_inprogress():
            try:
                await session.run(lease)
            except LeaseLostError as error:
                _LOG.info("the lease was lost: %s", error)
            except CoreUnavailableError as error:
                self.figures.core_failures.inc()
                _LOG.warning("left until the lease ends: %s", error)
            except Exception:
                _LOG.exception("a defect of the relay; left until the lease ends")

    def _done(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self._slots.release()

    async def _rest(self, seconds: float) -> None:
        waiting = asyncio.create_task(self._stop.wait())
        await asyncio.wait((waiting,), timeout=seconds)
        waiting.cancel()
