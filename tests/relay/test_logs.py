"""What a relay says: one JSON object a line, in core's form, with the subscription, and never its URL or secret."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import httpx
import pytest
from tests.relay.conftest import SECRET, Core, subscribed, until
from tests.relay.receiver import OK, Receiver, answer, receiving
from tests.serving import Editor

import gongjian_relay.logs
from gongjian_core.telemetry import logs as core


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Answer what is said while the test runs, set up as the relay does it."""
    before, level = logging.root.handlers[:], logging.root.level
    heard = StringIO()
    monkeypatch.setattr("sys.stderr", heard)
    gongjian_relay.logs.configure("info", "json")
    yield heard
    logging.captureWarnings(False)
    logging.root.handlers[:] = before
    logging.root.setLevel(level)
    logging.getLogger("gongjian").setLevel(logging.NOTSET)


def lines(text: str) -> list[dict[str, Any]]:
    """Answer the relay's lines, each read as JSON."""
    return [line for line in map(json.loads, text.splitlines()) if line["logger"] == "gongjian.relay"]


@pytest.mark.anyio
async def test_each_attempt_is_a_line_that_names_the_subscription(
    core: Core, admin: httpx.AsyncClient, editor: Editor, said: StringIO
) -> None:
    async with receiving(Receiver(respond=lambda _: answer(500))) as (receiver,), core.relaying():
        made = await subscribed(admin, receiver)
        await editor.record(2)
        await until(admin, made, lambda stands: stands["failures"] >= 2)
        receiver.respond = lambda _: OK
        await until(admin, made, lambda stands: stands["seq"] == 2)
    told = lines(said.getvalue())
    assert {line["subscription"] for line in told} == {made["id"]}
    first, second, *_, last = told
    assert (first["level"], first["attempt"], first["status"]) == ("warning", 1, 500)
    assert first["event_id"] == receiver.received[0].headers["webhook-id"]
    assert first["next_at"] > first["time"][:19]
    assert (second["attempt"], "the receiver answered 500" in second["message"]) == (2, True)
    assert (last["level"], last["message"], last["status"], last["changes"]) == ("info", "delivered", 204, 2)
    assert SECRET not in said.getvalue()
    assert "/hook" not in said.getvalue()


def test_lines_have_the_form_of_cores() -> None:
    record = logging.LogRecord("gongjian.x", logging.INFO, "", 0, "said %s\nof %s", ("it", 2), None)
    record.fields = {"status": 204}
    line = gongjian_relay.logs.JsonLines().format(record)
    assert line == core.JsonLines().format(record)
    assert "\n" not in line
    gongjian_relay.logs.About().filter(record)
    assert gongjian_relay.logs.TextLines().format(record).endswith(" INFO gongjian.x [-] said it\\nof 2")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_start_that_is_refused_is_said_in_the_form_that_was_asked_for(form: str) -> None:
    environment = {**os.environ, "GONGJIAN_LOG_FORMAT": form, "GONGJIAN_RELAY_TIMEOUT": "secret"}
    environment.pop("GONGJIAN_RELAY_KEY", None)
    ended = subprocess.run([sys.executable, "-m", "gongjian_relay"], env=environment, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout == ""
    if form == "json":
        told = [(line["level"], line["message"].partition(":")[0]) for line in lines(ended.stderr)]
        assert told == [("error", "GONGJIAN_RELAY_KEY"), ("error", "GONGJIAN_RELAY_TIMEOUT")]
    else:
        assert [line.split(": ")[0].split()[-1] for line in ended.stderr.splitlines()] == [
            "GONGJIAN_RELAY_KEY", "GONGJIAN_RELAY_TIMEOUT",
        ]  # fmt: skip
    assert "secret" not in ended.stderr
