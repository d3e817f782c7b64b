"""Series and their observations, as every format writes them, and how much of them is asked for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Action = Literal["Information", "Replace", "Delete"]
Detail = Literal["full", "dataonly", "serieskeysonly", "nodata"]


@dataclass(frozen=True)
class Obs:
    """One observation; a deleted one has its time alone, one without a value is not known."""

    time: str
    value: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """A series: the values of its flow's dimensions in their order, attributes, observations in order of time."""

    key: tuple[str, ...]
    observations: tuple[Obs, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Extent:
    """How much of each series: everything, no attributes, keys alone, or all but observations; first or last ones."""

    detail: Detail = "full"
    first: int | None = None
    last: int | None = None

    def of(self, series: Series) -> Series:
        """The part of a series that is asked for."""
        observations = series.observations
        if self.first is not None or self.last is not None:
            begin = observations[: self.first or 0]
            rest = observations[len(begin) :]
            observations = begin + (rest[-self.last :] if self.last else ())
        if self.detail == "serieskeysonly":
            return Series(series.key, ())
        if self.detail == "nodata":
            return replace(series, observations=())
        if self.detail == "dataonly":
            return Series(series.key, tuple(Obs(item.time, item.value) for item in observations))
        return replace(series, observations=observations)


def without_empty(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
