"""What must hold of an observation beyond the shape of its fields, and the key it is recorded under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongjian.errors import ContractError
from gongjian.period import Period
from gongjian.quantity import unit

from ..declared import City, Indicator
from ..errors import Fault
from .entity import Observation


@dataclass(frozen=True)
class Figure:
    """An observation as it is stored: its subject split, its period as a span, its value also in base units."""

    observation: Observation
    subject_kind: str
    subject_key: str
    period: Period
    base: Decimal | None

    @property
    def key(self) -> tuple[str, str, str, str, date, date]:
        """What makes two figures revisions of one."""
        said = self.observation
        span = self.period
        return (self.subject_kind, self.subject_key, said.indicator, said.scope, span.first, span.last)


def recorded_period(period: Period, indicator: Indicator) -> Period:
    """The period a figure is recorded under: a stock stands under the month that it closes."""
    if indicator.accumulation != "stock" or period.last.day <= 20:
        return period
    return Period.months(period.last.year, period.last.month, period.last.month)


def figures_of(observations: Sequence[Observation], city: City) -> tuple[list[Figure], list[Fault]]:
    """The observations as figures, and everything that is wrong with them in this city."""
    figures: list[Figure] = []
    found: list[Fault] = []
    seen: dict[tuple[object, ...], int] = {}
    for at, said in enumerate(observations):
        indicator = city.indicator(said.indicator)
        if indicator is None:
            found.append(Fault(f"/items/{at}/indicator", f"is no indicator of {city.name}; see /indicators"))
            continue
        if faults := list(_faults(said, indicator, city)):
            found += [Fault(f"/items/{at}{fault.pointer}", fault.detail) for fault in faults]
            continue
        figure = _figure(said, indicator)
        if figure.key in seen:
            found.append(
                Fault(f"/items/{at}", f"has the same subject, scope, indicator and period as /items/{seen[figure.key]}")
            )
        seen.setdefault(figure.key, at)
        figures.append(figure)
    return figures, found


def _figure(said: Observation, indicator: Indicator) -> Figure:
    kind, _, key = said.subject.partition(":")
    base = None if said.value is None else said.value * unit(said.unit).factor
    return Figure(said, kind, key, recorded_period(Period.parse(said.period), indicator), base)


def _faults(said: Observation, indicator: Indicator, city: City) -> list[Fault]:
    found = []
    kind, _, key = said.subject.partition(":")
    known = {"division": city.has_division, "park": city.has_park, "chain": city.has_chain}
    if kind not in indicator.subjects:
        allowed = ", ".join(indicator.subjects)
        found.append(Fault("/subject", f"{indicator.key} is not recorded by {kind}; its subjects: {allowed}"))
    elif kind in known and not known[kind](key):
        where = "chains" if kind == "chain" else "divisions"
        found.append(Fault("/subject", f"is no {kind} of {city.name}; see /cities/{city.key}/{where}"))
    if said.scope and not city.has_scope(said.scope):
        found.append(Fault("/scope", f"is no scope of {city.name}; see /cities/{city.key}/scopes, or leave it empty"))
    if said.value is None and not (said.note or "").strip():
        found.append(Fault("/note", "is required when value is null: say why the figure is withdrawn"))
    if fault := unit_fault(said.unit, indicator):
        found.append(Fault("/unit", fault))
    return found


def unit_fault(written: str, indicator: Indicator) -> str | None:
    """Why the unit does not fit the indicator, or None when it does."""
    wanted = unit(indicator.unit).dimension
    try:
        fits = unit(written).dimension == wanted
    except ContractError:
        fits = False
    return (
        None
        if fits
        else f"does not fit {indicator.key}, which is given in {indicator.unit} or another unit of {wanted}"
    )
