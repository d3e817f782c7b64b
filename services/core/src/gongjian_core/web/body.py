"""Bodies: read once, within the limit, JSON only, validated by the entity's own class.

Routes read their body here and not through a FastAPI parameter, so that a caller without a right never gets as far
as validation, and so that limits and wrong content types are problem documents too.
"""

import json
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, TypeAdapter, ValidationError

from ..errors import BodyTooLarge, Invalid, UnsupportedBody
from .problem import invalid

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
BODIES: dict[type[BaseModel], None] = {}
"""The classes of all bodies, for OpenAPI."""

_MOST_PARTS, _MOST_NAMES = 50_000, 1_000
"""A few megabytes of brackets or of names would keep everybody else waiting for seconds."""

M = TypeVar("M", bound=BaseModel)


async def read_body(request: Request, *, limit: int | None = None) -> bytes:
    """The raw body; BodyTooLarge beyond `GONGJIAN_MAX_BODY_BYTES` (or `limit`)."""
    most = limit or request.app.state.settings.max_body_bytes
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        raise BodyTooLarge(f"The body may have {most} bytes at most; send it in parts.")
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise BodyTooLarge(f"The body may have {most} bytes at most; send it in parts.")
        chunks.append(chunk)
    return b"".join(chunks)


def require_type(request: Request, *accepted: str) -> None:
    """UnsupportedBody unless the content type is one of these (in UTF-8), sent as it is."""
    require_plain(request)
    given, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.lower().partition("charset=")[2].strip(' "')
    if given.strip().lower() not in accepted or charset not in ("", "utf-8", "utf8"):
        raise UnsupportedBody(f"Send the body as {' or '.join(accepted)} in UTF-8.")


def require_plain(request: Request) -> None:
    """UnsupportedBody when the body is said to be compressed."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise UnsupportedBody("Send the body as it is, without Content-Encoding.")


async def read_json(request: Request, *accepted: str) -> bytes:
    """The raw body of a JSON request; Invalid where an object names a member twice, or is nested beyond reason."""
    require_type(request, *(accepted or (JSON,)))
    raw = await read_body(request)
    if raw.count(b"[") + raw.count(b"{") > _MOST_PARTS:
        raise Invalid.at("", f"has more than {_MOST_PARTS} objects and lists; send it in parts")
    try:
        json.loads(raw, object_pairs_hook=_refuse_doubled)
    except RecursionError:
        raise Invalid.at("", "is nested too deeply") from None
    except ValueError:
        return raw  # whoever validates it says what is wrong
    return raw


def _refuse_doubled(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > _MOST_NAMES:
        raise Invalid.at("", f"an object has more than {_MOST_NAMES} names, which no record of ours has")
    if len(pairs) > 1 and len({name for name, _ in pairs}) < len(pairs):
        raise Invalid.at("", "an object has the same name twice, and one of the values would be lost; keep one")


def validated(model: type[M], raw: bytes | str) -> M:
    """The body as that class; Invalid with a pointer for every fault."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise invalid(error) from None


def merged(current: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Apply a JSON merge patch (RFC 7396)."""
    try:
        patch = _OBJECT.validate_json(raw)
    except ValidationError as error:
        raise invalid(error) from None
    result = _merge(current, patch)
    if not isinstance(result, dict):
        raise Invalid.at("", "a merge patch of a record is a JSON object")
    return result


_OBJECT: TypeAdapter[Any] = TypeAdapter(Any)


def _merge(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merge(result.get(name), value)
    return result


def patch_names(raw: bytes) -> set[str]:
    """The top-level names that a merge patch touches."""
    try:
        patch = json.loads(raw)
    except ValueError:
        return set()
    return set(patch) if isinstance(patch, dict) else set()


def accepts(model: type[BaseModel], *, media_type: str = JSON, description: str = "") -> dict[str, Any]:
    """The request body for OpenAPI."""
    BODIES.setdefault(model)
    name = model.model_config.get("title") or model.__name__
    return _body(media_type, {"$ref": f"#/components/schemas/{name}"}, description)


def accepts_patch(model: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    """The body of a merge patch for OpenAPI: any of the entity's fields, none of them required."""
    schema = {"type": "object", "title": f"{model.__name__} merge patch", "additionalProperties": True}
    described = f"fields of {model.__name__}; null clears, lists are replaced whole (RFC 7396)"
    return _body(MERGE_PATCH, schema | {"examples": [example]}, described)


def _body(media_type: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    body: dict[str, Any] = {"required": True, "content": {media_type: {"schema": schema}}}
    return {"requestBody": body | ({"description": description} if description else {})}
