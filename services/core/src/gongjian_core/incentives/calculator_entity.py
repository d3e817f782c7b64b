"""What the calculator answers: an assessment of one subject, a simulation, the subjects of a measure."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from ..vocabulary import Money
from .entity import FundStanding, OverlapFound, Reason, SubjectText

Difference = Annotated[
    Decimal, WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,18}\.\d{2}$", "examples": ["-3000.00"]})
]
"""Yuan more, or less."""


class Answer(BaseModel):
    """An answer that is computed and never stored; every field is always there."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class AssessedIncentive(Answer):
    """One incentive for one subject."""

    incentive: str
    clause: str
    title: str
    polarity: str
    settled: str | None
    computable: bool = Field(description="false: records alone do not decide it, so it has no outcome here")
    period: str | None = Field(description="the period it was judged over")
    outcome: Literal["awarded", "refused", "unknown"] | None = Field(
        description="awarded: its conditions hold, also where no money is paid"
    )
    amount: Money | None = Field(description="yuan that would be paid now")
    entitlement: Money | None
    paid_before: Money
    calculation: str | None
    overlap: OverlapFound | None
    reasons: list[Reason]
    missing: list[str] = Field(description="keys of the facts that would decide it")


class AssessmentAnswer(Answer):
    """Every incentive for one subject."""

    subject: str | None
    recorded: bool
    period: str
    items: list[AssessedIncentive]


class ChangedParameter(Answer):
    """A figure that was changed, in its printed unit."""

    incentive: str
    parameter: str
    before: str
    value: str
    unit: str


class SimulatedSide(Answer):
    """What one set of figures comes to."""

    awarded: int
    unknown: int
    amount: Money
    funds: list[FundStanding] = Field(
        description="the funds if this were the period's draft, and nothing of it approved"
    )


class SimulatedDifference(Answer):
    """The changed figures less the baseline."""

    awarded: int
    unknown: int
    amount: Difference


class MovedSubject(Answer):
    """A subject that gets another sum."""

    subject: SubjectText
    name: str
    before: Money
    after: Money
    difference: Difference


class MovedSubjects(Answer):
    """Those who gain or lose: all counted, the largest named."""

    count: int
    amount: Difference
    items: list[MovedSubject]


class SimulationAnswer(Answer):
    """What if figures of clauses were others?"""

    period: str
    changes: list[ChangedParameter]
    baseline: SimulatedSide
    changed: SimulatedSide
    difference: SimulatedDifference
    gainers: MovedSubjects
    losers: MovedSubjects


class MeasureSubject(Answer):
    """A subject that a measure applies to, or may apply to, and why."""

    subject: SubjectText
    name: str
    division_code: str | None
    outcome: Literal["applies", "unknown"]
    reasons: list[Reason]
    missing: list[str]
