"""How SDMX-REST routes differ from the others: what is wrong with a query is answered 400, as that standard says."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from ..errors import BadRequest, Fault, Invalid
from ..web.problem import faults_of

BASE: Final = "/sdmx/2.1"


class SdmxRoute(APIRoute):
    """A route under `/sdmx/2.1`; a slash at the end of the path, as some clients write it, changes nothing."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this route answers the path."""
        return super().matches({**scope, "path": scope["path"].rstrip("/")})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with invalid parameters as a malformed query."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                raise malformed(faults_of(error.errors())) from None
            except Invalid as error:
                raise malformed(list(error.errors)) from None

        return handler


def malformed(faults: list[Fault]) -> BadRequest:
    """A query that SDMX-REST has no meaning for."""
    return BadRequest("The query is malformed; see errors.", errors=faults)


def path_parameters(*described: tuple[str, str]) -> list[dict[str, Any]]:
    """Parameters of a path that the route reads from the request itself, for OpenAPI."""
    return [
        {"name": name, "in": "path", "required": True, "description": description, "schema": {"type": "string"}}
        for name, description in described
    ]
