"""Data as SDMX-CSV 2.0: a line per observation, with what is to be done about it in ACTION.

Texts that a spreadsheet would run as formulas are defused; codes, times and figures stand as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from ..web.formats import defused
from .cube import Action, Obs, Series
from .flows import AGENCY, MEASURE, TIME, VERSION, Flow
from .markup import Header

MISSING: Final = "NaN"
"""Stands for a value that is not known: an empty cell would say that it is none of the message's business."""


class Csv:
    """SDMX-CSV 2.0. Deletions are lines with the key alone."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.structure = f"{AGENCY}:{flow.id}({VERSION})"
        self.attributes = tuple(part.id for part in flow.attributes)
        self.texts = frozenset(
            part.id for part in flow.attributes if part.codelist is None and part.text_type == "String"
        ) - {"VALUE_HIGH"}

    def head(self, header: Header) -> str:
        """The names of the columns."""
        return _line(("STRUCTURE", "STRUCTURE_ID", "ACTION", *self.flow.dimension_ids, TIME, MEASURE, *self.attributes))

    def begin(self, action: Action) -> str:
        """Nothing: every line has its action."""
        return ""

    def series(self, series: Series, action: Action) -> str:
        """The lines of a series; one without observations has a line of its own."""
        return "".join(self._row(series, item, action) for item in series.observations or (Obs(""),))

    def end(self) -> str:
        """Nothing."""
        return ""

    def tail(self) -> str:
        """Nothing."""
        return ""

    def _row(self, series: Series, item: Obs, action: Action) -> str:
        found = {**series.attributes, **item.attributes}
        cells = (self._cell(name, found.get(name, "")) for name in self.attributes)
        value = item.value
        if value is None:
            value = MISSING if item.time and action != "Delete" else ""
        return _line(("dataflow", self.structure, action[0], *series.key, item.time, value, *cells))

    def _cell(self, name: str, value: str) -> str:
        return defused(value) if name in self.texts else value


def _line(cells: Iterable[str]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(cells)
    return target.getvalue()
