"""The tables of the money; see migrations 0009 to 0011."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from ..entity import METADATA, history_of, table_of
from .entity import OtherAward, Settlement

LEDGERS = Table(
    "settlement_ledgers",
    METADATA,
    Column("city", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
)
RULES = Table(
    "settlement_rules",
    METADATA,
    Column("city", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("rules", JSON, nullable=False),
    PrimaryKeyConstraint("city", "hash"),
)


def _settlements() -> Table:
    table = table_of(
        Settlement,
        "settlements",
        summary=[
            Column("first_day", Date, nullable=False),
            Column("last_day", Date, nullable=False),
            Column("author_key", Text, nullable=False),
            Column("facts_seq", BigInteger, nullable=False),
            Column("ledger_seq", BigInteger, nullable=False),
            Column("ledger_position", BigInteger, nullable=False),
            Column("approved_position", BigInteger),
        ],
    )
    table.append_constraint(
        ForeignKeyConstraint(
            ["city", "corrects"], ["settlements.city", "settlements.id"], name="settlements_corrects_fkey"
        )
    )
    return table


SETTLEMENTS = _settlements()
SETTLEMENTS_HISTORY = history_of(Settlement, "settlements_history")
OTHER_AWARDS = table_of(OtherAward, "other_awards")
OTHER_AWARDS_HISTORY = history_of(OtherAward, "other_awards_history")

AWARDS = Table(
    "awards",
    METADATA,
    Column("city", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("settlement", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("incentive", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("fund", Text),
    Column("year", Integer, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    *(Column(name, Numeric(20, 2)) for name in ("amount", "entitlement")),
    *(Column(name, Numeric(20, 2), nullable=False) for name in ("deducted", "paid_before", "overpaid")),
    Column("missing", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("change_id", BigInteger),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("document", JSON, nullable=False),
    PrimaryKeyConstraint("city", "id"),
    ForeignKeyConstraint(
        ["city", "settlement"], ["settlements.city", "settlements.id"],
        name="awards_settlement_fkey", ondelete="CASCADE",
    ),
    UniqueConstraint("city", "settlement", "incentive", "subject_kind", "subject_key", name="awards_subject_key"),
    UniqueConstraint("city", "settlement", "number", name="awards_number_key"),
)  # fmt: skip
PAYMENTS = Table(
    "payments",
    METADATA,
    Column("city", Text, nullable=False),
    Column("award", Text, nullable=False),
    Column("settlement", Text, nullable=False),
    Column("amount", Numeric(20, 2), CheckConstraint("amount > 0", name="payments_amount_check"), nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("reference", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_by", Text, nullable=False),
    PrimaryKeyConstraint("city", "award"),
    ForeignKeyConstraint(["city", "award"], ["awards.city", "awards.id"], name="payments_award_fkey"),
)
