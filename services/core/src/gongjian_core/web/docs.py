"""`/docs`: the pages that show the OpenAPI document.

Everything they load comes from here: they work in a network without the internet, and no other host learns who reads.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

_ASSETS: Final = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon.png": "image/png",
}
_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>gongjian</title>
<link rel="stylesheet" href="docs/swagger-ui.css"><link rel="icon" href="docs/favicon.png">
<div id="pages"></div>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/begin.js"></script>
"""
_BEGIN: Final = """SwaggerUIBundle({
  url: "openapi.json", dom_id: "#pages", deepLinking: true, showCommonExtensions: true, validatorUrl: null,
  queryConfigEnabled: false, presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"
});
"""
_HEADERS: Final = {
    "Cache-Control": "public, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


def routes() -> list[Route]:
    """The page and what it loads."""
    made = {"": (_PAGE, "text/html; charset=utf-8"), "/begin.js": (_BEGIN, "text/javascript; charset=utf-8")}
    pages = [_page(path, text.encode(), media_type) for path, (text, media_type) in made.items()]
    folder = resources.files("fastapi_offline") / "static"
    return pages + [_page(f"/{name}", (folder / name).read_bytes(), media_type) for name, media_type in _ASSETS.items()]


def _page(path: str, body: bytes, media_type: str) -> Route:
    async def show(_: Request) -> Response:
        return Response(body, headers=_HEADERS, media_type=media_type)

    return Route(f"/docs{path}", show, methods=["GET"], include_in_schema=False)
