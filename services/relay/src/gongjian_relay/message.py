"""What a receiver gets: a body, an id that stays the same when it is sent again, and its signatures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Page:
    """A page of the feed as core wrote it: each change as JSON, where it goes on, whether there is more."""

    changes: Sequence[bytes]
    next_cursor: str
    more: bool
    head: int

    def without_changes(self) -> Page:
        """Where it goes on, without what stands in memory."""
        return replace(self, changes=())


@dataclass(frozen=True)
class Message:
    """A message to one receiver."""

    id: str
    body: bytes
    changes: int

    def headers(self, secrets: Sequence[str], moment: datetime) -> dict[str, str]:
        """The headers of Standard Webhooks: signed with every secret that holds, so that a secret can be replaced."""
        body = self.body.decode()
        signatures = (Webhook(secret).sign(self.id, moment, body) for secret in secrets)
        return {
            "content-type": "application/json",
            "webhook-id": self.id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": " ".join(signatures),
        }


def batch(subscription: str, page: Page) -> Message:
    """The changes of a page. Its id follows from them: the same changes sent again have the same id, others another."""
    begin = f'{{"type":"changes","timestamp":{_time(page)},"data":{{"changes":['
    end = f'],"next_cursor":{json.dumps(page.next_cursor)},"head_seq":{page.head}}}}}'
    body = b"".join((begin.encode(), b",".join(page.changes), end.encode()))
    return Message(_id(subscription, "changes", page.changes), body, len(page.changes))


def signal(subscription: str, page: Page, changes: int) -> Message:
    """That there are changes to fetch; `page` is the last one of them."""
    body = (
        f'{{"type":"changes.available","timestamp":{_time(page)},"data":{{'
        f'"next_cursor":{json.dumps(page.next_cursor)},"head_seq":{page.head}}}}}'
    )
    return Message(_id(subscription, "changes.available", page.changes[-1:]), body.encode(), changes)


def _time(page: Page) -> str:
    """When the last change was numbered, as JSON."""
    return json.dumps(json.loads(page.changes[-1])["time"])


def _id(subscription: str, type: str, changes: Sequence[bytes]) -> str:
    digest = hashlib.sha256(f"{subscription} {type}".encode())
    for change in changes:
        digest.update(b"\n" + change)
    return f"msg_{digest.hexdigest()[:40]}"
