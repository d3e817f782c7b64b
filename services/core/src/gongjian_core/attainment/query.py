"""What may be asked of attainment and evidence."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from ..plans.query import TargetQuery
from ..web.lists import ListQuery

_BEIJING = timezone(timedelta(hours=8))
_ON = "the day that is judged; default today (Asia/Shanghai). It also selects the year of a yearly target"


def today() -> date:
    """The day in Beijing."""
    return datetime.now(_BEIJING).date()


class AttainmentQuery(TargetQuery):
    """The target filters, and when."""

    limit: int = Field(500, ge=1, le=500, description="items per page; a plan's targets fit on one")
    on: date | SkipJsonSchema[None] = Field(None, description=_ON)
    as_of: str | None = Field(None, description="what was known at that time (RFC 3339); independent of `on`")


class EvidenceQuery(ListQuery):
    """Which page of the records behind a target, and when."""

    sort: str = Field("", pattern="^$", description="the order is fixed: by role, then by id")
    on: date | SkipJsonSchema[None] = Field(None, description=_ON)
