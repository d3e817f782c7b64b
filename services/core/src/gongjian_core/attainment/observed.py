"""The actual value of a target that is read from observations. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext

from gongjian import Baseline, Indicator, Period, Target
from gongjian.quantity import EXACT
from gongjian.quantity import unit as known_unit

from .figures import Observed, candidates, consecutive, inputs_of, lacks_a_year, latest, of_span
from .frame import Frame
from .reasons import Reason, ReasonCode
from .rules import Actual

_ROOT_PLACES = Decimal("1e-20")


def read(target: Target, indicator: Indicator, frame: Frame, found: Sequence[Observed]) -> Actual:
    """The actual value from the observations of the target's indicator, scope and subject."""
    if target.kind in ("milestone", "qualitative") and target.unit is None:
        return Actual(None)
    if frame.averaged:
        return _averaged(target, indicator, frame, found)
    baseline = target.baseline or _start_of_increment(target, indicator, frame)
    if baseline is not None:
        return _against(baseline, target, indicator, frame, found)
    if target.kind == "growth" and known_unit(indicator.unit).dimension != "ratio":
        return _grown(target, indicator, frame, found)
    if frame.figures.year is None or indicator.accumulation == "period":
        return _added(target, indicator, frame, found)
    best = latest(found, indicator, frame.figures, frame.day)
    return _taken(target, frame, best, best.base if best else None)


def in_unit_of(target: Target, base: Decimal, measured: str) -> Decimal | None:
    """A figure in base units in the target's unit; None when they measure different things."""
    if target.unit is None:
        return base
    wanted = known_unit(target.unit)
    if wanted.dimension != known_unit(measured).dimension:
        return None
    with localcontext(EXACT):
        return base / wanted.factor


def _taken(target: Target, frame: Frame, found: Observed | None, base: Decimal | None) -> Actual:
    if found is None or base is None:
        return Actual(None, reasons=(Reason(ReasonCode.MISSING_OBSERVATION),))
    value = in_unit_of(target, base, found.unit)
    if value is None:
        return Actual(None, found.period.last, reasons=(Reason(ReasonCode.NOT_COMPARABLE),), inputs=found.inputs)
    return Actual(value, found.period.last, reasons=_open_end(frame, found.period.last), inputs=found.inputs)


def _open_end(frame: Frame, through: date) -> tuple[Reason, ...]:
    return (Reason(ReasonCode.INTERIM),) if frame.final and through < frame.figures.last else ()


def _added(target: Target, indicator: Indicator, frame: Frame, found: Sequence[Observed]) -> Actual:
    """A total over several periods: that observation if there is one, else what may be added up."""
    whole = of_span(found, indicator, frame.figures)
    if whole is not None and whole.period.last <= frame.day:
        return _taken(target, frame, whole, whole.base)
    chain = consecutive(found, date(frame.figures.first.year, 1, 1), frame.day) or consecutive(
        found, frame.figures.first, frame.day
    )
    if not chain:
        return Actual(None, reasons=(Reason(ReasonCode.MISSING_OBSERVATION),))
    if len(chain) == 1:
        alone = _taken(target, frame, chain[0], chain[0].base)
        return alone if not _incomplete(chain, frame) else _without(alone, chain)
    if indicator.aggregation == "last":
        return _taken(target, frame, chain[-1], chain[-1].base)
    inputs = inputs_of(chain)
    if indicator.aggregation != "sum":
        return Actual(None, chain[-1].period.last, reasons=(Reason(ReasonCode.NOT_ADDITIVE),), inputs=inputs)
    with localcontext(EXACT):
        total = sum((item.base for item in chain), Decimal(0))
    value = in_unit_of(target, total, chain[-1].unit)
    if value is None:
        return Actual(None, chain[-1].period.last, reasons=(Reason(ReasonCode.NOT_COMPARABLE),), inputs=inputs)
    actual = Actual(value, chain[-1].period.last, reasons=_open_end(frame, chain[-1].period.last), inputs=inputs)
    return actual if not _incomplete(chain, frame) else _without(actual, chain)


def _incomplete(chain: Sequence[Observed], frame: Frame) -> bool:
    return frame.figures.year is None and lacks_a_year(chain, frame.figures, frame.day)


def _without(actual: Actual, chain: Sequence[Observed]) -> Actual:
    return Actual(None, chain[-1].period.last, reasons=(Reason(ReasonCode.MISSING_PERIOD),), inputs=actual.inputs)


def _averaged(target: Target, indicator: Indicator, frame: Frame, found: Sequence[Observed]) -> Actual:
    """年均: the compound average of the years' growth to date."""
    whole = of_span([item for item in found if item.period == frame.figures], indicator, frame.figures)
    if whole is not None and whole.period.last <= frame.day:
        return _taken(target, frame, whole, whole.base)
    years = [year for year in frame.figures.each_year() if year.first <= frame.day]
    rates = [latest(found, indicator, year, frame.day) for year in years]
    if len(rates) > 1 and rates[-1] is None and years[-1].last > frame.day:
        rates.pop()
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(rates) or any(r.period != y for r, y in zip(known[:-1], years, strict=False)):
        return _unusable(known, ReasonCode.MISSING_PERIOD if known else ReasonCode.MISSING_OBSERVATION)
    if any(known_unit(rate.unit).dimension != "ratio" for rate in known):
        return _unusable(known, ReasonCode.NOT_COMPARABLE)
    with localcontext(EXACT):
        product = Decimal(1)
        for rate in known:
            product *= 1 + rate.base
        if product < 0:
            return _unusable(known, ReasonCode.NOT_COMPARABLE)
        mean = (product ** (Decimal(1) / len(known)) - 1).quantize(_ROOT_PLACES)
    through = known[-1].period.last
    value = in_unit_of(target, mean, known[-1].unit)
    return Actual(value, through, reasons=_open_end(frame, through), inputs=inputs_of(known))


