"""The way into every route that touches records: who calls, whether they may, and the one transaction of the request.

A route names its right by the dependency it takes (`Reading`, `Editing`, …). The transaction is committed before the
answer is sent, and sees the rows of the path's city only.
"""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from .. import turns
from ..changelog import place_of
from ..database import Database, Transaction
from ..declared import Catalogue, City
from ..errors import BadRequest, Forbidden, Invalid, NotFound, Unauthenticated
from ..telemetry import logs
from ..web.query import refuse_unknown_query
from .rules import Access, Right, roles_with

_ORIGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}", re.ASCII)
_OUR_ORIGINS = frozenset({"api", "database", "import", "plugin", "published"})


@dataclass(frozen=True, slots=True)
class Work:
    """One request's work in one city."""

    request: Request
    access: Access
    city: City
    transaction: Transaction
    catalogue: Catalogue
    place: int | None = None
    """Place in the change sequence that `as_of` names; None: the present."""


async def caller(request: Request) -> Access:
    """Who calls; Unauthenticated without a valid key."""
    given = request.headers.getlist("authorization")
    if len(given) > 1:
        raise Unauthenticated("Send one Authorization header, not several.")
    access: Access = await request.app.state.keyring.resolve(given[0] if given else None)
    logs.tell(key=access.key_id)
    turns.begin(request.app.state.turns.of(access.key_id))
    return access


def demand(access: Access, right: Right) -> None:
    """Forbidden unless the role gives the right."""
    if not access.may(right):
        roles = ", ".join(roles_with(right))
        where = ", with the scope *" if right == "relay" else ""
        raise Forbidden(f"The role {access.role} may not {right} here; it takes one of: {roles}{where}.")


def visible_city(request: Request, access: Access, key: str) -> City:
    """The city of the path; NotFound when there is none or the caller may not see it, or no key can look like that."""
    if any("\x00" in value for value in request.path_params.values()):
        raise NotFound("There is nothing at this path.")
    catalogue: Catalogue = request.app.state.catalogue
    city = catalogue.cities.get(key)
    if city is None or not access.sees(key):
        raise NotFound("There is no such city, or this key does not cover it.")
    logs.tell(city=key)
    return city


async def place_asked_for(request: Request, database: Database) -> int | None:
    """The place that `?as_of=` names; found before the request's own transaction begins, so it needs one connection."""
    text = request.query_params.get("as_of") if request.scope["query_string"] else None
    return None if text is None else await place_of(database, moment_of(text))


def moment_of(text: str) -> datetime:
    """A time with offset; an unescaped + (which arrives as a space) is understood."""
    written = text.replace(" ", "+") if "T" in text else text
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None or "T" not in written or not written.isascii():
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid.at("?as_of", "must be a time with offset, such as 2024-06-30T18:00:00+08:00") from None


def origin_of(request: Request) -> str:
    """Where a write comes from: `api`, or the system that `X-Sync-Origin` names, which then knows its own changes."""
    named = request.headers.get("x-sync-origin")
    if named is None:
        return "api"
    if not _ORIGIN.fullmatch(named) or named in _OUR_ORIGINS:
        raise BadRequest(
            "X-Sync-Origin names the writing system: up to 64 of a-z, 0-9, ., _ and -, not a word of ours."
        )
    return named


def work(right: Right) -> Callable[[Request], AsyncIterator[Work]]:
    """A dependency that opens the request's transaction for callers with that right."""

    async def opened(request: Request) -> AsyncIterator[Work]:
        access = await caller(request)
        city = visible_city(request, access, request.path_params["city"])
        demand(access, right)
        refuse_unknown_query(request)
        database: Database = request.app.state.database
        origin = origin_of(request)
        place = await place_asked_for(request, database)
        async with database.transaction((city.key,), actor=access.actor, origin=origin) as transaction:
            yield Work(request, access, city, transaction, request.app.state.catalogue, place)
        if right != "read":
            request.app.state.feed.sequencer.wake()

    return opened


async def _admin(request: Request) -> Access:
    access = await caller(request)
    demand(access, "administer")
    refuse_unknown_query(request)
    return access


async def _known(request: Request) -> Access:
    access = await caller(request)
    demand(access, "read")
    refuse_unknown_query(request)
    return access


Reading = Annotated[Work, Depends(work("read"), scope="function")]
Editing = Annotated[Work, Depends(work("edit"), scope="function")]
Approving = Annotated[Work, Depends(work("approve"), scope="function")]
Administering = Annotated[Access, Depends(_admin, scope="function")]
Calling = Annotated[Access, Depends(_known, scope="function")]
