"""Settlements (核算), awards (奖补金额) and what others paid, as they are recorded and answered."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Integer, Text

from ..entity import Recorded, server_side
from ..periods import PeriodText
from ..vocabulary import Code, Column, Day, Money, Name, Reference, shape, storable

Truth = Literal["pass", "fail", "unknown"]
SubjectKind = Literal["enterprise", "project"]
SUBJECTS: tuple[SubjectKind, ...] = ("enterprise", "project")
Outcome = Annotated[Literal["awarded", "refused", "unknown"], Column(Text())]
State = Annotated[Literal["draft", "approved", "paid"], Column(Text())]
Level = Annotated[Literal["city", "county", "province", "national"], Column(Text())]
SUBJECT = shape(r"^(enterprise|project):[A-Za-z0-9_-]{1,64}$", "must be enterprise:<credit code> or project:<code>")
SubjectText = Annotated[
    str,
    StringConstraints(pattern=SUBJECT),
    Column(Text()),
    Field(description="enterprise:<uscc> or project:<code>", examples=["enterprise:91530900MA6K5X2W1W"]),
]
Id = Annotated[str, Column(Text())]


class Part(BaseModel):
    """A part of a document that is no column of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ReceiptParameter(Part):
    """A figure of a clause that the settlement was computed with, in its printed unit."""

    incentive: str
    name: str
    value: str
    unit: str


class Receipt(Part):
    """What a settlement was computed from: the same receipt gives the same awards."""

    plan_hash: str = Field(description="SHA-256 of the plan and all that is declared for it")
    rules_hash: str = Field(description="SHA-256 of the trees that were evaluated; they are kept under it")
    engine_version: str
    as_of: datetime = Field(description="what was known at that time counts")
    seq: int = Field(description="the place in the change sequence that facts were read at")
    ledger_position: int = Field(description="the place in the city's ledger that earlier awards were read at")
    ledger_seq: int = Field(description="the place in the change sequence that other awards were read at")
    parameters: list[ReceiptParameter]


class IncentiveTotals(Part):
    """What a settlement comes to for one incentive."""

    incentive: str
    clause: str
    awarded: int
    refused: int
    unknown: int
    amount: Money


class Totals(Part):
    """What a settlement comes to."""

    enterprises: int = Field(description="enterprises that were looked at")
    projects: int
    awarded: int
    refused: int
    unknown: int
    amount: Money = Field(description="yuan to be paid")
    overpaid: Money = Field(description="yuan paid beyond what is due now; reported, never taken back")
    incentives: list[IncentiveTotals]


class FundStanding(Part):
    """A fund beside its budget, in yuan. Approved awards are committed, paid or not; drafts are shown beside them."""

    id: str
    budget: Money
    committed: Money
    drafted: Money = Field(description="the newest draft of each period")
    paid: Money
    excess: Money = Field(description="committed over budget")
    excess_with_drafts: Money = Field(description="what the excess would be if the drafts were approved")


class Settlement(Recorded):
    """One run of a city's incentives over a quarter or a year, on what was known at a time."""

    key_field: ClassVar[str] = "id"

    id: Id | None = Field(None, validate_default=False, description="null: a dry run, nothing is stored")
    period: Annotated[PeriodText, Column(Text())]
    state: State
    dry_run: bool = False
    corrects: Id | None = Field(None, description="id of the approved settlement that this one corrects")
    run_by: str
    run_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    paid_at: datetime | None = Field(None, description="when the last of its awards was paid")
    receipt: Receipt
    totals: Totals

    fund: FundStanding | None = server_side("the fund as it stands now; null without one, or with several")
    funds: list[FundStanding] = server_side("all funds that its incentives are paid from")


class Reason(BaseModel):
    """One condition: what was wanted, what was found, where that came from, and whether it holds."""

    model_config = ConfigDict(title="AwardReason")

    condition: str
    outcome: Truth
    wanted: str
    found: str | None
    source: str | None
    missing: list[str] = Field(default=[], description="facts that are not recorded")
    parts: list[dict[str, Any]] = Field(default=[], description="of an alternative, its parts, shaped like this")


class OtherAwardNamed(BaseModel):
    """An award under another policy that an entitlement was set against."""

    id: str
    title: str
    amount: Money


class OverlapFound(BaseModel):
    """How other city policies for the same thing changed the amount (就高不就低)."""

    group: str
    rule: str
    deducted: Money
    other_awards: list[OtherAwardNamed]


class Payment(BaseModel):
    """That an award was paid."""

    paid_on: date
    reference: str


class Award(BaseModel):
    """What one subject gets for one incentive, and why. Refusals are computed again when they are asked for."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str
    settlement: str | None
    period: str
    incentive: str
    clause: str
    title: str
    subject: SubjectText
    name: str
    payee: str | None = Field(description="the enterprise that is paid: the subject, or the owner of the project")
    payee_name: str | None
    outcome: Outcome
    amount: Money | None = Field(description="yuan to be paid now; null while the outcome is unknown")
    entitlement: Money | None = Field(description="yuan due for the year to date, or for the event, before deductions")
    paid_before: Money = Field(description="yuan approved for it earlier")
    overpaid: Money
    calculation: str | None = Field(description="the amount in figures")
    overlap: OverlapFound | None
    reasons: list[Reason]
    missing: list[str]
    state: State = "draft"
    payment: Payment | None = None
    revision: int = Field(0, description="0: a draft, or computed just now; 1: approved; 2: paid")
    recorded_at: datetime | None = None
    recorded_by: str | None = Field(None, description="who ran, approved or paid it, whatever came last")


class OtherAward(Recorded):
    """What a subject got under another policy; of the level `city` it counts against an overlapping incentive."""

    key_field: ClassVar[str] = "id"

    id: Code | None = Field(None, validate_default=False, description="1 to 64 letters, digits, - and _")
    title: Name = Field(description="the other policy")
    level: Level
    subject: SubjectText
    incentive: Reference = Field(description="id of the incentive for the same thing")
    year: Annotated[int, Field(ge=1990, le=2999, strict=True), Column(Integer())]
    amount: Money
    paid_on: Day | None = None
    reference: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(storable),
        Column(Text()),
    ] | None = None  # fmt: skip


ZERO = Decimal("0.00")
