"""The pure three-valued evaluator: does a subject meet a condition, how much does it earn, and why.

It knows no clock, database or network. A fact that is missing is `unknown` (and named) or `no`, as its entry in
`gongjian.facts` says; a fact supplied as None is known to be absent. Figures compare in base units, exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from . import describe
from .expression import (
    All,
    Amount,
    Any,
    Band,
    Bands,
    Before,
    Compare,
    Condition,
    During,
    Has,
    Is,
    Lasting,
    Lump,
    Matches,
    Not,
    OneOf,
    Past,
    Test,
    UpTo,
    Value,
    Within,
)
from .period import Period, add_years
from .quantity import EXACT
from .reader import FactContent, Facts, Reader, Unknown

Truth = Literal["pass", "fail", "unknown"]
FEN: Final = Decimal("0.01")
VERSION: Final = "1"
"""Of the meaning of trees: it changes when the same tree may decide otherwise; receipts name it."""


@dataclass(frozen=True)
class Finding:
    """One condition with what was wanted, what was found, where it came from, and its outcome."""

    condition: str
    outcome: Truth
    wanted: str
    found: str | None
    source: str | None = None
    missing: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()

    @property
    def leaves(self) -> tuple[Finding, ...]:
        """The single conditions below, in the clause's order; an alternative stays one finding with parts."""
        if not self.parts or self.wanted == describe.ANY:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)


TESTS: Final[dict[Test, Callable[[Decimal, Decimal], bool]]] = {
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
    "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b,
    "eq": lambda a, b: a == b,
}


def _truth(value: bool | None) -> Truth:
    return "unknown" if value is None else "pass" if value else "fail"


def check(condition: Condition, facts: Facts, period: Period) -> Finding:
    """Evaluate a condition for one subject over a period and explain it."""
    return _check(condition, Reader(facts, period))


def _check(condition: Condition, reader: Reader) -> Finding:
    if isinstance(condition, (All, Any)):
        return _combined(condition, tuple(_check(part, reader) for part in condition.of))
    if isinstance(condition, Not):
        if isinstance(condition.of, (All, Any)):
            return _check(_turned(condition.of), reader)
        inner = _check(condition.of, reader)
        flipped: dict[Truth, Truth] = {"pass": "fail", "fail": "pass", "unknown": "unknown"}
        wanted = describe.negated(inner.wanted)
        name = describe.condition(condition)
        return Finding(name, flipped[inner.outcome], wanted, inner.found, inner.source, inner.missing)
    if isinstance(condition, Compare):
        return _compared(condition, reader, condition.left, condition.test, condition.right)
    if isinstance(condition, Bands):
        return _banded(condition, reader)
    return _dated_or_coded(condition, reader)


def _turned(condition: All | Any) -> All | Any:
    """De Morgan: the parts are negated one by one, so that each is explained."""
    parts = tuple(Not(part) for part in condition.of)
    return Any(parts) if isinstance(condition, All) else All(parts)


def _combined(condition: All | Any, parts: tuple[Finding, ...]) -> Finding:
    outcomes = {part.outcome for part in parts}
    stop: Truth = "fail" if isinstance(condition, All) else "pass"
    other: Truth = "pass" if stop == "fail" else "fail"
    outcome: Truth = stop if stop in outcomes else "unknown" if "unknown" in outcomes else other
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing)) if outcome == "unknown" else ()
    wanted = describe.ALL if isinstance(condition, All) else describe.ANY
    return Finding(describe.condition(condition), outcome, wanted, None, None, missing, parts)


def _compared(condition: Condition, reader: Reader, left: Value, test: Test, right: Value) -> Finding:
    a, b = reader.number(left), reader.number(right)
    if a is None or b is None:
        outcome: Truth = "fail"
    elif isinstance(a, Unknown) or isinstance(b, Unknown):
        outcome = "unknown"
    else:
        outcome = _truth(TESTS[test](a, b))
    return Finding(
        describe.condition(condition),
        outcome,
        describe.wanted(test, right, None if isinstance(b, Unknown) else b, left),
        None if isinstance(a, Unknown) else describe.number(left, a),
        reader.source(left, right),
        reader.missing(left, right) if outcome == "unknown" else (),
    )


def band_of(bands: tuple[Band, ...], by: Decimal) -> Band | None:
    """The bracket with the highest lower bound (inclusive) that `by` reaches; None below the lowest."""
    reached = [band for band in bands if by >= band.lower.quantity.base]
    return max(reached, key=lambda band: band.lower.quantity.base) if reached else None


