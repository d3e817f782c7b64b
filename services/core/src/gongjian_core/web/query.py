"""Query parameters: unknown ones are errors, never ignored."""

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from ..errors import Fault, Invalid

_KNOWN: dict[Callable[..., Any], frozenset[str]] = {}


def _known(route: APIRoute) -> frozenset[str]:
    if route.endpoint not in _KNOWN:
        _KNOWN[route.endpoint] = _names(route)
    return _KNOWN[route.endpoint]


def _names(route: APIRoute) -> frozenset[str]:
    names: set[str] = set()
    waiting: list[Dependant] = [route.dependant]
    while waiting:
        dependant = waiting.pop()
        waiting.extend(dependant.dependencies)
        for field in dependant.query_params:
            annotation = field.field_info.annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                names.update(inner.alias or name for name, inner in annotation.model_fields.items())
            else:
                names.add(field.alias)
    return frozenset(names)


def refuse_unknown_query(request: Request) -> None:
    """Invalid when the request carries a query parameter that its route does not know, or one twice."""
    if not request.scope["query_string"]:
        return
    known = _known(request.scope["route"])
    seen: set[str] = set()
    faults = []
    for name, _ in request.query_params.multi_items():
        if name not in known:
            faults.append(
                Fault(f"?{name[:100]}", f"is not a parameter here; known: {', '.join(sorted(known)) or 'none'}")
            )
        elif name in seen:
            faults.append(Fault(f"?{name}", "is given more than once"))
        seen.add(name)
    if faults:
        raise Invalid.all(faults)
