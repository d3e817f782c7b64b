"""Response models of the usual way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """Read from objects of the ORM."""

    model_config = ConfigDict(from_attributes=True)


class StayAnswer(Answer):
    """A stay above scale."""

    entered_on: date
    left_on: date | None
    entry: str


class TitleAnswer(Answer):
    """A title."""

    kind: str
    level: str | None
    granted_on: date
    expires_on: date | None
    first: bool


class JudgementAnswer(Answer):
    """A judgement."""

    period: str
    lawful_operation: bool | None
    tax_normal: bool | None


class ListingAnswer(Answer):
    """Membership in a list."""

    list: str
    entered_on: date
    left_on: date | None


class EnterpriseAnswer(Answer):
    """An enterprise."""

    uscc: str
    name: str
    division_code: str
    park: str | None
    industry_code: str
    status: str
    suspended_on: date | None
    established_on: date | None
    commissioned_on: date | None
    land_mu: Decimal | None
    chain: str | None
    gross_output: Decimal | None
    above_scale: list[StayAnswer]
    certifications: list[TitleAnswer]
    compliance: list[JudgementAnswer]
    lists: list[ListingAnswer]


class EnterprisesAnswer(BaseModel):
    """A page with its total."""

    data: list[EnterpriseAnswer]
    count: int | None


class ProjectChange(BaseModel):
    """What a patch may say."""

    name: str | None = None
    planned_investment: Decimal | None = None
    started_on: date | None = None


class ProjectListingAnswer(Answer):
    """Membership of a project in a list."""

    list: str


class ProjectAnswer(Answer):
    """A project."""

    code: str
    name: str
    enterprise: str | None
    division_code: str
    park: str | None
    industry_code: str
    kind: str
    origin: str
    planned_investment: Decimal | None
    fixed_asset_investment: Decimal | None
    key_project: bool
    reserved_on: date | None
    signed_on: date | None
    preliminary_on: date | None
    started_on: date | None
    statistics_entered_on: date | None
    completed_on: date | None
    commissioned_on: date | None
    lists: list[ProjectListingAnswer]
