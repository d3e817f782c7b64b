"""What is known of an import, and the tables that hold it; see migration 0012."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)  # fmt: skip

from ..entity import METADATA

Type = Literal["enterprises", "projects", "observations"]
Mode = Literal["atomic", "per_row"]
Outcome = Literal["created", "updated", "unchanged", "stale", "rejected"]
SHOWN = 1000
"""How many wrong rows the import itself lists; `/rows?outcome=rejected` has all."""


class ImportFault(BaseModel):
    """One wrong place of a file."""

    row: int = Field(description="as a spreadsheet counts: the header is 1; NDJSON lines from 1")
    column: str | None = Field(description="header as the file writes it; null in NDJSON, and where no column is meant")
    pointer: str = Field(description="JSON pointer into the record")
    detail: str


class ImportDocument(BaseModel):
    """An import, how far it is and what became of its rows."""

    model_config = ConfigDict(title="Import")

    id: str
    type: Type
    mode: Mode
    dry_run: bool
    origin: str = Field(description="what its changes carry as `origin` in the feed")
    state: Literal["queued", "running", "done", "failed"] = Field(
        description="failed: nothing was stored, `errors` or `error` says why"
    )
    error: str | None = Field(description="why it failed, where no row is to blame")
    rows: int = Field(description="rows read; while it runs, so far")
    done: int = Field(description="rows decided")
    created: int = Field(description="of a dry run: would be")
    updated: int
    unchanged: int
    stale: int = Field(description="left out, because a newer `source_version` of the record was imported before")
    rejected: int
    errors: list[ImportFault] = Field(
        description=f"of the first {SHOWN} wrong rows; all stand at `/rows?outcome=rejected` and in `/errors.xlsx`"
    )
    created_at: datetime
    created_by: str
    finished_at: datetime | None


class ImportedRow(BaseModel):
    """What became of one row."""

    row: int
    key: str | None = Field(description="natural key of the record; null where the row gives none")
    outcome: Outcome
    revision: int | None = Field(description="of the record, after the import; null when nothing is stored")
    errors: list[ImportFault]


IMPORTS = Table(
    "imports",
    METADATA,
    Column("city", Text, nullable=False),
    Column("id", Text, nullable=False, server_default=text("uuidv7()::text")),
    Column("type", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'queued'")),
    *[
        Column(name, Integer, nullable=False, server_default=text("0"))
        for name in ("rows", "created", "updated", "unchanged", "stale", "rejected")
    ],
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("created_by", Text, nullable=False, server_default=text("gongjian_actor()")),
    Column("finished_at", DateTime(timezone=True)),
    PrimaryKeyConstraint("city", "id"),
)
IMPORT_CHUNKS = Table(
    "import_chunks",
    METADATA,
    Column("city", Text, nullable=False),
    Column("import", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("city", "import", "position"),
    ForeignKeyConstraint(["city", "import"], ["imports.city", "imports.id"], ondelete="CASCADE"),
)
IMPORT_ROWS = Table(
    "import_rows",
    METADATA,
    Column("city", Text, nullable=False),
    Column("import", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", Text),
    Column("outcome", Text, nullable=False),
    Column("revision", BigInteger),
    Column("faults", JSON),
    PrimaryKeyConstraint("city", "import", "number"),
    ForeignKeyConstraint(["city", "import"], ["imports.city", "imports.id"], ondelete="CASCADE"),
)
SOURCE_VERSIONS = Table(
    "source_versions",
    METADATA,
    Column("city", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    PrimaryKeyConstraint("city", "type", "origin", "key"),
)
"""The newest version of each record that a source has sent, by what the source itself counts."""
