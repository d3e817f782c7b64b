"""What is recorded about a duty (a fulfilment), and how an occurrence is answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Table, Text

from ..entity import Recorded, history_of, table_of
from ..vocabulary import Column, Day, Note, Reference, shape, storable

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"), Column(Text())]
Link = Annotated[
    str,
    StringConstraints(
        pattern=shape(r"^https?://[^\s/@]+(/\S*)?$", "must be an address that begins with http:// or https://"),
        max_length=2000,
    ),
    AfterValidator(storable),
    Field(examples=["https://www.example.gov.cn/minutes/2024-06"]),
]
Kind = Literal["phase", "duty"]
State = Literal["fulfilled", "overdue", "due", "open", "over", "running", "ahead"]


class Fulfilment(Recorded):
    """A duty done on a day: the meeting held, the report sent. It counts for the period that the day lies in."""

    key_field: ClassVar[str] = "id"

    id: Id | None = Field(None, validate_default=False, description="given by the server")
    duty: Reference | None = Field(None, validate_default=False, description="id of the duty; that of the path")
    on: Day = Field(description="the day it was done; not in the future")
    note: Note | None = None
    link: Link | None = Field(None, description="where the minutes, the report or the notice can be read")


FULFILMENTS: Table = table_of(Fulfilment, "fulfilments")
FULFILMENTS_HISTORY: Table = history_of(Fulfilment, "fulfilments_history")


class Days(BaseModel):
    """First and last day, both included."""

    model_config = ConfigDict(title="Days", frozen=True)

    from_: date = Field(alias="from")
    to: date


class CalendarItem(BaseModel):
    """A phase, or one day on which a duty is due. A duty that is done as needed has no day and does not stand here."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)

    uid: str = Field(description="stable", examples=["lincang.duty.monthly-analysis.2024-06-30@gongjian"])
    series: str = Field(description="UID of the event in `calendar.ics` that this is an occurrence of")
    kind: Kind
    id: str = Field(description="id in `/phases` or `/duties`")
    plan: str
    clause: str
    from_: date = Field(alias="from", description="first day; of a duty, the day it is due")
    to: date = Field(description="last day, included; of a duty, the day it is due")
    title: str
    responsible: list[str]
    duty_kind: str | None = Field(description="`kind` of the duty; null for phases")
    frequency: str | None = Field(description="of a duty; null for phases")
    period: Days | None = Field(
        description="a fulfilment counts for this occurrence when its day lies here; null for phases and for what is "
        "due once, which any day counts for"
    )
    times: int | None = Field(description="how many fulfilments of the period it takes; null for phases")
    fulfilled: int | None = Field(description="how many there are; null without a key for the city, and for phases")
    state: State | None = Field(
        description="phases: ahead, running, over. Duties, for whoever has a key for the city (null without): "
        "fulfilled; overdue (the day has passed); due (its period runs; due once: its month); open (still ahead)"
    )
