"""A subscription as it is asked for and answered, and what became of its deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ...vocabulary import storable
from ..selection import Type
from .receivers import url_fault
from .secrets import secret_fault


def _url(text: str) -> str:
    if fault := url_fault(text):
        raise ValueError(fault)
    return text


def _secret(text: str) -> str:
    if fault := secret_fault(text):
        raise ValueError(fault)
    return text


Url = Annotated[str, Field(max_length=2000), AfterValidator(storable), AfterValidator(_url)]
Secret = Annotated[str, Field(max_length=100), AfterValidator(_secret)]
CityKey = Annotated[str, Field(max_length=64), AfterValidator(storable)]


class Wanted(BaseModel):
    """Base of what callers send."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class SubscriptionRequest(Wanted):
    """What a caller asks for."""

    url: Url = Field(examples=["https://province.example/gongjian"])
    types: list[Type] | None = Field(None, min_length=1, description="null: all, also those that come later")
    cities: list[CityKey] | None = Field(
        None, min_length=1, max_length=500, description="null: all that the key covers"
    )
    secret: Secret | None = Field(None, description="`whsec_…`; made and shown once if not given")
    mode: Literal["batch", "signal"] = Field("batch", description="batch: with the changes; signal: that there are any")
    batch: int = Field(100, ge=1, le=1000, description="changes in one delivery, at most")
    cursor: str | None = Field(
        None, max_length=200, description="where to begin, such as the cursor of an export; null: with the next change"
    )


class ReplayRequest(Wanted):
    """From where to deliver again; without a cursor a subscription that is disabled goes on from where it stands."""

    cursor: str | None = Field(None, max_length=200)


class RotationRequest(Wanted):
    """A new secret."""

    secret: Secret | None = Field(None, description="`whsec_…`; made and shown once if not given")
    overlap_hours: int = Field(24, ge=0, le=24 * 30, description="how long the present secret signs, too")


class Subscription(BaseModel):
    """A subscription and how it stands."""

    id: UUID
    url: str
    types: list[str] | None
    cities: list[str] | None
    mode: Literal["batch", "signal"]
    batch: int
    scope: str = Field(description="what it reaches if `cities` is null")
    state: Literal["active", "disabled"]
    disabled_reason: str | None
    cursor: str = Field(description="everything before it was delivered")
    seq: int = Field(description="the place of the cursor")
    failures: int = Field(description="failed attempts since the last delivery")
    due_at: datetime = Field(description="not attempted again before this time")
    last_attempt_at: datetime | None
    last_delivered_at: datetime | None
    last_error: str | None
    created_at: datetime
    created_by: str


class NewSubscription(Subscription):
    """The answer that shows a secret that was made; it stands here and never again."""

    secret: str | None = Field(description="null if the caller brought one")


class Delivery(BaseModel):
    """One attempt to deliver."""

    id: UUID
    event_id: str = Field(description="`webhook-id`; the same for every attempt of one message")
    at: datetime
    delivered: bool
    status: int | None = Field(description="HTTP status; null when there was no answer")
    duration_ms: int
    error: str | None
    next_at: datetime | None = Field(description="when it is tried again")


def shown(row: Any, cursor: str) -> str:
    """A stored subscription as JSON text."""
    return Subscription(cursor=cursor, seq=row["position"], **_fields(row)).model_dump_json()


def _fields(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in Subscription.model_fields if name not in ("cursor", "seq")}
