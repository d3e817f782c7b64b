"""What the relay asks core: which subscription to work on, its changes, and to remember how far it got."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from .exchange import Answer, Exchange, NoAnswerError
from .message import Page

AT_ONCE: Final = 8
_SECONDS: Final = 60.0
Turn = AbstractAsyncContextManager[None]
_DATE_IS_WHOLE_SECONDS: Final = 1.0


class CoreUnavailableError(Exception):
    """Core does not answer, or not as it should; trying again later is right."""


class LeaseLostError(Exception):
    """The subscription is another relay's now, or it is gone, or was changed."""


class CursorInvalidError(Exception):
    """The subscription's cursor holds no longer; its receiver has to begin again with an export."""


@dataclass
class Lease:
    """A subscription that is this relay's to work on until a time (of `time.monotonic`), which each report moves on."""

    subscription: str
    url: str
    mode: str
    batch: int
    failures: int
    secrets: tuple[str, ...]
    cursor: str
    token: str
    fence: int
    until: float

    @property
    def left(self) -> float:
        """Seconds for which it still holds."""
        return self.until - time.monotonic()

    @property
    def proof(self) -> dict[str, Any]:
        """What core wants to see with everything that is done under this lease."""
        return {"token": self.token, "fence": self.fence}


@dataclass(frozen=True)
class Attempt:
    """One try to deliver a message, as core keeps it."""

    event_id: str
    at: datetime
    status: int | None
    duration_ms: int

    @property
    def as_json(self) -> dict[str, Any]:
        """As core wants it."""
        return {**vars(self), "at": self.at.isoformat()}


class Core:
    """Core, as a relay sees it."""

    def __init__(self, exchange: Exchange, worker: str) -> None:
        self._exchange = exchange
        self._worker = worker
        # More at once gain nothing, and the library's pool of connections gets slow with their number.
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def claim(self, wait: float) -> Lease | None:
        """A subscription that has something to deliver; None when there is none for that many seconds."""
        asked = time.monotonic()
        # Not among those at once: it may wait long.
        answer = await self._post("relay/claim", {"worker": self._worker, "wait": wait}, nullcontext())
        if answer.status == 204:
            return None
        found = _loaded(answer)
        lease, subscription = found["lease"], found["subscription"]
        return Lease(
            subscription["id"], subscription["url"], subscription["mode"], subscription["batch"],
            subscription["failures"], tuple(found["secrets"]), found["cursor"], lease["token"], lease["fence"],
            _until(lease["expires_at"], asked, answer),
        )  # fmt: skip

    async def page(self, lease: Lease, cursor: str, limit: int) -> Page:
        """The changes after a cursor of the subscription."""
        answer = await self._ask(
            "GET", "changes", params={"cursor": cursor, "subscription": lease.subscription, "limit": str(limit)},
            headers={"accept": "application/x-ndjson"},
        )  # fmt: skip
        if answer.status == 410:
            raise CursorInvalidError(_detail(answer))
        if answer.status != 200:
            raise _unexpected(answer)
        said = answer.headers
        lines = answer.body.split(b"\n")[:-1]
        return Page(lines, said["x-next-cursor"], said["x-has-more"] == "true", int(said["x-head-seq"]))

    async def passed(self, lease: Lease, cursor: str, *, release: bool) -> None:
        """There is nothing to deliver before the cursor."""
        await self._report(lease, "ack", {"cursor": cursor, "release": release})

    async def delivered(self, lease: Lease, cursor: str, changes: int, tried: Attempt, *, release: bool) -> None:
        """Everything before the cursor is delivered; LeaseLostError when that is not this relay's to say any more."""
        said = {"cursor": cursor, "delivered": changes, "release": release, "attempt": tried.as_json}
        await self._report(lease, "ack", said)

    async def failed(
        self, lease: Lease, tried: Attempt, error: str, *, next_at: datetime | None = None, disable: bool = False
    ) -> None:
        """Keep an attempt that failed and when the next one is due, or that there will be none; it ends the lease."""
        following = {"next_at": next_at.isoformat() if next_at else None, "disable": disable}
        await self._report(lease, "attempts", {**tried.as_json, "error": error, **following})

    async def _report(self, lease: Lease, what: str, said: Mapping[str, Any]) -> None:
        asked = time.monotonic()
        answer = await self._post(f"relay/{lease.subscription}/{what}", {**lease.proof, **said})
        if answer.status in (404, 409):
            raise LeaseLostError(_detail(answer))
        if answer.status == 410:
            raise CursorInvalidError(_detail(answer))
        expires_at = _loaded(answer)["expires_at"]
        lease.until = _until(expires_at, asked, answer) if expires_at else asked

    async def _post(self, path: str, body: Mapping[str, Any], turn: Turn | None = None) -> Answer:
        content, headers = json.dumps(body).encode(), {"content-type": "application/json"}
        return await self._ask("POST", path, turn, content=content, headers=headers)

    async def _ask(self, method: str, path: str, turn: Turn | None = None, **more: Any) -> Answer:
        try:
            async with turn or self._at_once:
                return await self._exchange.send(method, path, seconds=_SECONDS, **more)
        except NoAnswerError as error:
            raise CoreUnavailableError(f"core does not answer: {error}") from error


def _loaded(answer: Answer) -> Any:
    if answer.status != 200:
        raise _unexpected(answer)
    return json.loads(answer.body)


def _unexpected(answer: Answer) -> CoreUnavailableError:
    hint = "; check GONGJIAN_RELAY_KEY: role relay, scope *" if answer.status in (401, 403) else ""
    return CoreUnavailableError(f"core answered {answer.status}: {_detail(answer)}{hint}")


def _detail(answer: Answer) -> str:
    try:
        return str(json.loads(answer.body)["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.body[:200].decode("utf-8", "replace")


def _until(expires_at: str, asked: float, answer: Answer) -> float:
    """When a lease ends on this process's clock, at the earliest; the answer tells the time of core's clock."""
    try:
        now = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        now = datetime.now(UTC)
    return asked + (datetime.fromisoformat(expires_at) - now).total_seconds() - _DATE_IS_WHOLE_SECONDS
