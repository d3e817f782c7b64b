"""What a settlement settles, and what is due after earlier awards and other policies. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongjian import Incentive, Period

from .entity import ZERO


def settled_in(incentives: Iterable[Incentive], period: Period) -> tuple[Incentive, ...]:
    """The incentives that a settlement of the period decides: a quarter's quarterly and once-only ones, a year's
    yearly ones; those that pay money to enterprises or projects and are in force at some day of the period."""
    wanted = ("yearly",) if period.is_year else ("quarterly", "once")
    return tuple(
        item
        for item in incentives
        if item.when is not None and item.amount is not None and item.settled in wanted
        and item.subject in ("enterprise", "project") and in_force(item, period)
    )  # fmt: skip


def in_force(incentive: Incentive, period: Period) -> bool:
    """Whether the incentive is valid on some day of the period."""
    first, last = incentive.valid.from_, incentive.valid.to
    return (first is None or first <= period.last) and (last is None or period.first <= last)


def period_fault(period: Period, today: date, *, dry_run: bool) -> str | None:
    """Why a period cannot be settled, or None."""
    if not (period.is_quarter or period.is_year):
        return "is neither a quarter nor a year; write 2024-Q2 or 2024"
    if period.last >= today and not dry_run:
        return f"is not over before the end of {period.last}; until then send dry_run: true"
    if period.first > today:
        return "has not begun"
    return None


@dataclass(frozen=True, slots=True)
class Before:
    """What was approved earlier for one incentive and subject, in yuan."""

    total: Decimal = ZERO
    """Of the year; of a once-only incentive, ever."""
    to_date: Decimal = ZERO
    """That of periods no later than the one that is settled."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is paid now."""

    amount: Decimal
    payable: Decimal
    overpaid: Decimal


def due(entitlement: Decimal, deducted: Decimal, before: Before) -> Due:
    """Entitlement to date, less other city policies' awards for the same thing, less what was approved; never below
    zero. What was approved beyond it is overpaid: reported, not taken back."""
    payable = max(ZERO, entitlement - deducted)
    return Due(max(ZERO, payable - before.total), payable, max(ZERO, before.to_date - payable))


@dataclass(frozen=True)
class Decided:
    """How the chain of approved settlements of a period last decided on a subject."""

    outcome: str
    payable: Decimal


@dataclass(frozen=True)
class History:
    """What approved settlements say that bears on this one. Keys are (incentive, subject key)."""

    corrects: str | None = None
    last: Mapping[tuple[str, str], Decided] = field(default_factory=dict)
    """Last decisions of the period's own approved settlement and its corrections, if this one corrects."""
    reviewed: Period | None = None
    """The latest quarter before this one, in its year, that was approved."""
    unknown_there: frozenset[tuple[str, str]] = frozenset()
    """Outcomes that were unknown there."""
    known_there: frozenset[tuple[str, str]] = frozenset()
    """Events of once-only incentives that were known when it was settled."""
    awarded: frozenset[tuple[str, str]] = frozenset()
    """Once-only incentives that another approved settlement awarded, whatever the amount."""


def belongs(key: tuple[str, str], event: date, period: Period, history: History) -> str | None:
    """Why a once-only event is not this settlement's to decide, or None when it is.

    A quarter decides on its own events, and on those of earlier quarters of its year that no approved settlement
    could decide: that quarter was not settled, the event was recorded late, or something was unknown.
    """
    if not date(period.last.year, 1, 1) <= event <= period.last:
        return f"事由不在{period.last.year}年内至{period.last}止"
    if key in history.awarded:
        return "已在此前批准的核算中兑现"
    if event >= period.first:
        return None
    if history.corrects is not None:
        return None if key in history.last else "由事由所在季度的更正核算处理"
    if history.reviewed is None or event > history.reviewed.last or key in history.unknown_there:
        return None
    return f"已在{history.reviewed}的核算中判定,更正在该季度进行" if key in history.known_there else None


def is_difference(outcome: str, payable: Decimal, last: Decided | None) -> bool:
    """Whether a correction has something to say: the outcome or what is payable differs from the last decision."""
    if last is None:
        return outcome != "refused"
    return (outcome, payable) != (last.outcome, last.payable)
