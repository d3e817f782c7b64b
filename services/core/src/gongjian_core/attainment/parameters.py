"""Bound parameters and the time that a compiled statement looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongjian import Period

SqlType = Literal["text", "text[]", "date", "date[]", "numeric", "bigint", "integer"]


class Parameters:
    """Collects the values of one statement; the same value is bound once."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self._places: dict[tuple[SqlType, object], str] = {}

    def add(self, value: object, type: SqlType) -> str:
        """The placeholder of a value, with its type: `$3::date`."""
        place = self._places.get((type, value))
        if place is None:
            self.values.append(list(value) if isinstance(value, tuple) else value)
            place = self._places[(type, value)] = f"${len(self.values)}::{type}"
        return place


@dataclass(frozen=True)
class Window:
    """The period that a measure runs over, and the last day that counts; what happened later is not seen."""

    figures: Period
    day: date

    @property
    def seen(self) -> Period:
        """The part of the period that counts."""
        return Period(self.figures.first, self.day)
