"""The attainment of many targets at once: everything that is asked of the database is collected first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongjian import Growth, Indicator, Rows, Target
from gongjian.measure import Measure
from gongjian.tree import walk

from ..catalogue import InstalledCity
from ..database import Transaction
from . import repository
from .cells import Part, parts_of, subjects_of
from .entity import Attainment
from .figures import Observed, Series, shares
from .frame import Frame, frame_of
from .measured import measured
from .observed import read
from .parameters import Window
from .reasons import Reason, ReasonCode, merged
from .rules import Actual, attain
from .tally import Asked, Counted


@dataclass(frozen=True)
class Question:
    """One target on one day: what it needs to be answered, for each of its subjects."""

    target: Target
    indicator: Indicator
    frame: Frame | Reason
    subjects: tuple[str, ...] | None
    measure: Measure | None
    unrecorded: bool = False

    @property
    def registers(self) -> frozenset[str]:
        """The registers that its measure counts: enterprises, projects."""
        kinds = {node.of for node in walk(self.measure) if isinstance(node, Rows)} if self.measure else set()
        return frozenset("projects" if kind == "project" else "enterprises" for kind in kinds)

    def kept_by(self, empty: Collection[str]) -> Question:
        """The question as it can be answered: while a register is empty its measure says nothing, zero least of all."""
        return replace(self, measure=None, unrecorded=True) if self.registers.intersection(empty) else self

    def parts(self, subject: str) -> tuple[Part, ...]:
        """What its measure asks of the records of one subject."""
        if self.measure is None or isinstance(self.frame, Reason):
            return ()
        return parts_of(self.measure, Window(self.frame.figures, self.frame.day), subject)

    def series(self, subject: str) -> Series:
        """The observations that it is read from for one subject."""
        return self._series(self.target.indicator, subject)

    def needed(self, subject: str) -> tuple[Series, ...]:
        """That series, and those of the two figures that it follows from as their share."""
        parts = self.indicator.share_of or ()
        return (self.series(subject), *(self._series(key, subject) for key in parts))

    def observed(self, subject: str, found: Mapping[Series, Sequence[Observed]]) -> Sequence[Observed]:
        """The observations of one subject; a share that nobody recorded follows from its part and its whole."""
        wanted, *of = self.needed(subject)
        if not of:
            return found[wanted]
        recorded = {item.period for item in found[wanted]}
        derived = shares(wanted, found[of[0]], found[of[1]])
        return [*found[wanted], *(item for item in derived if item.period not in recorded)]

    def _series(self, indicator: str, subject: str) -> Series:
        kind, _, key = subject.partition(":")
        return Series(indicator, self.target.scope, kind, key)


def question(city: InstalledCity, target: Target, on: date) -> Question:
    """Prepare a target: its frame, its subjects, and whether a measure answers it.

    Units that no record is kept by (leaders, projects, tasks) are answered by an observation of the lowest of them.
    """
    indicator = city.indicators[target.indicator]
    frame = frame_of(target, indicator, on)
    subjects = subjects_of(target, city.declarations.city.divisions, city.division_code)
    if subjects is None and target.measure is None:
        subjects = (target.subject,)
    averaged = isinstance(frame, Frame) and frame.averaged and isinstance(target.measure, Growth)
    return Question(target, indicator, frame, subjects, None if averaged else target.measure)


async def attainments(
    tx: Transaction, city: InstalledCity, targets: Sequence[Target], on: date, place: int | None
) -> list[Attainment]:
    """The attainment of these targets on a day, as known at a place of the change sequence (None: now)."""
    questions = [question(city, target, on) for target in targets]
    if any(asked.measure is not None for asked in questions):
        empty = await repository.empty_registers(tx, city.key, place)
        questions = [asked.kept_by(empty) for asked in questions]
    open_ones = [(q, s) for q in questions if not isinstance(q.frame, Reason) for s in q.subjects or ()]
    parts = [part for q, subject in open_ones for part in q.parts(subject)]
    series = [one for q, subject in open_ones if q.measure is None for one in q.needed(subject)]
    counted = await repository.tallies(tx, city.key, parts, city.indicators, place)
    observed = await repository.observations(tx, city.key, series, place)
    return [attain(q.target, q.indicator, q.frame, _actual(q, counted, observed), on) for q in questions]


def _actual(asked: Question, counted: Mapping[Asked, Counted], observed: Mapping[Series, Sequence[Observed]]) -> Actual:
    if isinstance(asked.frame, Reason):
        return Actual(None)
    if asked.subjects is None:
        return Actual(None, reasons=(Reason(ReasonCode.PER_UNIT_UNKNOWN),))
    found = []
    for subject in asked.subjects:
        if asked.measure is not None:
            found.append(measured(asked.target, asked.measure, asked.frame, asked.parts(subject), counted))
        else:
            actual = read(asked.target, asked.indicator, asked.frame, asked.observed(subject, observed))
            found.append(_said(actual) if asked.unrecorded else actual)
    if asked.target.per is None:
        return found[0]
    if found[0].value is None and asked.subjects == (asked.target.subject,):
        return Actual(None, reasons=(Reason(ReasonCode.PER_UNIT_UNKNOWN),), inputs=found[0].inputs)
    return of_each(asked.target, found)


def _said(actual: Actual) -> Actual:
    """The figure of an observation where records would be counted if there were any; without one, only the reason."""
    reasons = (Reason(ReasonCode.NO_RECORDS),)
    return replace(actual, reasons=reasons if actual.value is None else merged(reasons, actual.reasons))


def of_each(target: Target, found: Sequence[Actual]) -> Actual:
    """A target that each unit must reach: the lowest decides, or the highest where less is better."""
    missing = [actual for actual in found if actual.value is None]
    inputs = tuple(item for actual in found for item in actual.inputs)
    if missing:
        reasons = merged(*(actual.reasons for actual in missing))
        return Actual(None, reasons=reasons, inputs=inputs)
    falling = target.comparator in ("le", "lt", "rank_le")
    values = [actual.value for actual in found if actual.value is not None]
    through = min((actual.through for actual in found if actual.through), default=None)
    code = ReasonCode.HIGHEST_OF_EACH if falling else ReasonCode.LOWEST_OF_EACH
    reasons = merged((Reason(code),), *(actual.reasons for actual in found))
    return Actual(max(values) if falling else min(values), through, found[0].start, reasons, inputs)
