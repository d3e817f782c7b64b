"""Attainment and evidence on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .reasons import TEXTS, Reason, ReasonCode

Light = Literal["green", "yellow", "red", "grey"]
Figure = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", examples=["93.1"])]
_REASONS = "why a figure is null, or how to read it: " + "; ".join(f"{code}: {TEXTS[code][1]}" for code in ReasonCode)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Forecast(_Answer):
    """Where the figure would end at the pace so far."""

    value: Figure = Field(description="in the target's unit, at most four decimals")
    method: Literal["linear_continuation"] = Field(
        description="actual × days of the period / days covered; only for what accumulates from zero, while the "
        "period runs and at least a month of it is covered"
    )


class AttainmentInput(_Answer):
    """What the actual value was computed from.

    An observation stands here itself, with its revision and its own unit. A measure over records stands here as its
    aggregates (`count`, `sum`, `part`, `whole`, `plus`, `minus`, `now`, `before`, `amount`, `size`) in base units,
    however many thousand records they cover; `evidence` lists those one by one.
    """

    kind: Literal["observation", "aggregate"]
    id: str = Field(description="observation: subject|scope|indicator|period; aggregate: its name")
    revision: int | None
    value: Figure | None
    unit: str | None = None


class ReasonText(_Answer):
    """A reason in words, with the number of records it concerns where that can be counted."""

    code: ReasonCode
    text: str
    text_en: str
    count: int | None = None


class TimeSpan(_Answer):
    """First and last day, both included."""

    from_: date = Field(alias="from")
    to: date


class Attainment(_Answer):
    """How far a target is on a day. Figures are in the target's unit; null comes with a reason, never as zero."""

    target: str
    on: date
    period: TimeSpan | None = Field(description="the span that the figure is judged over on that day")
    unit: str | None
    actual: Figure | None
    met: bool | None = Field(description="the comparator applied to `actual`")
    ratio: Figure | None = Field(description="a fraction, four decimals, half up")
    gap: Figure | None = Field(description="target − actual: what is missing to the target's value; negative beyond it")
    expected_by_now: Figure | None = Field(description="序时进度: what `actual` should be by now")
    light: Light
    final: bool | None = Field(description="false: the period still runs, the figure may change")
    forecast: Forecast | None
    reasons: list[ReasonCode] = Field(description=_REASONS)
    reason_texts: list[ReasonText]
    inputs: list[AttainmentInput]


class EvidenceItem(_Answer):
    """One record behind an actual value. `value` is in `unit`; a counted record counts `1`."""

    kind: Literal["enterprise", "project", "observation"]
    id: str = Field(description="natural key: uscc, project code, or subject|scope|indicator|period")
    name: str
    revision: int
    role: Literal["counted", "summed", "numerator", "denominator", "entered", "left", "read"]
    value: Figure | None
    unit: str | None


def in_words(reasons: tuple[Reason, ...]) -> list[ReasonText]:
    """The reasons with their texts."""
    return [
        ReasonText(code=reason.code, text=TEXTS[reason.code][0], text_en=TEXTS[reason.code][1], count=reason.count)
        for reason in reasons
    ]
