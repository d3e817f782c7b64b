"""The flow OBSERVATIONS: recorded figures of one city, series by series, and what of them changed since a time."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
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
_SERIES = ("subject_kind", "subject_key", "indicator", "scope")
Row = Mapping[str, Any]


async def observed_series(
    tx: Transaction, city: InstalledCity, selection: Selection, place: int | None, since: int | None
) -> AsyncGenerator[tuple[Action, Series]]:
    """The series of one city; with `since` only what changed after that place, deletions included."""
    carried: list[Row] = []
    async for rows in repository.observations(tx, wanted(city, selection, place, since)):
        carried += rows
        last = _identity(carried[-1])
        done = [row for row in carried if _identity(row) != last]
        carried = carried[len(done) :]
        for found in _grouped(city, selection, done, changes=since is not None):
            yield found
    for found in _grouped(city, selection, carried, changes=since is not None):
        yield found


def wanted(city: InstalledCity, selection: Selection, place: int | None, since: int | None) -> Wanted:
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
        since,
    )


def _identity(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in _SERIES)


def _grouped(
    city: InstalledCity, selection: Selection, rows: Sequence[Row], *, changes: bool
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
            gone = row["op"] == "delete" or row["value"] is None
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
