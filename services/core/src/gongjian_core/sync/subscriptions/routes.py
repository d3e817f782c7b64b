"""Subscriptions over HTTP. Whoever may read may subscribe to what it may read; admins see those of their scope."""

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ...access.guard import Calling
from ...access.rules import Access, lies_within
from ...database import Transaction
from ...errors import Invalid, NotFound, TooMany
from ...web.body import JSON, accepts, read_json, validated
from ...web.conditions import answer, check_write, tag_of
from ...web.formats import compact
from ...web.idempotent import HEADER, once
from ...web.lists import Listed, PageQuery, answer_page, page_of_known
from ...web.operation import API, DELETED, READ, secured
from ...web.problem import responses
from ..feed import Feed, today
from ..selection import checked
from . import repository
from .entity import (
    Delivery,
    NewSubscription,
    ReplayRequest,
    RotationRequest,
    Subscription,
    SubscriptionRequest,
    shown,
)
from .receivers import address_fault
from .rules import cursor_of, selection_of
from .secrets import Safe, made_secret

MOST_HELD = 100
"""Subscriptions of a key, or of the admins of a scope: the relay takes turns among all of them."""
router = APIRouter(prefix=f"{API}/subscriptions", tags=["sync"])


class SubscriptionQuery(PageQuery):
    """Which page of subscriptions."""

    sort: Literal["", "created_at"] = ""


class DeliveryQuery(PageQuery):
    """Which page of deliveries."""

    sort: Literal["", "at", "-at"] = ""


def _text(row: asyncpg.Record) -> str:
    return shown(row, cursor_of(row, today()))


