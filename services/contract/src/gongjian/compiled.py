"""The fast path of the evaluator: trees become closures that decide without explaining.

`decided` and `counted` answer exactly what `check` and `amount_of` answer (a property test holds them equal), for one
period and for contents that are already typed as `gongjian.facts` says. They stop at the first failed condition.
Explanations stay with `check`, for the few outcomes that are asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, Literal

from .compiled_values import Contents, Number, absent_content, number
from .errors import ContractError
from .evaluate import FEN, TESTS
from .expression import (
    All,
    Amount,
    Any,
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
    Within,
)
from .period import Period, add_years
from .quantity import EXACT
from .reader import UNKNOWN, FactContent, Unknown

if TYPE_CHECKING:
    from .incentive import Incentive

Decide = Callable[[Contents], bool | None]
"""True = pass, False = fail, None = unknown."""
Result = Literal["awarded", "refused", "unknown"]
ZERO: Final = Decimal("0.00")


def decided(node: Condition, period: Period) -> Decide:
    """The closure of a condition over a period."""
    if isinstance(node, (All, Any)):
        # The outcome is the same in any order; what happens to few subjects is asked first.
        parts = sorted(node.of, key=lambda part: not isinstance(part, (During, Has)))
        return _combined(tuple(decided(part, period) for part in parts), stop=isinstance(node, Any))
    if isinstance(node, Not):
        inner = decided(node.of, period)

        def turned(contents: Contents) -> bool | None:
            found = inner(contents)
            return None if found is None else not found

        return turned
    if isinstance(node, Compare):
        return _compared(number(node.left), node.test, number(node.right))
    if isinstance(node, Bands):
        return _banded(node)
    if isinstance(node, Within):
        return _within(node)
    return _simple(node, period)


def _combined(parts: tuple[Decide, ...], *, stop: bool) -> Decide:
    def all_or_any(contents: Contents) -> bool | None:
        outcome: bool | None = not stop
        for part in parts:
            found = part(contents)
            if found is stop:
                return stop
            if found is None:
                outcome = None
        return outcome

    return all_or_any


def _compared(left: Number, test: Test, right: Number) -> Decide:
    holds = TESTS[test]

    def compared(contents: Contents) -> bool | None:
        a, b = left(contents), right(contents)
        if a is None or b is None:
            return False
        if isinstance(a, Unknown) or isinstance(b, Unknown):
            return None
        return holds(a, b)

    return compared


def _banded(node: Bands) -> Decide:
    by = number(node.by)
    steps = sorted(((band.lower.quantity.base, band.demand) for band in node.bands), key=lambda step: step[0])
    asked = [(lower, _compared(number(node.value), node.test, number(demand))) for lower, demand in reversed(steps)]

    def banded(contents: Contents) -> bool | None:
        found = by(contents)
        if isinstance(found, Unknown):
            return None
        if found is not None:
            for lower, demand in asked:
                if found >= lower:
                    return demand(contents)
        return False

    return banded


def _within(node: Within) -> Decide:
    later, earlier, limit = node.later.key, node.earlier.key, int(node.limit.value)
    no_later, no_earlier = absent_content(node.later), absent_content(node.earlier)

    def within(contents: Contents) -> bool | None:
        after = contents.get(later, no_later)
        if isinstance(after, Unknown):
            return None
        if not isinstance(after, date):
            return False
        before = contents.get(earlier, no_earlier)
        if isinstance(before, Unknown):
            return None
        return isinstance(before, date) and after <= add_years(before, limit)

    return within


_Simple = Is | Matches | OneOf | Has | During | UpTo | Before | Past | Lasting


def _simple(node: _Simple, period: Period) -> Decide:
    fact = node.since if isinstance(node, Lasting) else node.fact
    key, absent, holds = fact.key, absent_content(fact), _holding(node, period)
    if absent is not UNKNOWN:
        return lambda contents: holds(contents.get(key, absent))  # type: ignore[arg-type]

    def simple(contents: Contents) -> bool | None:
        found = contents.get(key, absent)
        # There is one UNKNOWN only: identity is enough.
        return None if found is UNKNOWN else holds(found)  # type: ignore[arg-type]

    return simple


def _holding(node: _Simple, period: Period) -> Callable[[FactContent], bool]:
    first, last = period.first, period.last
    if isinstance(node, Is):
        return lambda found: found is True
    if isinstance(node, Matches):
        prefixes = node.prefixes
        return lambda found: isinstance(found, str) and found.startswith(prefixes)
    if isinstance(node, OneOf):
        values = node.values
        return lambda found: found in values
    if isinstance(node, Has):
        wanted = f"{node.value}-{first.year}" if node.yearly else node.value
        return lambda found: isinstance(found, frozenset) and wanted in found
    if isinstance(node, During):
        begin, end = (node.period.first, node.period.last) if node.period else (first, last)
        return lambda found: isinstance(found, date) and begin <= found <= end
    if isinstance(node, UpTo):
        return lambda found: isinstance(found, date) and found <= last
    if isinstance(node, Before):
        return lambda found: isinstance(found, date) and found < first
    if isinstance(node, Past):
        return lambda found: isinstance(found, date) and found < last
    number_of_years = int(node.limit.value)
    return lambda found: isinstance(found, date) and add_years(found, number_of_years) <= last


def counted(node: Amount) -> Callable[[Contents], Decimal | Unknown | None]:
    """The closure of an amount: yuan to the fen; None when its base is known to be absent, UNKNOWN when missing."""
    if isinstance(node, Lump):
        fixed = max(Decimal(0), node.amount.quantity.base).quantize(FEN, ROUND_HALF_UP, EXACT)
        return lambda contents: fixed
    of, rate = number(node.of), node.rate.quantity.base
    cap = None if node.cap is None else node.cap.quantity.base

    def rated(contents: Contents) -> Decimal | Unknown | None:
        base = of(contents)
        if base is None or isinstance(base, Unknown):
            return base
        exact = EXACT.multiply(base, rate)
        if cap is not None and exact > cap:
            exact = cap
        return max(Decimal(0), exact).quantize(FEN, ROUND_HALF_UP, EXACT)

    return rated


def needed(node: Condition, period: Period) -> frozenset[str]:
    """Facts without which the condition fails, whatever else is known: most subjects are refused for these alone."""
    found = set()
    for part in node.of if isinstance(node, All) else (node,):
        if isinstance(part, (Is, Matches, OneOf, Has, During, UpTo, Before, Past)):
            absent = absent_content(part.fact)
            if not isinstance(absent, Unknown) and not _holding(part, period)(absent):
                found.add(part.fact.key)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Compiled:
    """An incentive over one period, ready to decide for many subjects."""

    condition: Decide
    amount: Callable[[Contents], Decimal | Unknown | None] | None
    needed: frozenset[str] = frozenset()

    def decide(self, contents: Contents) -> tuple[Result, Decimal | None]:
        """Outcome and yuan to the fen, as `Incentive.assess` answers them without its reasons."""
        if not contents.keys() >= self.needed:
            return "refused", ZERO
        holds = self.condition(contents)
        if holds is False:
            return "refused", ZERO
        amount = None if self.amount is None else self.amount(contents)
        if amount is None and self.amount is not None:
            return "refused", ZERO
        if holds is None or isinstance(amount, Unknown):
            return "unknown", None
        return "awarded", amount


def compiled(incentive: Incentive, period: Period) -> Compiled:
    """Compile an incentive for a period; ContractError when records alone do not decide it."""
    if (when := incentive.when) is None:
        raise ContractError(f"{incentive.id} has no condition on records: it cannot be computed")
    amount = None if incentive.amount is None else counted(incentive.amount)
    return Compiled(decided(when, period), amount, needed(when, period))
