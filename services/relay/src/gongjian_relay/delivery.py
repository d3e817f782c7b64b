"""One attempt: a message to a receiver, within a time limit, and what came of it."""

from __future__ import annotations

import ssl
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from .addresses import resolve
from .core import Lease
from .exchange import Exchange, NoAnswerError, to_receiver
from .message import Message
from .retry import Verdict, verdict

_STATUSES: Final = range(100, 600)
_READ_OF_AN_ANSWER: Final = 16 * 1024


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: when it began, how long it took, the HTTP status if there was one, what it means."""

    at: datetime
    duration_ms: int
    status: int | None
    verdict: Verdict


class Receivers:
    """Delivers messages; keeps connections to the receivers it last had to do with."""

    def __init__(self, tls: ssl.SSLContext, *, allow_private: bool, seconds: float, at_once: int) -> None:
        self._tls = tls
        self._allow_private = allow_private
        self._seconds = seconds
        self._keep = 2 * at_once
        # Looking up a name takes a thread: none may wait for that of another receiver.
        self._threads = ThreadPoolExecutor(at_once, "names")
        self._idle: OrderedDict[tuple[str, str], Exchange] = OrderedDict()

    async def close(self) -> None:
        """Close all connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        while self._idle:
            _, exchange = self._idle.popitem()
            await exchange.close()

    async def deliver(self, lease: Lease, message: Message) -> Outcome:
        """Try once."""
        at, begun = datetime.now(UTC), time.monotonic()
        status: int | None = None
        # One for each subscription: what one receiver does to its connections is no other's affair.
        place = (lease.subscription, lease.url)
        exchange = self._idle.pop(place, None) or to_receiver(self._addresses, self._tls)
        try:
            answer = await exchange.send(
                "POST", lease.url, content=message.body, headers=message.headers(lease.secrets, at),
                seconds=self._seconds, at_most=_READ_OF_AN_ANSWER,
            )  # fmt: skip
        except NoAnswerError as error:
            found = Verdict(said=str(error))
        else:
            # Core keeps those that HTTP knows; what else a receiver may say stands in the message.
            status = answer.status if answer.status in _STATUSES else None
            found = verdict(answer.status, answer.headers, datetime.now(UTC))
        finally:
            await self._keep_idle(place, exchange)
        return Outcome(at, round((time.monotonic() - begun) * 1000), status, found)

    async def _keep_idle(self, place: tuple[str, str], exchange: Exchange) -> None:
        if (other := self._idle.pop(place, None)) is not None:
            await other.close()
        self._idle[place] = exchange
        if len(self._idle) > self._keep:
            _, oldest = self._idle.popitem(last=False)
            await oldest.close()

    async def _addresses(self, host: str, port: int) -> list[str]:
        return await resolve(host, port, allow_private=self._allow_private, threads=self._threads)
