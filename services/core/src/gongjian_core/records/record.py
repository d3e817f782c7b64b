"""GET, PUT, PATCH and DELETE of any recorded entity, the same for all: conditions, revisions, answers."""

import json
from collections.abc import Callable
from typing import TypeVar

import asyncpg
from pydantic import ValidationError
from starlette.responses import Response

from ..access.guard import Work
from ..entity import Recorded
from ..errors import Conflict, Fault, Invalid, NotFound
from ..store import Register, Stored, loaded
from ..web.body import JSON, MERGE_PATCH, merged, patch_names, read_json, validated
from ..web.conditions import answer, check_write
from ..web.problem import invalid

E = TypeVar("E", bound=Recorded)
Check = Callable[[Work, E], list[Fault]]


async def get_record(work: Work, register: Register[E], key: str) -> Response:
    """The record as it stands."""
    found = await register.served_text(work.transaction, work.city.key, key, work.place)
    if found is None:
        raise _missing(register, key)
    return answer(work.request, *found)


async def put_record(work: Work, register: Register[E], key: str, check: Check[E]) -> Response:
    """Create or replace."""
    wanted = validated(register.entity, await read_json(work.request))

    def replaced(current: Stored | None) -> E:
        check_write(work.request.headers, current.tag if current else None)
        return wanted

    return await _write(work, register, key, replaced, check)


async def patch_record(work: Work, register: Register[E], key: str, check: Check[E]) -> Response:
    """Change some fields (RFC 7396)."""
    raw = await read_json(work.request, MERGE_PATCH, JSON)

    def patched(current: Stored | None) -> E:
        if current is None:
            raise _missing(register, key)
        check_write(work.request.headers, current.tag)
        if fixed := sorted(patch_names(raw) & register.entity.server_fields()):
            raise Invalid.all([Fault(f"/{name}", "is read-only; leave it out of a patch") for name in fixed])
        return validated(register.entity, json.dumps(merged(loaded(current.document), raw)))

    return await _write(work, register, key, patched, check)


async def delete_record(work: Work, register: Register[E], key: str, in_use: str) -> Response:
    """Delete, leaving a tombstone; Conflict with `in_use` when another record refers to this one."""
    current = await register.find(work.transaction, work.city.key, key, lock=True)
    if current is None:
        raise _missing(register, key)
    check_write(work.request.headers, current.tag)
    try:
        await register.delete(work.transaction, work.city.key, key)
    except asyncpg.ForeignKeyViolationError:
        raise Conflict(in_use) from None
    return Response(status_code=204)


async def _write(
    work: Work, register: Register[E], key: str, wanted: Callable[[Stored | None], E], check: Check[E]
) -> Response:
    """Read and write, a round trip each; again with the record locked when another request changed it in between."""
    for lock in (False, True):
        current = await register.find(work.transaction, work.city.key, key, lock=lock)
        document = _checked(work, register, key, wanted(current), check)
        try:
            if current is None:
                return await _create(work, register, key, document)
            if current.document == document:
                return answer(work.request, current.text, current.tag)
            found = await register.change(work.transaction, work.city.key, key, document, current.tag)
        except asyncpg.ForeignKeyViolationError as error:
            raise Invalid.at(*register.references[error.constraint_name]) from None
        if found is not None:
            return answer(work.request, *found)
    raise RuntimeError("a record that is locked is gone")


def _checked(work: Work, register: Register[E], key: str, wanted: E, check: Check[E]) -> str:
    """The document that is to be stored; Invalid when it cannot be."""
    named = getattr(wanted, register.key)
    if named is not None and named != key:
        raise Invalid.at(f"/{register.key}", "differs from the path; leave it out or make it equal")
    try:
        wanted = wanted.with_key(key)
    except ValidationError as error:
        raise invalid(error, f"/{register.key}") from None
    if faults := check(work, wanted):
        raise Invalid.all(faults)
    return wanted.document()


async def _create(work: Work, register: Register[E], key: str, document: str) -> Response:
    """Record what was not there a moment ago; if another request was faster, the last write wins."""
    create_only = work.request.headers.get("if-none-match", "").strip() == "*"
    written = await register.put(work.transaction, work.city.key, [(key, document)], create_only=create_only)
    if create_only and not written:
        check_write(work.request.headers, '"another request created it"')
    created = bool(written) and written[0].before is None
    found = await register.served_text(work.transaction, work.city.key, key)
    if found is None:
        raise RuntimeError("a record just written is not visible")
    return answer(
        work.request, *found, status=201 if created else 200, location=work.request.url.path if created else ""
    )


def _missing(register: Register[E], key: str) -> NotFound:
    return NotFound(f"There is no {register.type} {key[:64]} here.")
