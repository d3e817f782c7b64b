"""What a reader of the feed asks for, and whether a cursor still fits it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from ..access.rules import Place, cities_of, is_prefix, trimmed
from ..errors import BadRequest, Gone, Invalid, NotFound
from . import cursor as cursors
from .cursor import Cursor

Type = Literal[
    "enterprise", "project", "observation", "allocation", "problem", "settlement", "award", "other_award",
    "fulfilment", "declaration",
]  # fmt: skip
TYPES: Final[tuple[str, ...]] = get_args(Type)
EXPORTS: Final = "/api/v1/exports"
_AGAIN: Final = f"Begin again with an export (POST {EXPORTS}), which brings a new cursor."


@dataclass(frozen=True)
class Selection:
    """Types and cities asked for, sorted; None stands for all, also for those that come later."""

    types: tuple[str, ...] | None = None
    cities: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        """What a cursor's filter is bound to."""
        return json.dumps([self.types, self.cities])

    def scope_text(self, scope: str) -> str:
        """What a cursor's scope is bound to: the cities named, or else the scope of the key."""
        if self.cities is not None:
            return json.dumps(self.cities)
        return trimmed(scope) if is_prefix(scope) else scope

    def at(self, position: int, seal: int, scope: str, today: date) -> Cursor:
        """The cursor of a place for this selection under a scope."""
        return Cursor(position, seal, today, cursors.mark(self.text), cursors.mark(self.scope_text(scope)))


def _words(text: str | None, parameter: str) -> tuple[str, ...] | None:
    if text is None:
        return None
    words = tuple(sorted({word.strip() for word in text.split(",")} - {""}))
    if not words:
        raise Invalid.at(parameter, "names nothing; leave it out for all")
    return words


def selection(types: str | None, cities: str | None) -> Selection:
    """A selection from query parameters, words separated by commas; Invalid names what is no type."""
    return checked(_words(types, "?types"), _words(cities, "?cities"), "?types")


def checked(types: tuple[str, ...] | None, cities: tuple[str, ...] | None, pointer: str) -> Selection:
    """A selection of these; Invalid names what is no type."""
    if unknown := sorted(set(types or ()) - set(TYPES)):
        raise Invalid.at(pointer, f"{', '.join(unknown)[:200]}: no such type; known: {', '.join(TYPES)}")
    return Selection(
        None if types is None else tuple(sorted(set(types))), None if cities is None else tuple(sorted(set(cities)))
    )


def reached(wanted: Selection, scope: str, known: Mapping[str, Place]) -> tuple[str, ...]:
    """The cities to read; NotFound when one is named that the scope does not cover."""
    covered = cities_of(scope, known)
    if wanted.cities is None:
        return covered
    if set(wanted.cities) - set(covered):
        raise NotFound("One of the cities does not exist, or this key does not cover it.")
    return wanted.cities


def place_in(text: str, wanted: Selection, scope: str, *, seal: int | None, today: date, days: int) -> int:
    """The place that a cursor names; BadRequest when it is of another selection, Gone when it holds no longer.

    `seal` is that of the change which now has the cursor's number; None when none has.
    """
    found = cursors.read(text)
    if found.filter != cursors.mark(wanted.text):
        raise BadRequest(
            "The cursor belongs to another selection; keep `types` and `cities` while reading on.",
            type="cursor-of-another-selection",
        )
    if found.scope != cursors.mark(wanted.scope_text(scope)):
        raise scope_changed()
    if today - found.given > timedelta(days=days):
        raise Gone(f"The cursor was given more than {days} days ago. {_AGAIN}", type="cursor-expired", export=EXPORTS)
    if found.seal != seal:
        raise Gone(
            f"The database was set back to before this cursor; what was read since is not its past any more. {_AGAIN}",
            type="cursor-expired",
            export=EXPORTS,
        )
    return found.position


def scope_changed() -> Gone:
    """What may be seen is no longer what it was when the cursor was given."""
    return Gone(
        f"The cursor was given for other rights: what may be seen has changed. {_AGAIN}",
        type="scope-changed",
        export=EXPORTS,
    )
