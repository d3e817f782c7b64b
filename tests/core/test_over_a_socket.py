"""What only a real connection shows: the service under uvicorn on a loopback socket."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.serving import Serving

pytestmark = pytest.mark.anyio


@pytest.fixture
async def serving(urls: Any) -> AsyncIterator[Serving]:
    """Answer the service on a socket."""
    async with AsyncExitStack() as stack:
        running = Serving(urls, stack)
        await running.start()
        try:
            yield running
        finally:
            await stack.aclose()
            await running.close()


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
