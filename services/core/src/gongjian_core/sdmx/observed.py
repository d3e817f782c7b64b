"""The flow OBSERVATIONS: recorded figures, series by series, and what of them changed since a time."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from gongjian import Period
from gongjian.quantity import shortest

from ..catalogue import InstalledCity
from ..database import Transaction
from . import repository
from .areas import Places
from .cube import Action, Obs, Series, without_empty
from .flows import FLOWS, WHOLE
from .repository import Wanted
from .selection import Selection
from .spans import labelled

OBSERVATIONS = FLOWS["OBSERVATIONS"]
Row = Mapping[str, Any]
Found = AsyncGenerator[tuple[Action, Series]]


async def observed_series(tx: Transaction, city: InstalledCity, selection: Selection, place: int | None) -> Found:
    """The series of one city, as they stand or stood at a place of the change sequence."""
    async for rows in _whole(repository.observations(tx, wanted(city, selection, place)), _identity):
        for found in _grouped(city, selection, rows):
            yield found


async def observed_changes(
    tx: Transaction, cities: Sequence[InstalledCity], selection: Selection, since: int, place: int | None
) -> Found:
    """What changed after a place: figures to replace, and those to delete since they were withdrawn or deleted."""
    known = {city.key: city for city in cities}
    changes = repository.changed_observations(tx, sorted(known), since, place)
    async for rows in _whole(changes, lambda row: (row["city"], row["key"].rpartition("|")[0])):
        for key, of_city in groupby(rows, lambda row: str(row["city"])):
            for found in _grouped(known[key], selection, [_told(row) for row in of_city], changes=True):
                yield found


def wanted(city: InstalledCity, selection: Selection, place: int | None) -> Wanted:
    """What the database is asked for; the rest is decided series by series."""
    kinds, keys = Places(city).narrowed(selection)
    indicators, scopes = selection.of("INDICATOR"), selection.of("SCOPE")
    return Wanted(
        city.key,
        None if kinds is None else sorted(kinds),
        None if keys is None else sorted(keys),
        None if indicators is None else sorted(indicators),
        None if scopes is None else sorted("" if scope == WHOLE else scope for scope in scopes),
        selection.first,
        selection.last,
        place,
    )


async def _whole(
    parts: AsyncGenerator[Sequence[Row]], identity: Callable[[Row], Hashable]
) -> AsyncGenerator[Sequence[Row]]:
    """The same rows in parts that cut no group of one identity in two."""
    carried: list[Row] = []
    async for rows in parts:
        carried += rows
        last = identity(carried[-1])
        end = len(carried)
        while end and identity(carried[end - 1]) == last:
            end -= 1
        yield carried[:end]
        carried = carried[end:]
    yield carried


def _identity(row: Row) -> tuple[str, ...]:
    return row["subject_kind"], row["subject_key"], row["indicator"], row["scope"]


def _told(change: Row) -> Row:
    """A change as the row of its figure; a deleted one has its key alone."""
    subject, scope, indicator, period = change["key"].split("|")
    kind, _, key = subject.partition(":")
    span = Period.parse(period)
    said = json.loads(change["document"]) if change["op"] == "upsert" else {"value": None}
    value = None if said["value"] is None else Decimal(said["value"])
    place = {"subject_kind": kind, "subject_key": key, "indicator": indicator, "scope": scope}
    times = {"period": period, "period_from": span.first, "period_to": span.last}
    return {
        **said,
        **place,
        **times,
        "value": value,
        "revision": change["revision"],
        "recorded_at": change["written_at"],
    }


def _grouped(
    city: InstalledCity, selection: Selection, rows: Sequence[Row], *, changes: bool = False
) -> Iterator[tuple[Action, Series]]:
    places = Places(city)
    for (kind, subject, key, scope), of_one in groupby(rows, _identity):
        indicator = city.indicator(key)
        place = (city.key, *places.of(kind, subject), key, scope or WHOLE)
        found: dict[tuple[Action, tuple[str, ...]], list[tuple[Period, Obs]]] = {}
        for row in of_one:
            span = Period(row["period_from"], row["period_to"])
            label = labelled(span, indicator.accumulation if indicator else "period")
            series: tuple[str, ...] = (label.freq, *place, label.accumulation)
            gone = row["value"] is None
            action: Action = "Delete" if gone else "Replace" if changes else "Information"
            if selection.spans(label.days) and selection.takes(OBSERVATIONS, series):
                one = Obs(label.time) if gone else _observation(label.time, row)
                found.setdefault((action, series), []).append((label.days, one))
        for (done, named), dated in found.items():
            in_order = sorted(dated, key=lambda pair: pair[0])
            yield done, Series(named, tuple(one for _, one in in_order))


def _observation(time: str, row: Row) -> Obs:
    attributes = {
        "UNIT_MEASURE": row["unit"],
        "OBS_STATUS": row["status"],
        "PERIOD": row["period"],
        "SOURCE": row["source"],
        "NOTE": row["note"],
        "REVISION": str(row["revision"]),
        "RECORDED_AT": row["recorded_at"].isoformat(),
    }
    return Obs(time, shortest(row["value"]), without_empty(attributes))
