"""Tables of the usual way, as an ORM is commonly used: a class for each, lists as related rows loaded with `selectin`.

`FlatEnterprise` is the same with the lists kept as JSON columns, which some prefer.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, MetaData, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Row(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(schema="usual")


class EnterpriseColumns:
    """Columns of an enterprise."""

    uscc: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    division_code: Mapped[str]
    park: Mapped[str | None]
    industry_code: Mapped[str]
    status: Mapped[str]
    suspended_on: Mapped[date | None]
    established_on: Mapped[date | None]
    commissioned_on: Mapped[date | None]
    land_mu: Mapped[Decimal | None] = mapped_column(Numeric)
    chain: Mapped[str | None]
    gross_output: Mapped[Decimal | None] = mapped_column(Numeric)


class Enterprise(EnterpriseColumns, Row):
    """An enterprise."""

    __tablename__ = "enterprise"

    above_scale: Mapped[list[Stay]] = relationship(lazy="selectin", order_by="Stay.id")
    certifications: Mapped[list[Title]] = relationship(lazy="selectin", order_by="Title.id")
    compliance: Mapped[list[Judgement]] = relationship(lazy="selectin", order_by="Judgement.id")
    lists: Mapped[list[Listing]] = relationship(lazy="selectin", order_by="Listing.id")


class FlatEnterprise(EnterpriseColumns, Row):
    """An enterprise with its lists as JSON."""

    __tablename__ = "flat_enterprise"

    above_scale: Mapped[list[Any]] = mapped_column(JSONB)
    certifications: Mapped[list[Any]] = mapped_column(JSONB)
    compliance: Mapped[list[Any]] = mapped_column(JSONB)
    lists: Mapped[list[Any]] = mapped_column(JSONB)


class Stay(Row):
    """A stay above scale."""

    __tablename__ = "stay"

    id: Mapped[int] = mapped_column(primary_key=True)
    uscc: Mapped[str] = mapped_column(ForeignKey("usual.enterprise.uscc"))
    entered_on: Mapped[date]
    left_on: Mapped[date | None]
    entry: Mapped[str]


class Title(Row):
    """A title."""

    __tablename__ = "title"

    id: Mapped[int] = mapped_column(primary_key=True)
    uscc: Mapped[str] = mapped_column(ForeignKey("usual.enterprise.uscc"))
    kind: Mapped[str]
    level: Mapped[str | None]
    granted_on: Mapped[date]
    expires_on: Mapped[date | None]
    first: Mapped[bool]


class Judgement(Row):
    """A judgement."""

    __tablename__ = "judgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    uscc: Mapped[str] = mapped_column(ForeignKey("usual.enterprise.uscc"))
    period: Mapped[str]
    lawful_operation: Mapped[bool | None]
    tax_normal: Mapped[bool | None]


class Listing(Row):
    """Membership in a list."""

    __tablename__ = "listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    uscc: Mapped[str] = mapped_column(ForeignKey("usual.enterprise.uscc"))
    list: Mapped[str]
    entered_on: Mapped[date]
    left_on: Mapped[date | None]


class Project(Row):
    """A project."""

    __tablename__ = "project"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    enterprise: Mapped[str | None] = mapped_column(ForeignKey("usual.enterprise.uscc"))
    division_code: Mapped[str]
    park: Mapped[str | None]
    industry_code: Mapped[str]
    kind: Mapped[str]
    origin: Mapped[str]
    planned_investment: Mapped[Decimal | None] = mapped_column(Numeric)
    fixed_asset_investment: Mapped[Decimal | None] = mapped_column(Numeric)
    key_project: Mapped[bool]
    reserved_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    preliminary_on: Mapped[date | None]
    started_on: Mapped[date | None]
    statistics_entered_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    commissioned_on: Mapped[date | None]
    lists: Mapped[list[ProjectListing]] = relationship(lazy="selectin", order_by="ProjectListing.id")


class ProjectListing(Row):
    """Membership of a project in a list."""

    __tablename__ = "project_listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("usual.project.code"))
    list: Mapped[str]
