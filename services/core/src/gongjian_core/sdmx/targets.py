"""The flow TARGETS: what the plans promise, one series per target with a figure. Pure; needs no records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongjian import Target
from gongjian.quantity import plain

from ..attainment.frame import turns_of
from ..catalogue import InstalledCity
from .areas import Places
from .cube import Obs, Series, without_empty
from .flows import FLOWS, WHOLE
from .selection import Selection
from .spans import Label, labelled

TARGETS = FLOWS["TARGETS"]


@dataclass(frozen=True)
class Placed:
    """A target with its place in the cube and the labels of the periods that it holds for."""

    target: Target
    key: tuple[str, ...]
    turns: tuple[Label, ...]


def placed(city: InstalledCity, selection: Selection) -> Iterator[Placed]:
    """The targets that are selected, in the document's order, with the periods that are selected."""
    places = Places(city)
    for target in city.declarations.targets:
        turns = [labelled(turn) for turn in turns_of(target)]
        if not turns:
            continue
        place = (city.key, *places.subject(target.subject), target.indicator, target.scope or WHOLE)
        key = (turns[0].freq, *place, target.id)
        kept = tuple(turn for turn in turns if selection.spans(turn.days))
        if kept and selection.takes(TARGETS, key):
            yield Placed(target, key, kept)


def target_series(cities: Iterable[InstalledCity], selection: Selection) -> Iterator[Series]:
    """The series of the flow."""
    for city in cities:
        for found in placed(city, selection):
            if found.target.value is not None:
                yield _series(found)


def _series(found: Placed) -> Series:
    target = found.target
    value = None if target.value is None else plain(target.value)
    observations = (Obs(turn.time, value, {"PERIOD": str(turn.days)}) for turn in found.turns)
    attributes = without_empty(
        {
            "TITLE": target.title,
            "PLAN": target.plan,
            "CLAUSE": target.clause,
            "KIND": target.kind,
            "COMPARATOR": target.comparator,
            "VALUE_HIGH": None if target.value_high is None else plain(target.value_high),
            "UNIT_MEASURE": target.unit,
            "STRENGTH": target.strength,
            "PER": target.per,
            "DUE": None if target.due is None else target.due.isoformat(),
        }
    )
    return Series(found.key, tuple(observations), attributes)