def _answer(row: asyncpg.Record, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    if status == 201:
        headers["Location"] = f"{API}/subscriptions/{row['id']}"
    return Response(_text(row).encode(), status, headers=headers, media_type=JSON)


def _with_secret(given: str | None, authorization: str) -> Any:
    def complete(answer: bytes, salt: bytes) -> bytes:
        values = json.loads(answer)
        values["secret"] = None if given else made_secret(authorization, salt)
        return compact(values).encode()

    return complete


async def _found(gate: Transaction, request: Request, access: Access, id: UUID, *, lock: bool = False) -> Any:
    row = await repository.find(gate, id, lock=lock)
    if row is None or not _sees(request, access, row):
        raise NotFound("There is no such subscription, or it is not yours.")
    return row


def _sees(request: Request, access: Access, row: asyncpg.Record) -> bool:
    if row["owner"] is not None and str(row["owner"]) == access.key_id:
        return True
    cities = request.app.state.catalogue.cities
    reached = row["cities"] if row["cities"] is not None else [row["scope"]]
    return access.may("administer") and all(lies_within(one, access.scope, cities) for one in reached)


@router.post(
    "", status_code=201, operation_id="create_subscription", response_model=NewSubscription,
    responses=responses(400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503),
    openapi_extra=secured(accepts(SubscriptionRequest), headers=(HEADER,)),
)  # fmt: skip
async def create_subscription(request: Request, access: Calling) -> Response:
    """Have changes pushed to an address, signed; a secret that is made is answered here and never again."""
    raw = await read_json(request)
    asked = validated(SubscriptionRequest, raw)
    state = request.app.state
    if not state.settings.allow_private_webhooks and (fault := await address_fault(asked.url)):
        raise Invalid.at("/url", fault)
    feed, safe = _parts(request)
    wanted = checked(_tuple(asked.types), _tuple(asked.cities), "/types")
    standing = await feed.standing(asked.cursor)
    feed.cities(wanted, access.scope, standing)
    position = standing.head if asked.cursor is None else feed.place(asked.cursor, wanted, access.scope, standing)
    authorization = request.headers["authorization"]
    owner = None if access.may("administer") else UUID(access.key_id)

    async with state.database.gate() as gate:

        async def act(salt: bytes) -> Response:
            if await repository.held(gate, owner, access.scope) >= MOST_HELD:
                raise TooMany(f"There are {MOST_HELD} subscriptions already; delete those that are not needed.")
            secret = asked.secret or made_secret(authorization, salt)
            row = await repository.create(
                gate, asked, scope=access.scope, owner=owner, position=position, secrets=[safe.kept(secret)],
                created_by=access.actor,
            )  # fmt: skip
            return _answer(row, 201)

        made = await once(
            request, gate, access.key_id, raw, act, complete=_with_secret(asked.secret, authorization)
        )  # fmt: skip
    if position < standing.head:
        feed.sequencer.nudge()
    return made


@router.get(
    "", operation_id="list_subscriptions", response_model=Listed[Subscription],
    responses=responses(400, 401, 403, 422, 503), openapi_extra=secured(),
)  # fmt: skip
async def list_subscriptions(
    request: Request, query: Annotated[SubscriptionQuery, Query()], access: Calling
) -> Response:
    """The subscriptions made with this key; for admins all within their scope. Oldest first."""
    async with request.app.state.database.gate() as gate:
        rows = await repository.listed(gate)
    mine = [(str(row["id"]), _text(row)) for row in rows if _sees(request, access, row)]
    return answer_page(request, page_of_known(mine, query.wanted("created_at")), Subscription, query.fields)


@router.get("/{id}", operation_id="get_subscription", response_model=Subscription, **READ)
async def get_subscription(id: UUID, request: Request, access: Calling) -> Response:
    """One subscription and how it stands."""
    async with request.app.state.database.gate() as gate:
        text = _text(await _found(gate, request, access, id))
    return answer(request, text)


@router.delete("/{id}", operation_id="delete_subscription", **DELETED)
async def delete_subscription(id: UUID, request: Request, access: Calling) -> None:
    """End a subscription; what is being delivered just now may still arrive."""
    async with request.app.state.database.gate() as gate:
        text = _text(await _found(gate, request, access, id, lock=True))
        check_write(request.headers, tag_of(text.encode()))
        await repository.delete(gate, id)


@router.get(
    "/{id}/deliveries", operation_id="list_deliveries", response_model=Listed[Delivery],
    responses=responses(400, 401, 403, 404, 422, 503), openapi_extra=secured(),
)  # fmt: skip
async def list_deliveries(
    id: UUID, request: Request, query: Annotated[DeliveryQuery, Query()], access: Calling
) -> Response:
    """Every attempt of the last 90 days, the latest first."""
    async with request.app.state.database.gate() as gate:
        await _found(gate, request, access, id)
        page = await repository.deliveries(gate, id, query.wanted("-at"))
    return answer_page(request, page, Delivery, query.fields)


@router.post(
    "/{id}/replay", operation_id="replay_subscription", response_model=Subscription,
    responses=responses(400, 401, 403, 404, 410, 413, 415, 422, 503),
    openapi_extra=secured(accepts(ReplayRequest)),
)  # fmt: skip
async def replay_subscription(id: UUID, request: Request, access: Calling) -> Response:
    """Deliver again from a cursor on; without one, go on at once where it stands, even if it was disabled."""
    asked = validated(ReplayRequest, await read_json(request))
    feed, _ = _parts(request)
    standing = await feed.standing(asked.cursor)
    async with request.app.state.database.gate() as gate:
        row = await _found(gate, request, access, id, lock=True)
        position = row["position"]
        if asked.cursor is not None:
            position = feed.place(asked.cursor, selection_of(row), row["scope"], standing)
        row = await repository.replay(gate, id, position)
    feed.sequencer.nudge()
    return _answer(row)


@router.post(
    "/{id}/rotate-secret", operation_id="rotate_subscription_secret", response_model=NewSubscription,
    responses=responses(400, 401, 403, 404, 409, 413, 415, 422, 503),
    openapi_extra=secured(accepts(RotationRequest), headers=(HEADER,)),
)  # fmt: skip
async def rotate_subscription_secret(id: UUID, request: Request, access: Calling) -> Response:
    """Sign with a new secret, and for `overlap_hours` with the present one, too."""
    raw = await read_json(request)
    asked = validated(RotationRequest, raw)
    _, safe = _parts(request)
    authorization = request.headers["authorization"]
    async with request.app.state.database.gate() as gate:
        row = await _found(gate, request, access, id, lock=True)

        async def act(salt: bytes) -> Response:
            until = datetime.now(UTC) + timedelta(hours=asked.overlap_hours)
            secret = asked.secret or made_secret(authorization, salt)
            changed = await repository.rotate(gate, id, [safe.kept(secret), *safe.ending(row["secrets"], until)])
            return _answer(changed)

        made = await once(
            request, gate, access.key_id, raw, act, complete=_with_secret(asked.secret, authorization)
        )  # fmt: skip
    return made


def _parts(request: Request) -> tuple[Feed, Safe]:
    return request.app.state.feed, request.app.state.safe


def _tuple(words: Any) -> tuple[str, ...] | None:
    return None if words is None else tuple(words)
