"""What may be asked of structures and of data, beyond their paths: parameters as SDMX-REST 1.5 names them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from .cube import Detail, Extent
from .spans import days_of, moment_of


def _period(text: str) -> str:
    days_of(text)
    return text


def _moment(text: str) -> str:
    moment_of(text)
    return text


PeriodLimit = Annotated[str, AfterValidator(_period), Field(examples=["2024", "2024-Q2", "2024-06", "2024-06-30"])]
Moment = Annotated[str, AfterValidator(_moment), Field(examples=["2024-06-30T18:00:00+08:00"])]


class _Query(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class DataQuery(_Query):
    """Parameters of a data query."""

    start_period: PeriodLimit | SkipJsonSchema[None] = Field(
        None, alias="startPeriod", description="periods that begin then or later"
    )
    end_period: PeriodLimit | SkipJsonSchema[None] = Field(
        None, alias="endPeriod", description="periods that end then or earlier"
    )
    updated_after: Moment | SkipJsonSchema[None] = Field(
        None,
        alias="updatedAfter",
        description="only what changed since that time, deletions included: send `Prepared` of the message before",
    )
    first: int | SkipJsonSchema[None] = Field(None, alias="firstNObservations", ge=1, description="of each series")
    last: int | SkipJsonSchema[None] = Field(None, alias="lastNObservations", ge=1, description="of each series")
    at_observation: Literal["TIME_PERIOD", "AllDimensions"] = Field(
        "TIME_PERIOD", alias="dimensionAtObservation", description="time series, or a flat list"
    )
    detail: Detail = "full"
    include_history: Literal["false"] = Field(
        "false", alias="includeHistory", description="earlier versions are read with `as_of`"
    )
    on: date | SkipJsonSchema[None] = Field(
        None, description="ATTAINMENT: the day that is judged (at most the last one of each period); default today"
    )
    as_of: str | SkipJsonSchema[None] = Field(None, description="what was known at that time (RFC 3339 with offset)")

    @property
    def first_day(self) -> date | None:
        """First day of `startPeriod`."""
        return None if self.start_period is None else days_of(self.start_period).first

    @property
    def last_day(self) -> date | None:
        """Last day of `endPeriod`."""
        return None if self.end_period is None else days_of(self.end_period).last

    @property
    def since(self) -> datetime | None:
        """The time of `updatedAfter`."""
        return None if self.updated_after is None else moment_of(self.updated_after)

    @property
    def extent(self) -> Extent:
        """How much of each series is asked for."""
        return Extent(self.detail, self.first, self.last)


References = Literal[
    "none", "children", "descendants", "parents", "parentsandsiblings", "all", "dataflow", "datastructure",
    "conceptscheme", "codelist",
]  # fmt: skip


class StructureParameters(_Query):
    """Parameters of a structure query."""

    references: References = Field("none", description="which artefacts come along")
    detail: Literal[
        "full", "allstubs", "referencestubs", "referencepartial", "allcompletestubs", "referencecompletestubs"
    ] = Field("full", description="stubs have names only")  # fmt: skip
