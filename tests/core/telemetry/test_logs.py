"""What the process says: one JSON object a line, with the request, the city and the key, and never a key's text."""

import json
import logging
import os
import subprocess
import warnings
from collections.abc import Iterator
from io import StringIO
from typing import Any

import httpx
import pytest
from tests.end_to_end.running import GONGJIAN

from gongjian_core.telemetry import logs

pytestmark = pytest.mark.anyio

PATH = "/cities/aa/enterprises/91530900MA6K5X2W1W"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C15"}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Answer what is said while the test runs, set up as the service does it."""
    before, level = logging.root.handlers[:], logging.root.level
    heard = StringIO()
    monkeypatch.setattr("sys.stderr", heard)
    logs.configure("info", "json")
    yield heard
    logging.captureWarnings(False)
    logging.root.handlers[:] = before
    logging.root.setLevel(level)
    logging.getLogger("gongjian").setLevel(logging.NOTSET)


def lines(heard: StringIO) -> list[dict[str, Any]]:
    """Answer the lines, each read as JSON."""
    return [json.loads(line) for line in heard.getvalue().splitlines()]


async def test_a_line_names_request_city_and_key_but_not_the_keys_text(
    service: Any, editor: httpx.AsyncClient, said: StringIO
) -> None:
    answer = await editor.put(PATH, json=BODY, headers={"X-Request-Id": "seen-1"})
    assert answer.status_code == 201
    line = next(line for line in lines(said) if line["logger"] == "gongjian.access")
    assert line["request_id"] == "seen-1"
    assert line["city"] == "aa"
    assert (line["method"], line["path"], line["status"]) == ("PUT", f"/api/v1{PATH}", 201)
    assert line["ms"] > 0
    known = await (await service.caller("admin")).get("/keys")
    assert line["key"] in {key["id"] for key in known.json()["items"]}
    assert editor.headers["authorization"].split()[1] not in said.getvalue()


async def test_requests_at_the_same_time_do_not_take_each_others_words(service: Any, said: StringIO) -> None:
    one, other = await service.caller("reader", "aa"), await service.caller("reader", "bb")
    for number in range(5):
        await one.get("/cities/aa/enterprises", headers={"X-Request-Id": f"aa-{number}"})
        await other.get("/cities/bb/enterprises", headers={"X-Request-Id": f"bb-{number}"})
    told = [line for line in lines(said) if line["logger"] == "gongjian.access"]
    assert len(told) == 10
    assert all(line["request_id"].startswith(line["city"]) for line in told)
    assert len({line["key"] for line in told}) == 2


async def test_a_failure_is_one_line_with_its_trace(
    service: Any, editor: httpx.AsyncClient, said: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("of\nthe test")

    monkeypatch.setattr("gongjian_core.access.guard.visible_city", broken)
    assert (await editor.get(PATH)).status_code == 500
    line = next(line for line in lines(said) if line["logger"] == "gongjian.errors")
    assert "RuntimeError: of\nthe test" in line["error"]
    assert line["request_id"]


async def test_probes_are_silent_while_all_is_well(service: Any, said: StringIO) -> None:
    anyone = await service.caller()
    for path in ("/healthz", "/readyz", "/startupz", "/metrics"):
        assert (await anyone.get(f"http://test{path}")).status_code == 200
    assert lines(said) == []


async def test_lines_for_people_say_the_same() -> None:
    record = logging.LogRecord("gongjian.x", logging.INFO, "", 0, "said %s", ("it",), None)
    logs.begin(request_id="seen-2", city="aa")
    logs.About().filter(record)
    assert logs.TextLines().format(record).endswith(" INFO gongjian.x [seen-2 aa] said it")
    logs.begin()
    logs.About().filter(record)
    assert logs.TextLines().format(record).endswith("[-] said it")
    record.msg, record.args = "it\r\n2026 INFO forged", ()
    assert logs.TextLines().format(record).endswith("it\\r\\n2026 INFO forged")


async def test_warnings_of_libraries_are_lines_too(said: StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        # pytest records the warnings of each phase of a test: begin anew in this one.
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("an old\nway", DeprecationWarning, stacklevel=1)
        logging.captureWarnings(False)
    (line,) = lines(said)
    assert (line["level"], line["logger"]) == ("warning", "py.warnings")
    assert "an old\nway" in line["message"]


@pytest.mark.parametrize(
    ("command", "setting", "value"),
    [("serve", "PORT", "secret"), ("serve", "DATABASE_URL", "mysql://secret"), ("migrate", "SECRETS_KEY", "secret")],
)
def test_a_start_that_is_refused_is_a_line_as_well(command: str, setting: str, value: str) -> None:
    environment = {**os.environ, "GONGJIAN_LOG_FORMAT": "json", f"GONGJIAN_{setting}": value}
    ended = subprocess.run([GONGJIAN, command], env=environment, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (line["level"], line["logger"]) == ("error", "gongjian.cli")
    assert f"GONGJIAN_{setting}" in line["message"]
    assert "secret" not in ended.stderr
