"""A request finds its route by the fixed word in its path, instead of trying one route after the other.

Every route of the API has such a word: the first after `/api/v1`, or after the city. Routes are matched as ever, in
their order, but only those with the request's word; whatever has none is tried with all of them.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

_API = "/api/v1/"
_CITY = "cities"


class Signposts:
    """Stands before a router that has all its routes."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        patterns = ((getattr(route, "path", ""), route) for route in router.routes)
        words = [(_word(pattern), route) for pattern, route in patterns if pattern.startswith(_API)]
        self._ways = {
            word: _router_of([route for other, route in words if other in (word, None)])
            for word in dict.fromkeys(word for word, _ in words)
            if word is not None
        }

    def routes_for(self, path: str) -> list[BaseRoute]:
        """The routes that a request for that path is tried with, in their order."""
        return self._way(path).routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to the routes that it may mean."""
        if scope["type"] != "http":
            return await self._router.app(scope, receive, send)
        scope["router"] = self._router
        return await self._way(scope["path"]).app(scope, receive, send)

    def _way(self, path: str) -> APIRouter:
        word = _word(path)
        return self._router if word is None else self._ways.get(word, self._router)


def _word(path: str) -> str | None:
    """The fixed word of a path or of a route's pattern; None where there is none."""
    if not path.startswith(_API):
        return None
    first, *rest = path.removeprefix(_API).split("/", 3)
    word = f"{_CITY}/{rest[1]}" if first == _CITY and len(rest) > 1 else first
    return None if "{" in word else word


def _router_of(routes: list[BaseRoute]) -> APIRouter:
    router = APIRouter(redirect_slashes=False)
    router.routes.extend(routes)
    return router
