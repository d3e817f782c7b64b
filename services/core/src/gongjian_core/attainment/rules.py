"""From a target and its actual value to its attainment: met, ratio, gap, expected by now, light, forecast. Pure.

Figures are exact until they are printed; a missing or not comparable figure is null with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from gongjian import Indicator, Target
from gongjian.quantity import EXACT, shortest

from .course import FOUR, Course, continued, course_of, expected
from .entity import Attainment, AttainmentInput, Forecast, Light, TimeSpan, in_words
from .frame import Frame
from .reasons import Reason, ReasonCode, merged

YELLOW: Final = Decimal("0.20")
SIX: Final = Decimal("0.000001")
_FALLING: Final = frozenset({"le", "lt", "rank_le"})


@dataclass(frozen=True)
class Actual:
    """The actual value in the target's unit, exact; the last day it covers; where its baseline starts, in that unit."""

    value: Decimal | None
    through: date | None = None
    start: Decimal | None = None
    reasons: tuple[Reason, ...] = ()
    inputs: tuple[AttainmentInput, ...] = ()


def attain(target: Target, indicator: Indicator, frame: Frame | Reason, actual: Actual, on: date) -> Attainment:
    """Judge a target on a day. Without a frame (period not begun, outside the plan) nothing is judged."""
    if isinstance(frame, Reason):
        return _answer(target, on, None, reasons=(frame,))
    course = course_of(target, indicator)
    by_now, missing_start = _by_now(target, course, frame, actual)
    met, why_met = met_by(target, actual.value)
    ratio, why_ratio = ratio_of(target, indicator, actual)
    interim = (Reason(ReasonCode.INTERIM),) if frame.interim and actual.value is not None else ()
    reasons = merged(actual.reasons, interim, why_met, missing_start, why_ratio)
    ending = None
    if course == "accumulates" and actual.value is not None and on < frame.period.last:
        ending = continued(actual.value, frame.period, actual.through or frame.day)
    return _answer(
        target,
        on,
        frame,
        actual=actual.value,
        met=met,
        ratio=ratio,
        by_now=by_now,
        light=light_of(target, course, by_now, actual.value, met, frame),
        ending=ending,
        reasons=reasons,
        inputs=actual.inputs,
    )


def met_by(target: Target, actual: Decimal | None) -> tuple[bool | None, tuple[Reason, ...]]:
    """The comparator applied; None with a reason where it cannot be told."""
    value, high = target.value, target.value_high
    if target.comparator == "none" or value is None:
        return None, (Reason(ReasonCode.NO_FIGURE),)
    if actual is None:
        return None, ()
    if target.comparator == "between":
        above = high is not None and actual > high
        reasons = (Reason(ReasonCode.ABOVE_RANGE),) if above else ()
        return actual >= value and (not above or target.kind in ("count", "increment")), reasons
    if target.comparator == "approx":
        return (True, ()) if actual >= value else (None, (Reason(ReasonCode.ABOUT_WITHOUT_TOLERANCE),))
    met = {
        "ge": actual >= value,
        "gt": actual > value,
        "le": actual <= value,
        "lt": actual < value,
        "eq": actual == value,
        "rank_le": actual <= value,
    }[target.comparator]
    return met, ()


def ratio_of(target: Target, indicator: Indicator, actual: Actual) -> tuple[Decimal | None, tuple[Reason, ...]]:
    """actual / target; with a baseline or falling, the part of the way from the baseline that is done."""
    value = target.value
    banded = indicator.direction == "band" or target.comparator in ("between", "rank_le", "none")
    if value is None or banded or target.kind in ("rank", "milestone", "qualitative"):
        return None, ()
    falling = indicator.direction == "down" or target.comparator in _FALLING
    from_baseline = target.baseline is not None or falling
    if from_baseline and actual.start is None:
        return None, (Reason(ReasonCode.NO_BASELINE),)
    start = actual.start if from_baseline and actual.start is not None else Decimal(0)
    if value == start:
        return None, (Reason(ReasonCode.ZERO_TARGET),)
    if actual.value is None:
        return None, ()
    with localcontext(EXACT):
        return ((actual.value - start) / (value - start)).quantize(FOUR, ROUND_HALF_UP), ()


def light_of(
    target: Target, course: Course, by_now: Decimal | None, actual: Decimal | None, met: bool | None, frame: Frame
) -> Light:
    """Shortfall against what is expected by now: up to 0 green, up to 0.20 of the target yellow, beyond red."""
    if course == "event":
        return "grey" if met is None or not frame.final else "green" if met else "red"
    if by_now is None or actual is None or target.value is None:
        return "grey"
    with localcontext(EXACT):
        short = actual - by_now if target.comparator in _FALLING else by_now - actual
        if short <= 0:
            return "green"
        return "yellow" if short <= YELLOW * abs(target.value) else "red"


def _by_now(target: Target, course: Course, frame: Frame, actual: Actual) -> tuple[Decimal | None, tuple[Reason, ...]]:
    if target.value is None or course == "event":
        return None, ()
    if course == "linear" and actual.start is None:
        return None, (Reason(ReasonCode.NO_BASELINE),)
    day = actual.through if actual.value is not None and actual.through else frame.day
    return expected(course, target.value, actual.start, frame.period, day), ()


def _answer(
    target: Target,
    on: date,
    frame: Frame | None,
    *,
    actual: Decimal | None = None,
    met: bool | None = None,
    ratio: Decimal | None = None,
    by_now: Decimal | None = None,
    light: Light = "grey",
    ending: Decimal | None = None,
    reasons: tuple[Reason, ...] = (),
    inputs: tuple[AttainmentInput, ...] = (),
) -> Attainment:
    with localcontext(EXACT):
        gap = None if actual is None or target.value is None else target.value - actual
    return Attainment(
        target=target.id,
        on=on,
        period=TimeSpan.model_validate({"from": frame.period.first, "to": frame.period.last}) if frame else None,
        unit=target.unit,
        actual=_printed(actual),
        met=met,
        ratio=_printed(ratio),
        gap=_printed(gap),
        expected_by_now=_printed(by_now),
        light=light,
        final=frame.final if frame else None,
        forecast=None if ending is None else Forecast(value=shortest(ending), method="linear_continuation"),
        reasons=[reason.code for reason in reasons],
        reason_texts=in_words(reasons),
        inputs=list(inputs),
    )


def _printed(figure: Decimal | None) -> str | None:
    if figure is None:
        return None
    with localcontext(EXACT):
        return shortest(figure.quantize(SIX, ROUND_HALF_UP) if figure != figure.quantize(SIX) else figure)
