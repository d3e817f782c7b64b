"""What is recorded about an enterprise (企业)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import BigInteger, Boolean, Computed, Integer, Numeric, Table, Text
from sqlalchemy import Column as TableColumn
from stdnum.cn import uscc as credit_code

from ..entity import Item, Recorded, history_of, rows_of, server_side, table_of
from ..periods import PeriodText
from ..vocabulary import Area, Column, Day, DivisionCode, Flag, IndustryCode, Label, Name, Note, Reference, shape


def _checked(code: str) -> str:
    if not credit_code.is_valid(code):
        raise ValueError("is no unified social credit code: 18 characters with a check character (GB 32100)")
    return code


Uscc = Annotated[
    str,
    StringConstraints(
        pattern=shape(
            r"^[0-9A-HJ-NPQRTUWXY]{18}$",
            "must be a unified social credit code: 18 digits and capital letters, without I, O, S, V and Z",
        )
    ),
    AfterValidator(_checked),
    Column(Text()),
    Field(description="unified social credit code, GB 32100", examples=["91530900MA6K5X2W1W"]),
]
Entry = Annotated[Literal["upgrade", "new_build"], Column(Text())]
Status = Annotated[Literal["operating", "suspended", "closed"], Column(Text())]
Level = Annotated[Literal["national", "provincial", "city"], Column(Text())]
CertificationKind = Annotated[
    Literal[
        "little_giant", "srdi_sme", "innovative_sme", "innovative_enterprise", "tech_sme", "high_tech", "gazelle",
        "champion", "unicorn", "green_factory", "clean_production", "digital_benchmark", "integration_pilot",
        "smart_factory", "digital_workshop", "chain_leader", "listed",
    ],
    Column(Text()),
]  # fmt: skip
Tier = Literal["hundred_million", "above_scale", "below_scale"]


class AboveScale(Item):
    """A stay in the statistics of enterprises above the designated size (规模以上); `to` open while it lasts."""

    from_: Day = Field(alias="from")
    to: Day | None = Field(None, description="the day it left (退规日期): from that day on it is not above scale")
    entry: Entry


class Certification(Item):
    """A title or recognition."""

    kind: CertificationKind
    level: Level | None = None
    granted_on: Day
    expires_on: Day | None = Field(None, description="有效期至: on that day it is still held")
    first: Flag = Field(True, description="first recognition, not a renewal")


class Compliance(Item):
    """The recorded judgement for a period; null: not judged."""

    period: Annotated[PeriodText, Column(Text())]
    lawful_operation: Flag | None = None
    tax_normal: Flag | None = None
    note: Note | None = None


class Listing(Item):
    """Membership in a list that a plan keeps."""

    list: Annotated[Reference, Field(description="id from `/lists`, with `-YYYY` where the list is yearly")]
    from_: Day = Field(alias="from")
    to: Day | None = Field(None, description="the day it was taken off (移出日期): from that day on it is not listed")
    completed_on: Day | None = None
    outcome: Annotated[Label, Column(Text())] | None = None


class Enterprise(Recorded):
    """An enterprise in a city's register."""

    key_field: ClassVar[str] = "uscc"

    uscc: Uscc | None = Field(None, validate_default=False)
    name: Name
    division_code: DivisionCode
    park: Reference | None = None
    industry_code: IndustryCode
    status: Status = "operating"
    suspended_on: Day | None = None
    established_on: Day | None = None
    commissioned_on: Day | None = None
    land_mu: Area | None = None
    chain: Reference | None = None
    above_scale: list[AboveScale] = Field(default=[], max_length=50)
    certifications: list[Certification] = Field(default=[], max_length=200)
    compliance: list[Compliance] = Field(default=[], max_length=200)
    lists: list[Listing] = Field(default=[], max_length=200)
    land_use_tax_arrears_since: Day | None = None
    tags: list[Label] = Field(default=[], max_length=50)

    tier: Tier = server_side(
        "hundred_million: gross output of the latest full year on record at least 100 million yuan; "
        "above_scale: else an open above_scale entry; below_scale: else"
    )


def _summary() -> list[TableColumn[object]]:
    return [TableColumn("is_above_scale", Boolean, nullable=False)]


def _output() -> list[TableColumn[object]]:
    return [
        TableColumn("gross_output", Numeric(36, 6)),
        TableColumn("gross_output_fen", BigInteger, Computed("gongjian_fen(gross_output)", persisted=True)),
        TableColumn("gross_output_year", Integer),
        TableColumn("tier", Text, nullable=False),
    ]


ENTERPRISES: Table = table_of(Enterprise, "enterprises", summary=[*_summary(), *_output()])
ENTERPRISES_HISTORY: Table = history_of(Enterprise, "enterprises_history", summary=_summary())
ABOVE_SCALE: Table = rows_of(AboveScale, "enterprise_above_scale", owner="uscc")
CERTIFICATIONS: Table = rows_of(Certification, "enterprise_certifications", owner="uscc")
COMPLIANCE: Table = rows_of(Compliance, "enterprise_compliance", owner="uscc")
LISTINGS: Table = rows_of(Listing, "enterprise_lists", owner="uscc")
