"""Where a target stands in the cube: its key and the periods that it holds for, now and before it was changed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongjian import Period, Target

from ..attainment.frame import span_of, turns_of
from ..catalogue import InstalledCity
from .areas import Places
from .flows import FLOWS, WHOLE
from .selection import Selection
from .spans import Label, labelled

Changed = Mapping[str, str | None]
"""Ids of targets whose declaration changed, each with the document it had before (None: it had none)."""


@dataclass(frozen=True)
class Slot:
    """The key of a target's series and the labels of its periods."""

    key: tuple[str, ...]
    turns: tuple[Label, ...]


def slot_of(
    city: InstalledCity, id: str, subject: str, indicator: str, scope: str, span: Period, recurrence: str | None
) -> Slot:
    """The slot of a target that says this."""
    turns = tuple(labelled(turn) for turn in turns_of(span, recurrence))
    place = (city.key, *Places(city).subject(subject), indicator, scope or WHOLE)
    return Slot((turns[0].freq, *place, id), turns)


def selected(slot: Slot, selection: Selection) -> Slot | None:
    """What of it is selected."""
    turns = tuple(turn for turn in slot.turns if selection.spans(turn.days))
    return Slot(slot.key, turns) if turns and selection.takes(FLOWS["TARGETS"], slot.key) else None


def slots(city: InstalledCity, selection: Selection) -> Iterator[tuple[Target, Slot]]:
    """The targets that are selected, in the document's order, with their slots."""
    for target in city.declarations.targets:
        span = span_of(target)
        if span is None:
            continue
        whole = slot_of(city, target.id, target.subject, target.indicator, target.scope, span, target.recurrence)
        if found := selected(whole, selection):
            yield target, found


def earlier_slots(city: InstalledCity, changed: Changed, selection: Selection) -> Iterator[Slot]:
    """The slots that changed or withdrawn targets had before."""
    for id, document in changed.items():
        said = json.loads(document) if document else None
        if said is None or said["period"]["from"] is None or said["period"]["to"] is None:
            continue
        span = Period(date.fromisoformat(said["period"]["from"]), date.fromisoformat(said["period"]["to"]))
        whole = slot_of(city, id, said["subject"], said["indicator"], said["scope"], span, said["recurrence"])
        if found := selected(whole, selection):
            yield found
