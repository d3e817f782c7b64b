"""What an import is asked to do, and how its rows may be listed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..web.lists import PageQuery
from .entity import Mode, Outcome, Type

Origin = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]


class ImportQuery(BaseModel):
    """Parameters of an import."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    type: Type
    mode: Mode = Field("atomic", description="atomic: one wrong row and nothing is stored; per_row: the others are")
    dry_run: bool = Field(False, description="only say what would become of each row")
    origin: Origin = Field(
        "import",
        description="name of the system that the rows come from: its changes carry it in the feed, "
        "and `source_version` counts within it",
    )


class RowQuery(PageQuery):
    """Which rows of an import."""

    sort: Literal["", "row", "-row"] = ""
    outcome: Outcome | None = None
