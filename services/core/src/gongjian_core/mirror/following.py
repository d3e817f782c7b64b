"""A mirror at work: begin with an export, follow the feed, check by digest, report; again and again, or once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from . import checking
from .checking import Check
from .source import CursorGoneError, Page, Source, SourceUnavailableError
from .target import Target

_WAIT_SECONDS: Final = 25.0
_BATCH: Final = 1000
_POLL_SECONDS: Final = (0.2, 5.0)
_PAUSE_SECONDS: Final = (1.0, 60.0)


@dataclass(frozen=True)
class Plan:
    """How to work: once or for ever, how often to check (seconds; 0: never), how many failures in a row to bear."""

    once: bool
    check_every: float
    failures: int | None = None


class Mirror:
    """Brings a target up to the service and keeps it there."""

    def __init__(self, source: Source, target: Target, plan: Plan, say: Callable[[str], None]) -> None:
        self._source = source
        self._target = target
        self._plan = plan
        self._say = say
        self._applied = 0
        self._failures = 0

    async def run(self, *, again: bool = False) -> bool:
        """Work until told otherwise, or once; answers whether the last check found both sides equal.

        `again` begins with an export although there is something to go on from.
        """
        while True:
            try:
                cursor = None if again else (await self._target.standing()).cursor
                if cursor is None:
                    cursor = await self.begin()
                    again = False
                return await self._follow(cursor)
            except CursorGoneError as error:
                again = True
                await self._rest(f"Beginning again: {error}", error)
            except SourceUnavailableError as error:
                await self._rest(str(error), error)

    async def _rest(self, why: str, error: Exception) -> None:
        """Wait before trying again, longer each time."""
        self._failures += 1
        if self._plan.failures is not None and self._failures > self._plan.failures:
            raise error
        pause = min(_PAUSE_SECONDS[0] * 2 ** min(self._failures - 1, 10), _PAUSE_SECONDS[1])
        self._say(f"{why}; trying again in {pause:g} s")
        await asyncio.sleep(pause)

    async def begin(self) -> str:
        """Load everything from an export; answers the cursor that goes on from there."""
        found = await self._finished_export()
        begun = time.monotonic()
        for file in found["files"]:
            loading = self._target.load(file["type"])
            async for lines in _batches(self._source.lines(file)):
                await loading.add(lines)
            await loading.end()
        await self._target.loaded(found["cursor"])
        rows = sum(file["rows"] for file in found["files"])
        self._say(f"Loaded {rows} records of seq {found['seq']} in {time.monotonic() - begun:.1f} s.")
        return str(found["cursor"])

    async def _finished_export(self) -> dict[str, Any]:
        """The export that was waited for, or another."""
        id = (await self._target.standing()).export
        pause = _POLL_SECONDS[0]
        while True:
            if id is None:
                id = await self._source.order_export()
                self._say(f"Ordered export {id}.")
            await self._target.await_export(id)
            found = await self._source.export(id)
            if found is None:
                id = None
            elif found["state"] == "done":
                return found
            elif found["state"] == "failed":
                await self._target.await_export(None)
                raise SourceUnavailableError(f"export {id} failed: {found['error']}")
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _POLL_SECONDS[1])

    async def _follow(self, cursor: str) -> bool:
        """Apply what follows; check when it is time to, and begin again when something differs."""
        next_check = time.monotonic() + self._plan.check_every
        while True:
            wait = 0.0 if self._plan.once else _WAIT_SECONDS
            if self._plan.check_every:
                wait = min(wait, max(0.0, next_check - time.monotonic()))
            page = await self._source.page(cursor, round(wait, 1))
            self._failures = 0
            if page.changes or page.cursor != cursor:
                await self._target.apply(page.changes, page.cursor)
                self._applied += len(page.changes)
            cursor = page.cursor
            if self._plan.once and not page.more:
                return (await self._check(cursor, page)).equal
            if not self._plan.once and self._plan.check_every and time.monotonic() >= next_check:
                if not (await self._check(cursor, page)).equal:
                    self._say("Beginning again, because something differs.")
                    cursor = await self.begin()
                next_check = time.monotonic() + self._plan.check_every

    async def _check(self, cursor: str, page: Page) -> Check:
        begun = time.monotonic()
        found = await checking.check(self._source, self._target, cursor)
        report = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "head_seq": page.head,
            "behind": page.head - found.seq,
            "changes_applied": self._applied,
            "seconds": round(time.monotonic() - begun, 3),
            **found.as_json(),
        }
        await self._target.keep_report(report)
        self._say(told(found, self._target.name))
        return found


def told(found: Check, name: str) -> str:
    """What a check found, for whoever watches."""
    lines = [
        f"  {difference.city} {difference.type}: {difference.here} here, {difference.there} there; "
        f"differing keys: {', '.join(difference.keys) or 'none any more'}"
        for difference in found.differences
    ]
    said = "equal" if found.equal else "NOT EQUAL"
    first = f"{name} at seq {found.seq}: {said}; {found.count} records, digest {found.sha256[:16]}…"
    return "\n".join([first, *lines])


async def _batches(lines: AsyncIterator[bytes]) -> AsyncIterator[list[bytes]]:
    waiting: list[bytes] = []
    async for line in lines:
        waiting.append(line)
        if len(waiting) >= _BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
