"""The OpenAPI document: what FastAPI derives from the routes, completed with problems, bodies and the key scheme."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .body import BODIES
from .problem import ProblemDocument

_REF = "#/components/schemas/{model}"
_SCHEME = {"type": "http", "scheme": "bearer", "description": "An API key: `Authorization: Bearer gj_…`"}


def describe(app: FastAPI) -> None:
    """Let the application answer the completed document at `/openapi.json`."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _complete(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version=app.openapi_version,
        summary="Policy targets, records and incentives of industry bureaus, for many cities in one service",
        routes=app.routes,
        separate_input_output_schemas=False,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    models: list[type[BaseModel]] = [ProblemDocument, *BODIES]
    _, extra = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    for name, schema in extra["$defs"].items():
        schemas.setdefault(name, schema)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for schema in schemas.values():
        if schema.get("title", "").endswith("Revision"):
            _leave_out_additions(schema["properties"]["data"], schemas)
    for path in document["paths"].values():
        for operation in path.values():
            _drop_default_422(operation)
    components["securitySchemes"] = {"key": _SCHEME}
    renamed: dict[str, Any] = _renamed(document, _names(schemas))
    return renamed


def _leave_out_additions(data: dict[str, Any], schemas: dict[str, Any]) -> None:
    """In a history a record stands as it was written, without what the server adds to its present form."""
    entity = schemas[data["anyOf"][0]["$ref"].rpartition("/")[2]]
    written = {name: field for name, field in entity["properties"].items() if not field.get("readOnly")}
    data["anyOf"][0] = {
        "type": "object",
        "description": f"fields of {entity['title']}, without those that are read-only",
        "properties": written,
        "required": [name for name in entity.get("required", ()) if name in written],
    }


def _names(schemas: dict[str, Any]) -> dict[str, str]:
    """Schemas are called by their titles: `EnterprisePage`, not `Listed_Enterprise_`."""
    names: dict[str, str] = {}
    for name, schema in schemas.items():
        title = schema.get("title", name)
        names[name] = title if title.isidentifier() and title not in names.values() else name
    return names


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    result = {key: _renamed(part, names) for key, part in value.items()}
    reference = result.get("$ref")
    if isinstance(reference, str):
        prefix, _, name = reference.rpartition("/")
        result["$ref"] = f"{prefix}/{names.get(name, name)}"
    if isinstance(result.get("schemas"), dict):
        result["schemas"] = {names.get(name, name): schema for name, schema in result["schemas"].items()}
    return result


def _drop_default_422(operation: dict[str, Any]) -> None:
    content = operation.get("responses", {}).get("422", {}).get("content", {})
    if "application/problem+json" in content:
        content.pop("application/json", None)
    elif "application/json" in content:
        content["application/problem+json"] = {"schema": {"$ref": "#/components/schemas/Problem"}}
        del content["application/json"]
