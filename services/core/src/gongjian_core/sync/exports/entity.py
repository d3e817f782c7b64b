"""An export as it is asked for and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ...vocabulary import storable
from ..selection import Type

CityKey = Annotated[str, Field(max_length=64), AfterValidator(storable)]


class ExportRequest(BaseModel):
    """What a caller asks for."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    types: list[Type] | None = Field(None, min_length=1, description="null: all")
    cities: list[CityKey] | None = Field(
        None, min_length=1, max_length=500, description="null: all that the key covers"
    )


class ExportFile(BaseModel):
    """One file: gzip of NDJSON, a line for each record, formed like a change of the feed."""

    type: str
    url: str = Field(description="relative to this service; fetched with a key")
    rows: int
    bytes: int
    sha256: str = Field(description="of the file as it is fetched, in hex")
    content_sha256: str = Field(description="of the NDJSON in it, in hex")


class Export(BaseModel):
    """An export and how it stands."""

    id: UUID
    state: Literal["queued", "running", "done", "failed"]
    types: list[str] | None
    cities: list[str] | None
    done: int = Field(description="records written so far")
    seq: int | None = Field(description="the place of the change sequence that the files show; null until it is done")
    cursor: str | None = Field(description="where the feed goes on, without gap or overlap; null until it is done")
    files: list[ExportFile]
    error: str | None
    created_at: datetime
    expires_at: datetime = Field(description="when the files go")
