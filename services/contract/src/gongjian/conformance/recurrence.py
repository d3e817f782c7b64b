"""Recurrence rules (RFC 5545) of duties: written so that every calendar reads them alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..declarations import Declarations
from ..schedule import Duty
from .problem import Problem

_ON_NO_DAY: Final = ("once", "as_needed")
_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAYS: Final = re.compile(r"[-+]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER: Final = re.compile(r"[-+]?\d{1,3}", re.ASCII)
_MOST: Final = {"INTERVAL": (1, 100), "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYSETPOS": (-366, 366)}


def fault(duty: Duty) -> str | None:
    """What is wrong with the rule of a duty, or None."""
    if duty.frequency in _ON_NO_DAY:
        return f"is {duty.frequency} and has a recurrence rule" if duty.rrule is not None else None
    if duty.rrule is None:
        return "recurs without a recurrence rule"
    parts = [part.partition("=") for part in duty.rrule.split(";")]
    names = [name for name, _, _ in parts]
    if names[0] != "FREQ" or parts[0][2] not in _FREQUENCIES or len(set(names)) < len(names):
        return f"has the recurrence rule {duty.rrule}, which does not begin with FREQ or names a part twice"
    for name, _, values in parts[1:]:
        if not all(_is_known(name, value) for value in values.split(",")):
            return f"has {name}={values} in its recurrence rule, which no calendar understands"
    return None


def _is_known(name: str, value: str) -> bool:
    if name == "BYDAY":
        return _DAYS.fullmatch(value) is not None
    if name not in _MOST or not _NUMBER.fullmatch(value):
        return False
    least, most = _MOST[name]
    return int(value) != 0 and least <= int(value) <= most


def problems(said: Declarations) -> Iterator[Problem]:
    """Duties whose rule is missing, not wanted or malformed."""
    for duty in said.duties:
        if found := fault(duty):
            yield Problem(
                said.city.key, duty.clause, f"{duty.id} {found}", "write it as FREQ=MONTHLY;BYMONTHDAY=-1, or leave it"
            )