def _banded(condition: Bands, reader: Reader) -> Finding:
    by = reader.number(condition.by)
    lowest = min(condition.bands, key=lambda band: band.lower.quantity.base)
    if isinstance(by, Unknown):
        found = _compared(condition, reader, condition.by, "ge", lowest.lower)
        return replace(found, missing=reader.missing(condition.by, condition.value))
    band = None if by is None else band_of(condition.bands, by)
    if by is None or band is None:
        return _compared(condition, reader, condition.by, "ge", lowest.lower)
    inner = _compared(condition, reader, condition.value, condition.test, band.demand)
    where = f"{describe.value(condition.by)} {describe.number(condition.by, by)}"
    sources = "; ".join(s for s in (reader.source(condition.by), inner.source) if s) or None
    wanted = f"{inner.wanted} ({where} ≥ {band.lower.quantity})"
    return Finding(inner.condition, inner.outcome, wanted, inner.found, sources, inner.missing)


_Simple = Is | Matches | OneOf | Has | During | UpTo | Before | Past | Within | Lasting


def _dated_or_coded(condition: _Simple, reader: Reader) -> Finding:
    fact = condition.later if isinstance(condition, Within) else None
    fact = fact or (condition.since if isinstance(condition, Lasting) else None)
    if fact is None and not isinstance(condition, (Within, Lasting)):
        fact = condition.fact
    assert fact is not None  # noqa: S101 - every simple condition names a fact
    found = reader.read(fact)
    others = (condition.earlier,) if isinstance(condition, Within) else ()
    outcome = "unknown" if isinstance(found, Unknown) else _truth(_holds(condition, found, reader))
    return Finding(
        describe.condition(condition),
        outcome,
        describe.simple_wanted(condition, reader.period),
        None if isinstance(found, Unknown) else describe.content(found, fact),
        reader.source(fact, *others),
        reader.missing(fact, *others) if outcome == "unknown" else (),
    )


def _holds(condition: _Simple, found: FactContent, reader: Reader) -> bool | None:
    period = reader.period
    if isinstance(condition, Is):
        return found is True
    if isinstance(condition, Matches):
        return isinstance(found, str) and found.startswith(condition.prefixes)
    if isinstance(condition, OneOf):
        return found in condition.values
    if isinstance(condition, Has):
        wanted = f"{condition.value}-{period.first.year}" if condition.yearly else condition.value
        return isinstance(found, frozenset) and wanted in found
    if not isinstance(found, date):
        return False
    if isinstance(condition, During):
        return found in (condition.period or period)
    if isinstance(condition, UpTo):
        return found <= period.last
    if isinstance(condition, Before):
        return found < period.first
    if isinstance(condition, Past):
        return found < period.last
    number = int(condition.limit.value)
    if isinstance(condition, Lasting):
        return add_years(found, number) <= period.last
    earlier = reader.day(condition.earlier)
    if isinstance(earlier, Unknown):
        return None
    return earlier is not None and found <= add_years(earlier, number)


def amount_of(amount: Amount, facts: Facts, period: Period) -> Decimal | None:
    """Yuan to the fen, rounded once, half up; never below zero. None when the figure it is taken of is not there."""
    if isinstance(amount, Lump):
        exact: Decimal = amount.amount.quantity.base
    else:
        base = Reader(facts, period).number(amount.of)
        if base is None or isinstance(base, Unknown):
            return None
        exact = EXACT.multiply(base, amount.rate.quantity.base)
        if amount.cap is not None:
            exact = min(exact, amount.cap.quantity.base)
    return max(Decimal(0), exact).quantize(FEN, ROUND_HALF_UP, EXACT)


def base_of(amount: Amount, facts: Facts, period: Period) -> Finding:
    """Whether the figure that an amount is taken of is there, as one more reason beside the conditions."""
    if isinstance(amount, Lump):
        return Finding(describe.amount(amount), "pass", describe.BASE, None)
    reader = Reader(facts, period)
    found = reader.number(amount.of)
    known = None if isinstance(found, Unknown) else found
    return Finding(
        describe.amount(amount),
        "unknown" if isinstance(found, Unknown) else _truth(found is not None),
        describe.BASE,
        None if isinstance(found, Unknown) else describe.number(amount.of, known) or "无",
        reader.source(amount.of),
        reader.missing(amount.of),
    )
