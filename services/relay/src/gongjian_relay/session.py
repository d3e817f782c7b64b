"""The work on one subscription while its lease holds: page by page, in order, until it is caught up or fails."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from .core import Attempt, Core, CoreUnavailableError, CursorInvalidError, Lease
from .delivery import Receivers
from .figures import Figures
from .message import Message, Page, batch, signal
from .retry import Verdict, pause
from .settings import RelaySettings

_LOG = logging.getLogger("gongjian.relay")
_MARGIN_SECONDS: Final = 5.0
_SIGNAL_PAGE: Final = 1000
_AGAIN_SECONDS: Final = 1.0
_LARGE_BYTES: Final = 1024 * 1024


class Session:
    """One lease, worked to its end. A lease whose session ends with an error runs out by itself."""

    def __init__(
        self, core: Core, receivers: Receivers, settings: RelaySettings, figures: Figures, stopping: Callable[[], bool]
    ) -> None:
        self._core = core
        self._receivers = receivers
        self._settings = settings
        self._figures = figures
        self._stopping = stopping

    async def run(self, lease: Lease) -> None:
        """Deliver until nothing is left, a delivery fails, or the relay stops."""
        step = self._signal if lease.mode == "signal" else self._batch
        try:
            while self._time_for_a_delivery(lease) and await step(lease):
                pass
        except CursorInvalidError as error:
            _LOG.warning("switched off: %s", error)
            await self._core.failed(lease, Attempt("", datetime.now(UTC), None, 0), str(error), disable=True)

    def _time_for_a_delivery(self, lease: Lease) -> bool:
        return lease.left > self._settings.relay_timeout + _MARGIN_SECONDS

    async def _batch(self, lease: Lease) -> bool:
        """One page; answers whether to go on."""
        page = await self._core.page(lease, lease.cursor, lease.batch)
        if not page.changes:
            return await self._passed(lease, page)
        message = batch(lease.subscription, page)
        if len(message.body) > _LARGE_BYTES:
            # What is being delivered stands in memory, for many receivers at once: go on in smaller parts.
            lease.batch = max(1, lease.batch * _LARGE_BYTES // len(message.body))
        return await self._send(lease, message, page.without_changes())

    async def _signal(self, lease: Lease) -> bool:
        """One signal for everything that there is; answers whether to go on."""
        page = await self._core.page(lease, lease.cursor, _SIGNAL_PAGE)
        last, changes = page.changes[-1:], len(page.changes)
        while page.more and self._time_for_a_delivery(lease):
            page = await self._core.page(lease, page.next_cursor, _SIGNAL_PAGE)
            last, changes = page.changes[-1:] or last, changes + len(page.changes)
        if not changes:
            return await self._passed(lease, page)
        told = Page(last, page.next_cursor, page.more, page.head)
        return await self._send(lease, signal(lease.subscription, told, changes), told)

    async def _passed(self, lease: Lease, page: Page) -> bool:
        """Nothing for this subscription up to the page's end."""
        go_on = self._goes_on(page)
        await self._reported(lease, lambda: self._core.passed(lease, page.next_cursor, release=not go_on))
        lease.cursor = page.next_cursor
        return go_on

    async def _send(self, lease: Lease, message: Message, page: Page) -> bool:
        outcome = await self._receivers.deliver(lease, message)
        self._figures.delivered(outcome, message.changes)
        tried = Attempt(message.id, outcome.at, outcome.status, outcome.duration_ms)
        told: dict[str, Any] = {
            "event_id": message.id, "attempt": lease.failures + 1, "changes": message.changes,
            "status": outcome.status, "ms": outcome.duration_ms,
        }  # fmt: skip
        if outcome.verdict.taken:
            _LOG.info("delivered", extra={"fields": told})
            go_on = self._goes_on(page)
            await self._reported(
                lease,
                lambda: self._core.delivered(lease, page.next_cursor, message.changes, tried, release=not go_on),
            )
            lease.failures, lease.cursor = 0, page.next_cursor
            return go_on
        if outcome.verdict.too_large and message.changes > 1 and lease.mode == "batch":
            lease.batch = message.changes // 2
            _LOG.info("too large: at most %d changes at once from here on", lease.batch, extra={"fields": told})
            return True
        await self._failed(lease, tried, outcome.verdict, told)
        return False

    def _goes_on(self, page: Page) -> bool:
        return page.more and not self._stopping()

    async def _failed(self, lease: Lease, tried: Attempt, found: Verdict, told: dict[str, Any]) -> None:
        settings = self._settings
        chance = random.random()  # noqa: S311 -- spreads load, hides nothing
        seconds = pause(lease.failures + 1, settings.relay_first_pause, settings.relay_longest_pause, chance)
        next_at = None if found.gone else datetime.now(UTC) + timedelta(seconds=max(seconds, found.after or 0))
        told = {**told, "next_at": next_at and next_at.isoformat(timespec="seconds")}
        _LOG.warning("attempt %d failed: %s", lease.failures + 1, found.said, extra={"fields": told})
        await self._reported(
            lease, lambda: self._core.failed(lease, tried, found.said, next_at=next_at, disable=found.gone)
        )

    async def _reported(self, lease: Lease, report: Callable[[], Awaitable[None]]) -> None:
        """Say it again while core does not answer: what it does not know is delivered twice."""
        while True:
            try:
                return await report()
            except CoreUnavailableError as error:
                if lease.left < _AGAIN_SECONDS:
                    raise
                _LOG.warning("%s; trying again", error)
                await asyncio.sleep(_AGAIN_SECONDS)
