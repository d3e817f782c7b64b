"""The pages that show the OpenAPI document work in a network of their own."""

import re

import httpx
import pytest
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio


async def test_everything_that_the_pages_load_comes_from_the_service(service: Service) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url="http://test") as anyone:
        page = await anyone.get("/docs")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        loaded = re.findall(r'(?:src|href)="([^"]*)"', page.text)
        assert len(loaded) == 4
        for path in loaded:
            answer = await anyone.get(f"/{path}")
            assert (answer.status_code, answer.headers["x-content-type-options"]) == (200, "nosniff")
        begin = (await anyone.get("/docs/begin.js")).text
        document = re.search(r'url: "([^"]*)"', begin)
        assert document is not None
        assert (await anyone.get(f"/{document[1]}")).json()["openapi"].startswith("3.")
        assert "http" not in page.text + begin
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "connect-src 'self'" in policy
        assert (await anyone.get("/docs/../../etc/passwd")).status_code == 404
        assert (await anyone.get("/redoc")).status_code == 404
