"""What the relay asks core: which subscription to work on, its changes, and to remember how far it got."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from .exchange import Answer, Exchange, NoAnswerError
from .message import Page

_SECONDS: Final = 60.0
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
    """One try to deliver a message, as core keeps it. `next_at` of a failure is when it is tried again."""

    event_id: str
    at: datetime
    status: int | None
    duration_ms: int
    error: str | None = None
    next_at: datetime | None = None
    disable: bool = False


class Core:
    """Core, as a relay sees it."""

    def __init__(self, exchange: Exchange, worker: str) -> None:
        self._exchange = exchange
        self._worker = worker

    async def claim(self, wait: float) -> Lease | None:
        """A subscription that has something to deliver; None when there is none for that many seconds."""
        asked = time.monotonic()
        answer = await self._post("relay/claim", {"worker": self._worker, "wait": wait})
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

    async def ack(self, lease: Lease, cursor: str, delivered: int, *, release: bool) -> None:
        """Everything before the cursor is delivered; LeaseLostError when that is not this relay's to say any more."""
        await self._report(lease, "ack", {"cursor": cursor, "delivered": delivered, "release": release})

    async def attempt(self, lease: Lease, tried: Attempt) -> None:
        """Keep an attempt; one that failed ends the lease."""
        await self._report(
            lease, "attempts",
            {
                "event_id": tried.event_id, "at": tried.at.isoformat(), "status": tried.status,
                "duration_ms": tried.duration_ms, "error": tried.error, "disable": tried.disable,
                "next_at": tried.next_at.isoformat() if tried.next_at else None,
            },
        )  # fmt: skip

    async def _report(self, lease: Lease, what: str, said: Mapping[str, Any]) -> None:
        asked = time.monotonic()
        answer = await self._post(f"relay/{lease.subscription}/{what}", {**lease.proof, **said})
        if answer.status in (404, 409):
            raise LeaseLostError(_detail(answer))
        if answer.status == 410:
            raise CursorInvalidError(_detail(answer))
        expires_at = _loaded(answer)["expires_at"]
        lease.until = _until(expires_at, asked, answer) if expires_at else asked

    async def _post(self, path: str, body: Mapping[str, Any]) -> Answer:
        return await self._ask(
            "POST", path, content=json.dumps(body).encode(), headers={"content-type": "application/json"}
        )

    async def _ask(self, method: str, path: str, **more: Any) -> Answer:
        try:
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
