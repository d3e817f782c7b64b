"""The actual value of a target whose measure runs over records, from what the rows answered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext

from gongjian import Difference, Growth, PerUnit, Share, Target
from gongjian.facts import fact_kind
from gongjian.measure import Measure
from gongjian.quantity import EXACT, shortest
from gongjian.quantity import unit as known_unit

from .cells import Part
from .entity import AttainmentInput
from .frame import Frame
from .reasons import Reason, ReasonCode, merged
from .rules import Actual
from .tally import Asked, Counted


def measured(
    target: Target, measure: Measure, frame: Frame, parts: tuple[Part, ...], answers: Mapping[Asked, Counted]
) -> Actual:
    """The value of a measure in the target's unit, with what it was computed from."""
    counted = [answers[part.asked] for part in parts]
    doubts = merged(*(_doubts(part, found) for part, found in zip(parts, counted, strict=True)))
    inputs = tuple(item for part, found in zip(parts, counted, strict=True) for item in _inputs(part, found))
    base, why = _value(measure, parts, counted)
    value = None if base is None else EXACT.divide(base, _factor(target, measure))
    return Actual(value, frame.day, start_of(target), merged(why, doubts), inputs)


def start_of(target: Target) -> Decimal | None:
    """Where a figure with a baseline starts, in the target's unit: a change at nothing, a multiple at one."""
    if target.baseline is None:
        return None
    return {"absolute": target.baseline.value, "multiple": Decimal(1)}.get(target.baseline.mode, Decimal(0))


def _value(
    measure: Measure, parts: tuple[Part, ...], counted: list[Counted]
) -> tuple[Decimal | None, tuple[Reason, ...]]:
    if isinstance(measure, (Growth, PerUnit)):
        return _quotient(counted[0], growth=isinstance(measure, Growth))
    figures = [_figure(part, found) for part, found in zip(parts, counted, strict=True)]
    if any(figure is None for figure in figures):
        return None, (Reason(ReasonCode.MISSING_OBSERVATION),)
    known = [figure for figure in figures if figure is not None]
    with localcontext(EXACT):
        if isinstance(measure, Difference):
            return known[0] - known[1], ()
        if isinstance(measure, Share):
            if known[1] == 0:
                return None, (Reason(ReasonCode.ZERO_DENOMINATOR),)
            return known[0] / known[1], ()
    return known[0], ()


def _figure(part: Part, found: Counted) -> Decimal | None:
    """A count, or a sum; a statistic that no row has is missing, not zero."""
    fact = part.asked.first
    if fact is None:
        return Decimal(found.rows)
    if found.having == 0 and (found.rows > 0 or fact_kind(fact.name).indicator is not None):
        return Decimal(0) if fact_kind(fact.name).absent == "no" else None
    return found.first if found.first is not None else Decimal(0)


def _quotient(found: Counted, *, growth: bool) -> tuple[Decimal | None, tuple[Reason, ...]]:
    if found.having == 0 or found.first is None or found.second is None:
        return None, (Reason(ReasonCode.MISSING_OBSERVATION),)
    if found.second <= 0:
        return None, (Reason(ReasonCode.ZERO_DENOMINATOR),)
    with localcontext(EXACT):
        return (found.first - found.second if growth else found.first) / found.second, ()


def _doubts(part: Part, found: Counted) -> tuple[Reason, ...]:
    reasons = []
    if part.asked.first is not None and 0 < found.having < found.rows:
        reasons.append(Reason(ReasonCode.PARTIAL, found.rows - found.having))
    if found.unknown:
        reasons.append(Reason(ReasonCode.UNKNOWN_FACTS, found.unknown))
    return tuple(reasons)


def _inputs(part: Part, found: Counted) -> list[AttainmentInput]:
    asked = part.asked
    if asked.first is None:
        return [_aggregate(part.name, Decimal(found.rows), None)]
    if asked.second is None:
        return [_aggregate(part.name, found.first, base_unit(asked.first.name))]
    names = ("now", "before") if part.name == "growth" else ("amount", "size")
    return [
        _aggregate(names[0], found.first, base_unit(asked.first.name)),
        _aggregate(names[1], found.second, base_unit(asked.second.name)),
    ]


def _aggregate(name: str, value: Decimal | None, unit: str | None) -> AttainmentInput:
    return AttainmentInput(
        kind="aggregate", id=name, revision=None, value=None if value is None else shortest(value), unit=unit
    )


def base_unit(fact: str) -> str | None:
    """The unit of a fact's figure in base units."""
    dimension = fact_kind(fact).dimension
    units = {"money": "元", "area": "亩", "energy": "吨标准煤", "mass": "吨"}
    return units.get(dimension) if dimension else None


def _factor(target: Target, measure: Measure) -> Decimal:
    """How many base units one of the target's unit is; of a quotient's unit (万元/亩) the quotient of both."""
    if target.unit is None:
        return Decimal(1)
    if isinstance(measure, PerUnit) and "/" in target.unit:
        above, _, below = target.unit.partition("/")
        with localcontext(EXACT):
            return known_unit(above).factor / known_unit(below).factor
    return known_unit(target.unit).factor
