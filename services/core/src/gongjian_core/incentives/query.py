"""How settlements, awards and other awards may be narrowed, and the bodies that are not records."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from ..periods import PeriodText
from ..vocabulary import Day, Moment, shape, storable
from ..web.lists import ListQuery, PageQuery, Search
from .entity import SUBJECT

_BY_ID = shape("^-?(id)?$", "is neither id nor -id")
_FIGURE = shape(r"^\d{1,18}(\.\d{1,6})?$", "must be a decimal number that is not negative, such as 30")
Standing = Literal["entitled", "lacks_one_fact", "refused"]
_Subject = Annotated[str, StringConstraints(pattern=SUBJECT)]


def _written(value: object) -> object:
    """A time is a text: a number would be taken for seconds since 1970."""
    if not isinstance(value, str):
        raise ValueError("must be a time with offset, such as 2024-06-30T18:00:00+08:00")
    return value


class Body(BaseModel):
    """A body that orders something: nothing unknown accepted, nothing echoed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class SettlementRequest(Body):
    """What is to be settled."""

    period: PeriodText = Field(description="a quarter or a year that is over", examples=["2024-Q2"])
    dry_run: bool = Field(False, strict=True, description="compute and answer, store nothing; a running period too")
    as_of: Annotated[Moment, BeforeValidator(_written)] | None = Field(
        None, description="facts as they were known then (RFC 3339 with offset); default: now"
    )


class PaymentRequest(Body):
    """That an award was paid."""

    paid_on: Day
    reference: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(storable)
    ] = Field(description="number of the voucher or transfer")


class SettlementQuery(ListQuery):
    """Filters of the list of settlements."""

    sort: str = Field("", pattern=_BY_ID, description="id: the order in which they were run; - the newest first")
    period: Search | None = None
    state: Literal["draft", "approved", "paid"] | None = None


class AwardQuery(ListQuery):
    """Filters of the awards of a settlement."""

    sort: str = Field("", pattern="^$", description="the order is fixed: by subject, then as in the document")
    incentive: Search | None = None
    subject: _Subject | None = Field(None, description="all decisions on one subject, refusals too")
    outcome: Literal["awarded", "refused", "unknown"] | None = Field(
        None, description="refused: computed again from the receipt's inputs"
    )


class EntitledQuery(PageQuery):
    """Whom to show."""

    sort: str = Field("", pattern="^$")
    incentive: Search | None = None
    standing: Standing | None = Field(None, description="default: entitled and lacks_one_fact")


class OtherAwardQuery(ListQuery):
    """Filters of other awards."""

    sort: str = Field("", pattern=_BY_ID)
    subject: _Subject | None = None
    incentive: Search | None = None
    year: int | None = Field(None, ge=1990, le=2999)
    level: Literal["city", "county", "province", "national"] | None = None


class SubjectQuery(PageQuery):
    """Which subjects a measure applies to."""

    sort: str = Field("", pattern="^$")
    outcome: Literal["applies", "unknown"] = Field("applies", description="unknown: a fact is missing")
    period: PeriodText | None = Field(None, description="a quarter or a year; default: this year to date")
    as_of: str | None = Field(None, description="what was known at that time (RFC 3339)")


Key = Annotated[str, AfterValidator(storable)]


class AssessedSubject(Body):
    """Whom to assess: a record, facts that are not recorded (they come before the record's), or both."""

    enterprise: Key | None = Field(None, max_length=64, description="credit code; recorded facts count, if any")
    project: Key | None = Field(None, max_length=64, description="project code")
    kind: Literal["enterprise", "project"] | None = Field(None, description="when neither code is given")
    facts: dict[str, Any] = Field(
        default={},
        max_length=200,
        description="by key, as `missing` names them: `gross_output`, `certification_granted_on[kind=little_giant]`; "
        "figures in base units as strings, dates as YYYY-MM-DD, lists of ids; null: known that there is none",
    )


class Assessment(Body):
    """A question to the policy calculator."""

    subject: AssessedSubject
    period: PeriodText = Field(description="a quarter or a year", examples=["2024-Q2"])


class Change(Body):
    """One figure of a clause, changed."""

    incentive: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(storable)]
    parameter: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(storable)]
    value: Annotated[str, StringConstraints(pattern=_FIGURE)] = Field(
        description="in the printed unit, not negative", examples=["30"]
    )


class SimulationRequest(Body):
    """What if figures of clauses were others?"""

    period: PeriodText = Field(description="a quarter or a year; it may be running", examples=["2024-Q2"])
    changes: list[Change] = Field(min_length=1, max_length=100)
