"""The flow TARGETS: what the plans promise, one series per target with a figure. Pure; needs no records."""

from __future__ import annotations

from collections.abc import Iterator

from gongjian import Target
from gongjian.quantity import plain

from ..catalogue import InstalledCity
from .cube import Action, Obs, Series, without_empty
from .selection import Selection
from .slots import Changed, Slot, earlier_slots, slots


def target_series(
    city: InstalledCity, selection: Selection, changed: Changed | None = None
) -> Iterator[tuple[Action, Series]]:
    """The series of a city; with `changed` only those of targets that changed, and what these had before."""
    now: set[tuple[tuple[str, ...], str]] = set()
    for target, slot in slots(city, selection):
        if target.value is None or (changed is not None and target.id not in changed):
            continue
        yield "Information" if changed is None else "Replace", _series(target, slot)
        now.update((slot.key, turn.time) for turn in slot.turns)
    for slot in earlier_slots(city, changed or {}, selection):
        if gone := tuple(Obs(turn.time) for turn in slot.turns if (slot.key, turn.time) not in now):
            yield "Delete", Series(slot.key, gone)


def _series(target: Target, slot: Slot) -> Series:
    value = None if target.value is None else plain(target.value)
    observations = (Obs(turn.time, value, {"PERIOD": str(turn.days)}) for turn in slot.turns)
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
    return Series(slot.key, tuple(observations), attributes)
