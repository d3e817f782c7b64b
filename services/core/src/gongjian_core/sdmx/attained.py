"""The flow ATTAINMENT: how far each target is, period by period, and what of it changed since a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongjian import Target
from gongjian.quantity import plain

from ..attainment.entity import Attainment
from ..attainment.report import attainments
from ..catalogue import InstalledCity
from ..database import Transaction
from . import repository
from .cube import Action, Obs, Series, without_empty
from .selection import Selection
from .slots import Slot, earlier_slots, slots
from .spans import Label

KINDS = ("TARGET", "ACTUAL", "EXPECTED_BY_NOW", "RATIO", "GAP", "FORECAST")
Placed = Sequence[tuple[Target, Slot]]
Judged = Mapping[tuple[str, Label], Attainment]


@dataclass(frozen=True)
class Since:
    """An earlier state to compare with: the day that was judged then, and the place in the change sequence."""

    on: date
    place: int


async def judged(tx: Transaction, city: InstalledCity, placed: Placed, on: date, place: int | None) -> Judged:
    """The attainment of each target in each of its periods that has begun: on its last day, or on the day given."""
    asked: dict[date, list[tuple[Target, Label]]] = {}
    for target, slot in placed:
        for turn in slot.turns:
            if turn.days.first <= on:
                asked.setdefault(min(on, turn.days.last), []).append((target, turn))
    answers: dict[tuple[str, Label], Attainment] = {}
    for day, items in sorted(asked.items()):
        answered = await attainments(tx, city, [target for target, _ in items], day, place)
        answers.update({(target.id, turn): one for (target, turn), one in zip(items, answered, strict=True)})
    return answers


async def attained_series(
    tx: Transaction, city: InstalledCity, selection: Selection, on: date, place: int | None, since: Since | None
) -> list[tuple[Action, Series]]:
    """The series of one city; with `since` only observations that differ from then, and those that are no more."""
    open_ = _without_kind(selection)
    placed = list(slots(city, open_))
    now = await judged(tx, city, placed, on, place)
    if since is None:
        return [("Information", series) for series in _all(placed, now, selection)]
    changed = await repository.declared_since(tx, city.key, since.place) or {}
    same = [(target, slot) for target, slot in placed if target.id not in changed]
    then = await judged(tx, city, same, min(on, since.on), since.place)
    before = {series.key: series for series in _all(same, then, selection)}
    for slot in earlier_slots(city, changed, open_):
        # What was promised otherwise was judged otherwise: whatever it had is replaced or deleted.
        times = tuple(Obs(turn.time) for turn in slot.turns)
        before |= {key: Series(key, times) for key in _keys(slot, selection)}
    changes: list[tuple[Action, Series]] = []
    for series in _all(placed, now, selection):
        changes += _changed(series, before.pop(series.key, None))
    return changes + [("Delete", _bare(series.key, series.observations)) for series in before.values()]


def _without_kind(selection: Selection) -> Selection:
    codes = {name: codes for name, codes in selection.codes.items() if name != "VALUE_KIND"}
    return Selection(codes, selection.first, selection.last)


def _keys(slot: Slot, selection: Selection) -> list[tuple[str, ...]]:
    return [(*slot.key, kind) for kind in KINDS if selection.has("VALUE_KIND", kind)]


def _all(placed: Placed, answers: Judged, selection: Selection) -> Iterator[Series]:
    for target, slot in placed:
        for key in _keys(slot, selection):
            observations = [
                _observation(key[-1], target, turn, answers[target.id, turn])
                for turn in slot.turns
                if (target.id, turn) in answers
            ]
            if kept := tuple(one for one in observations if key[-1] == "ACTUAL" or one.value is not None):
                yield Series(key, kept)


def _observation(kind: str, target: Target, turn: Label, one: Attainment) -> Obs:
    values: Mapping[str, str | None] = {
        "TARGET": None if target.value is None else plain(target.value),
        "ACTUAL": one.actual,
        "EXPECTED_BY_NOW": one.expected_by_now,
        "RATIO": one.ratio,
        "GAP": one.gap,
        "FORECAST": None if one.forecast is None else one.forecast.value,
    }
    attributes = {
        "UNIT_MEASURE": None if kind == "RATIO" else one.unit,
        "JUDGED_ON": one.on.isoformat(),
        "LIGHT": one.light,
        "MET": _printed(one.met),
        "FINAL": _printed(one.final),
        "REASONS": " ".join(one.reasons),
        "PERIOD": str(turn.days),
    }
    return Obs(turn.time, values[kind], without_empty(attributes))


def _printed(flag: bool | None) -> str | None:
    return None if flag is None else "true" if flag else "false"


def _changed(now: Series, before: Series | None) -> list[tuple[Action, Series]]:
    """What differs, apart from the day that was judged, which goes on by itself."""
    known = {one.time: one for one in before.observations} if before else {}
    differing = tuple(one for one in now.observations if _told(one) != _told(known.pop(one.time, None)))
    changes: list[tuple[Action, Series]] = []
    if differing:
        changes.append(("Replace", Series(now.key, differing)))
    if known:
        changes.append(("Delete", _bare(now.key, known.values())))
    return changes


def _told(one: Obs | None) -> tuple[str | None, Mapping[str, str]] | None:
    if one is None:
        return None
    return one.value, {name: text for name, text in one.attributes.items() if name != "JUDGED_ON"}


def _bare(key: tuple[str, ...], observations: Iterable[Obs]) -> Series:
    return Series(key, tuple(Obs(one.time) for one in observations))
