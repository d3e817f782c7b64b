"""What a stored subscription asks for and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..selection import Selection


def selection_of(row: Mapping[str, Any]) -> Selection:
    """What a stored subscription asks for."""
    return Selection(
        None if row["types"] is None else tuple(row["types"]), None if row["cities"] is None else tuple(row["cities"])
    )


def cursor_of(row: Mapping[str, Any], today: date) -> str:
    """Where a stored subscription stands."""
    return selection_of(row).at(row["position"], row["seal"], row["scope"], today).text
