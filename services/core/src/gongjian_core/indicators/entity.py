"""What is recorded of an indicator's value (指标数值), and the two tables that hold it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
)  # fmt: skip

from ..entity import METADATA, Recorded
from ..periods import PeriodText
from ..vocabulary import Exact, Note, shape, storable

Status = Literal["preliminary", "final", "revised"]
SUBJECT = shape(
    r"^(city|(division|park|chain|enterprise|project):[A-Za-z0-9_.-]{1,64})$",
    "must be city, division:<code>, park:<id>, chain:<id>, enterprise:<credit code> or project:<code>",
)

INDICATOR = shape(r"^[a-z0-9_]{1,64}$", "must be the key of an indicator; see /indicators")


class Observation(Recorded):
    """A value of an indicator. Its key is subject, scope, indicator and period; a further value is a new revision."""

    key_field: ClassVar[str] = "subject"

    subject: Annotated[
        str,
        StringConstraints(pattern=SUBJECT),
        Field(
            description="city, division:<code>, park:<code>, chain:<id>, enterprise:<uscc> or project:<code>",
            examples=["enterprise:91530900MA6K5X2W1W"],
        ),
    ]
    scope: Annotated[str, StringConstraints(max_length=64), AfterValidator(storable)] = Field(
        "", description="part of the subject that the figure covers: empty (all of it) or an id from `/scopes`"
    )
    indicator: Annotated[str, StringConstraints(pattern=INDICATOR)] = Field(examples=["gross_output"])
    period: PeriodText
    value: Exact | None = Field(description="null with a note withdraws the figure")
    unit: Annotated[str, StringConstraints(min_length=1, max_length=32), AfterValidator(storable)] = Field(
        examples=["万元"], description="of the indicator's dimension; kept as given"
    )
    status: Status = "final"
    source: Annotated[str, StringConstraints(max_length=500), AfterValidator(storable)] | None = None
    note: Note | None = None


def _fields() -> list[Column[Any]]:
    return [
        *[Column(name, Text, nullable=False) for name in ("subject_kind", "subject_key", "scope", "indicator")],
        Column("period_from", Date, nullable=False),
        Column("period_to", Date, nullable=False),
        Column("period", Text, nullable=False),
        Column("value", Numeric(24, 6)),
        Column("base", Numeric(42, 12)),
        Column("unit", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("source", Text),
        Column("note", Text),
        Column("revision", BigInteger, nullable=False),
        Column("change_id", BigInteger, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("recorded_by", Text, nullable=False),
    ]


_KEY = ("city", "subject_kind", "subject_key", "indicator", "scope", "period_from", "period_to")

OBSERVATIONS = Table(
    "observations",
    METADATA,
    Column("city", Text, nullable=False),
    *_fields(),
    Column("enterprise", Text, Computed("case when subject_kind = 'enterprise' then subject_key end", persisted=True)),
    Column("project", Text, Computed("case when subject_kind = 'project' then subject_key end", persisted=True)),
    PrimaryKeyConstraint(*_KEY),
    ForeignKeyConstraint(
        ["city", "enterprise"], ["enterprises.city", "enterprises.uscc"],
        name="observations_enterprise_fkey", ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["city", "project"], ["projects.city", "projects.code"], name="observations_project_fkey", ondelete="CASCADE"
    ),
    CheckConstraint("value is not null or note is not null", name="observations_withdrawn_check"),
    CheckConstraint("(value is null) = (base is null)", name="observations_base_check"),
    CheckConstraint(
        "subject_kind in ('city', 'division', 'park', 'chain', 'enterprise', 'project')",
        name="observations_subject_check",
    ),
)  # fmt: skip

OBSERVATIONS_HISTORY = Table(
    "observations_history",
    METADATA,
    Column("city", Text, nullable=False),
    Column(
        "op", Text, CheckConstraint("op in ('upsert', 'delete')", name="observations_history_op_check"), nullable=False
    ),
    *_fields(),
    PrimaryKeyConstraint(*_KEY, "revision"),
)
