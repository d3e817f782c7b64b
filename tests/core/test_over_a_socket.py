"""What only a real connection shows: the service under uvicorn on a loopback socket."""

import asyncio
import gzip

import httpx
import pytest
from tests.serving import Serving

pytestmark = pytest.mark.anyio


async def test_a_connection_goes_on_after_head(serving: Serving) -> None:
    admin = await serving.caller("admin")
    for path in ("/indicators", "/keys", "/nothing", "/cities/aa/enterprises"):
        whole = await admin.get(path)
        head = await admin.head(path)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers.get("etag") == whole.headers.get("etag")
    metrics = (await admin.get(f"{serving.url}/metrics")).text
    assert 'gongjian_requests_total{method="HEAD",route="/api/v1/keys",status="200"} 1.0' in metrics


async def test_who_breaks_off_while_sending_is_no_error_of_ours(serving: Serving) -> None:
    admin = await serving.caller("admin")
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    head = f"POST /api/v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: {admin.headers['authorization']}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
    await writer.drain()
    counted = 'gongjian_requests_total{method="POST",route="/api/v1/keys",status="400"} 1.0'
    await asyncio.sleep(0.2)
    writer.close()
    async with asyncio.timeout(10):
        while counted not in (await admin.get(f"{serving.url}/metrics")).text:  # noqa: ASYNC110 -- no event
            await asyncio.sleep(0.05)
    assert await reader.read() == b""


async def test_headers_that_are_read_in_two_ways_are_refused(serving: Serving) -> None:
    admin = await serving.caller("admin")
    key = admin.headers["authorization"]
    async with httpx.AsyncClient(base_url=f"{serving.url}/api/v1", trust_env=False) as anyone:
        twice = await anyone.get("/keys", headers=[("Authorization", key), ("Authorization", "Bearer other")])
    assert twice.status_code == 401
    packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    assert (await admin.post("/keys", content=gzip.compress(b"{}"), headers=packed)).status_code == 415
    packed["Content-Type"] = "text/csv"
    for path in ("/cities/aa/imports?type=enterprises", "/keys"):
        assert (await admin.post(path, content=gzip.compress(b"uscc"), headers=packed)).status_code == 415
