"""What may be asked of the calendar and of fulfilments."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from ..errors import Invalid
from ..plans.query import DeclaredQuery
from ..web.lists import ListQuery, Search
from .entity import Kind, State

LONGEST: Final = 3_660
"""Days that one request may span: ten years."""

OptionalDay = date | SkipJsonSchema[None]


class CalendarQuery(DeclaredQuery):
    """Which occurrences, seen on which day."""

    from_: OptionalDay = Field(None, alias="from", description="what ends on that day or later; default: everything")
    to: OptionalDay = Field(None, description="what begins on that day or earlier; default: everything")
    kind: Kind | SkipJsonSchema[None] = None
    state: State | SkipJsonSchema[None] = Field(None, description="states of duties take a key for the city")
    on: OptionalDay = Field(None, description="the day that states are judged on; default today (Asia/Shanghai)")
    as_of: str | None = Field(None, description="states as known at that time (RFC 3339)")

    def check(self) -> None:
        """Invalid when the span ends before it begins or is too long."""
        if self.from_ is None or self.to is None:
            return
        if self.to < self.from_:
            raise Invalid.at("?to", "lies before from")
        if (self.to - self.from_).days >= LONGEST:
            raise Invalid.at("?to", f"lies more than {LONGEST} days after from; ask for a shorter span")


class FulfilmentQuery(ListQuery):
    """Which fulfilments of a duty."""

    sort: str = Field("", description="on or recorded_at; with - descending")
    from_: OptionalDay = Field(None, alias="from", description="done on that day or later")
    to: OptionalDay = Field(None, description="done on that day or earlier")
    q: Search | None = Field(None, description="part of the note")
