"""The relay's own operations: claim, ack, attempts. Any number of relays may run beside each other."""

import time
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...access.guard import caller, demand
from ...access.rules import Access
from ...database import Transaction
from ...errors import Conflict, NotFound
from ...vocabulary import Moment, storable
from ...web.body import JSON, accepts, read_json, validated
from ...web.operation import API, secured
from ...web.problem import responses
from ...web.query import refuse_unknown_query
from ..feed import Feed, today
from ..subscriptions import repository as subscriptions
from ..subscriptions.entity import Wanted
from ..subscriptions.rules import cursor_of, selection_of
from . import repository

router = APIRouter(prefix=f"{API}/relay", tags=["relay"])
Id = Annotated[UUID, Path(description="id of the subscription")]
Whole = Annotated[int, Field(ge=0, lt=2**63)]
Text = Annotated[str, AfterValidator(storable)]
_LOOK_AGAIN = 2.0
"""Seconds: a lease may have ended at another server."""


class ClaimRequest(Wanted):
    """Who asks for work."""

    worker: str = Field(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$", examples=["relay-6d4f-0"])
    wait: float = Field(0, ge=0, le=30, description="seconds to wait until one is due")


class Lease(BaseModel):
    """The right to work on a subscription. `ack` and `attempts` prolong it; who comes later has a higher fence."""

    token: UUID
    fence: int
    expires_at: datetime


class ClaimedSubscription(BaseModel):
    """What to deliver where."""

    id: UUID
    url: str
    types: list[str] | None
    cities: list[str] | None
    mode: Literal["batch", "signal"]
    batch: int
    failures: int = Field(description="failed attempts since the last delivery")


class Claim(BaseModel):
    """A subscription to work on: read `/changes?subscription=<id>&cursor=…`, sign with every secret, deliver, ack."""

    model_config = ConfigDict(frozen=True)

    lease: Lease
    subscription: ClaimedSubscription
    secrets: list[str] = Field(description="the newest first; sign with each")
    cursor: str


class Delivered(Wanted):
    """The attempt that delivered a message."""

    event_id: Text = Field(max_length=200, description="`webhook-id`")
    at: Moment
    status: int = Field(ge=200, le=299)
    duration_ms: Whole


class Acknowledgement(Wanted):
    """Everything up to the cursor was delivered, or nothing up to it had to be."""

    token: UUID
    fence: Whole
    cursor: str = Field(max_length=200)
    delivered: Whole = Field(0, description="number of changes delivered since the last one")
    release: bool = Field(False, description="end the lease; it also ends when nothing is left to deliver")
    attempt: Delivered | None = Field(None, description="noted as by `attempts`, which saves a request")


class Attempt(Wanted):
    """One attempt to deliver. With `next_at` or `disable` the lease ends."""

    token: UUID
    fence: Whole
    event_id: Text = Field("", max_length=200, description="`webhook-id`; empty when nothing was sent")
    at: Moment
    status: int | None = Field(None, ge=100, le=599)
    duration_ms: Whole
    error: Text | None = Field(None, max_length=2000)
    next_at: Moment | None = None
    disable: bool = Field(False, description="the receiver answered 410: deliver no more")


class Standing(BaseModel):
    """How the lease stands."""

    expires_at: datetime | None = Field(description="null: it is over")


async def _relay(request: Request) -> Access:
    access = await caller(request)
    demand(access, "relay")
    refuse_unknown_query(request)
    return access


Relaying = Annotated[Access, Depends(_relay, scope="function")]


@router.post(
    "/claim", operation_id="claim_subscription", response_model=Claim,
    responses={204: {"description": "None is due"}, **responses(401, 403, 413, 415, 422, 503)},
    openapi_extra=secured(accepts(ClaimRequest)),
)  # fmt: skip
async def claim_subscription(request: Request, access: Relaying) -> Response:
    """Take a subscription that is due, for a minute."""
    asked = validated(ClaimRequest, await read_json(request))
    feed: Feed = request.app.state.feed
    until = time.monotonic() + asked.wait
    while True:
        standing = await feed.standing()
        async with request.app.state.database.gate() as gate:
            row = await repository.claim(gate, asked.worker)
            due = None if row is not None else await repository.next_due(gate)
        left = until - time.monotonic()
        if row is not None or left <= 0 or feed.stopping:
            break
        soon = left if due is None else min(left, _LOOK_AGAIN, max(0.05, (due - datetime.now(UTC)).total_seconds()))
        await feed.sequencer.beyond(standing.head, soon)
        if await request.is_disconnected():
            # A lease for a relay that went away would keep the subscription from all others.
            break
    if row is None:
        return Response(status_code=204)
    claim = Claim(
        lease=Lease(token=row["lease_token"], fence=row["fence"], expires_at=row["lease_expires_at"]),
        subscription=ClaimedSubscription(**{name: row[name] for name in ClaimedSubscription.model_fields}),
        secrets=request.app.state.safe.valid(row["secrets"]),
        cursor=cursor_of(row, today()),
    )
    return Response(claim.model_dump_json().encode(), headers={"Cache-Control": "no-store"}, media_type=JSON)


@router.post(
    "/{subscription}/ack", operation_id="ack_subscription", response_model=Standing,
    responses=responses(400, 401, 403, 404, 409, 410, 413, 415, 422, 503),
    openapi_extra=secured(accepts(Acknowledgement)),
)  # fmt: skip
async def ack_subscription(subscription: Id, request: Request, access: Relaying) -> Response:
    """Move the subscription's cursor on."""
    said = validated(Acknowledgement, await read_json(request))
    feed: Feed = request.app.state.feed
    standing = await feed.standing(said.cursor)
    async with request.app.state.database.gate() as gate:
        row = await subscriptions.find(gate, subscription, lock=True)
        if row is None:
            raise _unknown()
        position = feed.place(said.cursor, selection_of(row), row["scope"], standing)
        kept = await repository.ack(
            gate,
            subscription,
            said.token,
            said.fence,
            position,
            delivered=said.delivered > 0,
            release=said.release or position >= standing.head,
        )
        if kept is None:
            raise _stale()
        if said.attempt is not None:
            await subscriptions.record(
                gate, subscription, **said.attempt.model_dump(), delivered=True, error=None, next_at=None
            )  # fmt: skip
    if kept["lease_expires_at"] is None:
        feed.sequencer.nudge()
    return _standing(kept["lease_expires_at"])


@router.post(
    "/{subscription}/attempts", operation_id="create_attempt", response_model=Standing,
    responses=responses(401, 403, 404, 409, 413, 415, 422, 503),
    openapi_extra=secured(accepts(Attempt)),
)  # fmt: skip
async def create_attempt(subscription: Id, request: Request, access: Relaying) -> Response:
    """Note an attempt, successful or not."""
    said = validated(Attempt, await read_json(request))
    delivered = said.status is not None and 200 <= said.status < 300
    error = said.error or ("" if delivered else f"the receiver answered {said.status or 'nothing'}")
    async with request.app.state.database.gate() as gate:
        if not await _noted(gate, subscription, said, error):
            raise _stale() if await repository.exists(gate, subscription) else _unknown()
        await subscriptions.record(
            gate, subscription, event_id=said.event_id, at=said.at, delivered=delivered, status=said.status,
            duration_ms=said.duration_ms, error=error or None, next_at=said.next_at,
        )  # fmt: skip
        kept = await repository.lease_end(gate, subscription)
    if kept is None:
        feed: Feed = request.app.state.feed
        feed.sequencer.nudge()
    return _standing(kept)


async def _noted(gate: Transaction, id: UUID, said: Attempt, error: str) -> bool:
    if said.disable:
        return await repository.disable(gate, id, said.token, said.fence, error or "the receiver wants no more")
    if said.next_at is not None:
        return await repository.failed(gate, id, said.token, said.fence, error, said.next_at)
    return await repository.attempted(gate, id, said.token, said.fence)


def _standing(expires_at: Any) -> Response:
    return Response(Standing(expires_at=expires_at).model_dump_json().encode(), media_type=JSON)


def _stale() -> Conflict:
    return Conflict("The lease is over: another relay may work on this subscription; claim again.", type="stale-lease")


def _unknown() -> NotFound:
    return NotFound("There is no such subscription; it may have been deleted.")