def _unusable(found: Sequence[Observed], code: ReasonCode) -> Actual:
    return Actual(None, reasons=(Reason(code),), inputs=inputs_of(found))


def _grown(target: Target, indicator: Indicator, frame: Frame, found: Sequence[Observed]) -> Actual:
    """Growth from two levels: the latest figure and that of the same months a year earlier."""
    for now in candidates(found, indicator, frame.figures, frame.day):
        before = of_span(found, indicator, now.period.years_back(1))
        if before is None:
            continue
        inputs = (*now.inputs, *before.inputs)
        if before.base <= 0:
            return Actual(None, now.period.last, reasons=(Reason(ReasonCode.ZERO_DENOMINATOR),), inputs=inputs)
        with localcontext(EXACT):
            growth = (now.base - before.base) / before.base
        value = in_unit_of(target, growth, "%")
        reasons = _open_end(frame, now.period.last) if value is not None else (Reason(ReasonCode.NOT_COMPARABLE),)
        return Actual(value, now.period.last, reasons=reasons, inputs=inputs)
    return Actual(None, reasons=(Reason(ReasonCode.MISSING_OBSERVATION),))


def _start_of_increment(target: Target, indicator: Indicator, frame: Frame) -> Baseline | None:
    """An increment of what does not accumulate (a share, a stock) is counted from the year before the period."""
    dimension = known_unit(indicator.unit).dimension
    adds_up = indicator.accumulation != "stock" and dimension not in ("ratio", "points")
    if target.kind != "increment" or adds_up or (target.unit and dimension == "points"):
        return None
    year = frame.period.first.year - 1
    return Baseline(Period.years(year, year), None, "change_points")


def _against(
    baseline: Baseline, target: Target, indicator: Indicator, frame: Frame, found: Sequence[Observed]
) -> Actual:
    """A figure that is measured against a baseline: how far it has moved, in the target's own terms."""
    options = candidates(found, indicator, frame.figures, frame.day)
    begin = {"absolute": None, "multiple": Decimal(1)}.get(baseline.mode, Decimal(0))
    if not options:
        known = baseline.value is not None or of_span(found, indicator, baseline.period) is not None
        start = _start(baseline, target, indicator, found) if begin is None else begin if known else None
        return Actual(None, start=start, reasons=(Reason(ReasonCode.MISSING_OBSERVATION),))
    best = options[0]
    if baseline.mode == "absolute":
        actual = _taken(target, frame, best, best.base)
        start = _start(baseline, target, indicator, found)
        return Actual(actual.value, actual.through, start, actual.reasons, actual.inputs)
    if _speaks_of_change(baseline, target, best):
        actual = _taken(target, frame, best, best.base)
        return Actual(actual.value, actual.through, begin, actual.reasons, actual.inputs)
    for now in options:
        before, used = _level_before(baseline, indicator, now, found)
        if before is None:
            continue
        value = _moved(baseline, target, now.base, before)
        reasons = _open_end(frame, now.period.last) if value is not None else (Reason(ReasonCode.ZERO_DENOMINATOR),)
        return Actual(value, now.period.last, begin, reasons, inputs_of((now, *used)))
    return Actual(None, best.period.last, None, (Reason(ReasonCode.NO_BASELINE),), best.inputs)


def _speaks_of_change(baseline: Baseline, target: Target, found: Observed) -> bool:
    given = known_unit(found.unit).dimension
    return {"multiple": "multiple", "change_percent": "ratio", "change_points": "points"}[baseline.mode] == given


def _start(baseline: Baseline, target: Target, indicator: Indicator, found: Sequence[Observed]) -> Decimal | None:
    if baseline.value is not None:
        return baseline.value
    before = of_span(found, indicator, baseline.period)
    return in_unit_of(target, before.base, before.unit) if before else None


def _level_before(
    baseline: Baseline, indicator: Indicator, now: Observed, found: Sequence[Observed]
) -> tuple[Decimal | None, tuple[Observed, ...]]:
    """The baseline's level to compare with: that of the same months where the figure accumulates in a year."""
    partial = indicator.aggregation == "sum" and baseline.period.is_year and not now.period.is_year
    year = baseline.period.first.year
    span = now.period.years_back(now.period.first.year - year) if partial else baseline.period
    before = of_span(found, indicator, span)
    if before is not None:
        return before.base, (before,)
    if baseline.value is None or partial:
        return None, ()
    with localcontext(EXACT):
        return baseline.value * known_unit(indicator.unit).factor, ()


def _moved(baseline: Baseline, target: Target, now: Decimal, before: Decimal) -> Decimal | None:
    with localcontext(EXACT):
        if baseline.mode == "change_points":
            factor = known_unit(target.unit).factor if target.unit else Decimal(1)
            return (now - before) / factor
        if before <= 0:
            return None
        if baseline.mode == "multiple":
            return now / before
        return (now - before) / before / known_unit(target.unit or "%").factor
