"""A service with its relay that logs JSON says nothing else, from its start to its end, and no key."""

import json
import signal
import socket
import time
from pathlib import Path

import httpx
from tests.end_to_end.running import Running


def test_all_that_a_service_says_is_json(tmp_path: Path) -> None:
    with Running(tmp_path, "--relay", log_format="json") as one:
        auth = {"Authorization": f"Bearer {one.key}"}
        with httpx.Client(base_url=f"{one.url}/api/v1", headers=auth, trust_env=False) as client:
            assert client.get("/cities/lincang/enterprises?limit=1").status_code == 200
            assert client.get("/cities/atlantis/enterprises").status_code == 404
            assert client.put("/cities/lincang/observations", json={"items": [{"value": "private"}]}).status_code == 422
        host, _, port = one.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"this is no request\r\n\r\n")
            assert b"400" in connection.recv(1000)
        key = one.key
        while "gongjian.relay" not in one.said:
            time.sleep(0.1)
        one.end(signal.SIGTERM)
        said = one.said
    told = [json.loads(line) for line in said.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in told)
    assert {"gongjian.cli", "gongjian.access", "gongjian.relay", "uvicorn.error"} <= {line["logger"] for line in told}
    asked = [line for line in told if line["logger"] == "gongjian.access" and "/cities/" in line["path"]]
    assert [(line["status"], line.get("city")) for line in asked] == [(200, "lincang"), (404, None), (422, "lincang")]
    assert all(line["request_id"] and line["key"] for line in asked)
    assert key not in said
    assert "private" not in said
