"""How a list of observations may be narrowed."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from gongjian.period import Period

from ..periods import PeriodText, shortest_form
from ..vocabulary import storable
from ..web.lists import ListQuery
from .entity import INDICATOR, SUBJECT

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day_or_period(text: str) -> str:
    if _DAY.fullmatch(text):
        return date.fromisoformat(text).isoformat()
    return shortest_form(text)


DayOrPeriod = Annotated[str, AfterValidator(_day_or_period)]


class ObservationQuery(ListQuery):
    """Filters of the list of observations."""

    sort: str = Field("", description="subject, indicator, period or recorded_at; with - descending")
    subject: str | None = Field(None, pattern=SUBJECT, examples=["city"])
    indicator: str | None = Field(None, pattern=INDICATOR)
    scope: Annotated[str, AfterValidator(storable)] | None = Field(
        None, max_length=64, description="that scope only; empty: figures of the whole subject"
    )
    period: PeriodText | None = Field(None, description="that very span, however it is written")
    from_: DayOrPeriod | None = Field(None, alias="from", description="spans that begin on that day or later")
    to: DayOrPeriod | None = Field(None, description="spans that end on that day or earlier")
    include_history: bool = Field(False, description="earlier revisions too")

    @property
    def first(self) -> date | None:
        """First day of `from`."""
        return None if self.from_ is None else _day(self.from_, last=False)

    @property
    def last(self) -> date | None:
        """Last day of `to`."""
        return None if self.to is None else _day(self.to, last=True)


def _day(text: str, *, last: bool) -> date:
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    period = Period.parse(text)
    return period.last if last else period.first
