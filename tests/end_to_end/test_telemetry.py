"""Traces arrive at a collector when they are asked for, and nothing is sent when they are not."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.end_to_end.running import Running

from gongjian_core.errors import StartRefused
from gongjian_core.telemetry.traces import telemetry

KEY = "a-key-of-the-tests-that-is-long-enough"


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes what is posted."""

    def do_POST(self) -> None:
        self.server.taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, bytes]]]:
    """Answer what a collector on the loopback has taken; the environment names it."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        server.taken = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        yield server.taken  # type: ignore[attr-defined]
        server.shutdown()


@pytest.mark.parametrize("wanted", ["true", "false"])
def test_traces_are_sent_when_asked_for_and_not_otherwise(
    urls: Any, tmp_path: Path, collector: list[tuple[str, bytes]], wanted: str
) -> None:
    with Running(tmp_path, database_url=urls.app, admin_key=KEY, telemetry=wanted) as one:
        answer = httpx.get(
            f"{one.url}/api/v1/cities/lincang/enterprises", headers={"Authorization": f"Bearer {KEY}"}, trust_env=False
        )
        assert answer.status_code == 200
        httpx.get(f"{one.url}/readyz", trust_env=False)
    sent = b"".join(body for _, body in collector)
    assert {path for path, _ in collector} == ({"/v1/traces"} if wanted == "true" else set())
    assert (b"/api/v1/cities/{city}/enterprises" in sent) == (wanted == "true")
    assert b"/readyz" not in sent
    assert KEY.encode() not in sent


def test_traces_that_cannot_be_sent_are_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    with pytest.raises(StartRefused, match="where traces go"):
        telemetry(True)
    monkeypatch.setattr("gongjian_core.telemetry.traces.find_spec", lambda _: None)
    with pytest.raises(StartRefused, match=r"gongjian-core\[telemetry\]"):
        telemetry(True)
    assert telemetry(False)["tracing"] is False
