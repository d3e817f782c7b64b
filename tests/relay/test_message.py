"""What a receiver gets is signed as Standard Webhooks says, and the same changes have the same id."""

import base64
import json
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from gongjian_relay.message import Page, batch, signal

SECRET, OTHER, STRANGE = (f"whsec_{base64.b64encode(bytes([n]) * 32).decode()}" for n in range(3))


def change(seq: int, name: str = "云南") -> bytes:
    found = {"seq": seq, "time": f"2026-11-25T00:00:{seq:02}Z", "data": {"name": name}}
    return json.dumps(found, ensure_ascii=False).encode()


PAGE = Page([change(1), change(2)], "cursor-2", more=False, head=7)


def test_a_batch_carries_the_changes_as_core_wrote_them() -> None:
    message = batch("s1", PAGE)
    assert json.loads(message.body) == {
        "type": "changes",
        "timestamp": "2026-11-25T00:00:02Z",
        "data": {"changes": [json.loads(text) for text in PAGE.changes], "next_cursor": "cursor-2", "head_seq": 7},
    }
    assert message.changes == 2
    assert "云南".encode() in message.body


def test_a_signal_carries_no_change() -> None:
    message = signal("s1", PAGE, 500)
    assert json.loads(message.body) == {
        "type": "changes.available",
        "timestamp": "2026-11-25T00:00:02Z",
        "data": {"next_cursor": "cursor-2", "head_seq": 7},
    }
    assert message.changes == 500


def test_the_id_is_that_of_the_changes_whatever_else_moved_on() -> None:
    later = Page(PAGE.changes, "cursor-of-the-next-day", more=True, head=900)
    assert batch("s1", later).id == batch("s1", PAGE).id
    others = [
        batch("s2", PAGE),
        batch("s1", Page(PAGE.changes[:1], "c", more=True, head=7)),
        batch("s1", Page([change(1), change(2, "山东")], "c", more=True, head=7)),
        signal("s1", PAGE, 2),
    ]
    assert len({message.id for message in (batch("s1", PAGE), *others)}) == 5
    assert "." not in batch("s1", PAGE).id


def test_every_secret_that_holds_verifies_and_no_other() -> None:
    message = batch("s1", PAGE)
    headers = message.headers([SECRET, OTHER], datetime.now(UTC))
    for secret in (SECRET, OTHER):
        assert Webhook(secret).verify(message.body, headers) == json.loads(message.body)
    with pytest.raises(WebhookVerificationError):
        Webhook(STRANGE).verify(message.body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(message.body.replace(b"cursor-2", b"cursor-3"), headers)
    alone = message.headers([OTHER], datetime.now(UTC))
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(message.body, alone)
