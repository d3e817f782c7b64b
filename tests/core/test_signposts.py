"""Every route is found as without signposts; what there is not is not found, with the same answer."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Match
from tests.core.sample_city import SampleCatalogue

from gongjian_core.app import create_app
from gongjian_core.settings import Settings
from gongjian_core.web.signposts import Signposts

APP = create_app(Settings(database_url="postgresql://nobody@localhost/nothing"), SampleCatalogue())
METHODS = ("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE")


def paths() -> list[str]:
    """A path for every route, and some for none."""
    known = [re.sub(r"\{[^}]*\}", "lincang", getattr(route, "path", "")) for route in APP.routes]
    strange = [f"{path}/more" for path in known] + [f"{path}/" for path in known] + [path[:-1] for path in known]
    return sorted(
        {*known, *strange, "/", "/api", "/api/v1", "/api/v1/", "/api/v1/cities/", "/api/v1//keys", "/api/v2/keys"}
    )


def tried(app: FastAPI, routes: list[BaseRoute], method: str, path: str) -> tuple[str, Match]:
    """What the first full match is, else the first partial one, as routers look for it."""
    scope = {"type": "http", "method": method, "path": path, "headers": [], "app": app}
    found = [(getattr(route, "path", ""), match) for route in routes if (match := route.matches(dict(scope))[0]).value]
    return next((one for one in found if one[1] is Match.FULL), found[0] if found else ("", Match.NONE))


@pytest.mark.parametrize("method", METHODS)
def test_a_request_means_the_same_route_as_without(method: str) -> None:
    way: Any = APP.router.middleware_stack
    assert isinstance(way, Signposts)
    for path in paths():
        routes = way.routes_for(path)
        assert tried(APP, routes, method, path) == tried(APP, list(APP.routes), method, path), path


def test_most_requests_are_tried_with_few_routes() -> None:
    way: Any = APP.router.middleware_stack
    known = [path for path in paths() if path.startswith(("/api/v1/cities/lincang/enterprises/", "/api/v1/changes"))]
    assert len(known) > 3
    assert all(len(way.routes_for(path)) < 10 for path in known)
    assert len(APP.routes) > 80
