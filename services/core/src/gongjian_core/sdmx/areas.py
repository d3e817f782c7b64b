"""Where a figure stands in the cube: the area and the subject within it, from the subject that records name. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from ..catalogue import InstalledCity
from .flows import WHOLE
from .selection import Selection

_AREAS = ("division", "park")
_WITHIN = ("chain", "enterprise", "project")


@dataclass(frozen=True)
class Places:
    """The areas of one city."""

    city: InstalledCity

    @cached_property
    def known(self) -> frozenset[str]:
        """Codes of the divisions, zones, parks and towns that the city declares."""
        return frozenset(area.code for area in self.city.declarations.city.divisions)

    def of(self, kind: str, key: str) -> tuple[str, str]:
        """REF_AREA and SUBJECT. What is no declared area of its own stands in the area that it lies in."""
        own = self.city.division_code
        if kind == "city":
            return own, WHOLE
        if kind in _AREAS and key in self.known and key != own:
            return key, WHOLE
        area = key[:6] if kind == "division" and key[:6] in self.known else own
        return area, f"{kind}-{key}"

    def subject(self, text: str) -> tuple[str, str]:
        """REF_AREA and SUBJECT of a subject as records write it: `city`, `park:<code>`."""
        kind, _, key = text.partition(":")
        return self.of(kind, key)

    def narrowed(self, selection: Selection) -> tuple[Collection[str] | None, Collection[str] | None]:
        """Kinds and keys of subjects outside of which nothing can be selected; None: any. What is left is checked."""
        areas, subjects = selection.of("REF_AREA"), selection.of("SUBJECT")
        if subjects is None:
            elsewhere = areas is not None and self.city.division_code not in areas
            return (_AREAS if elsewhere else None), None
        kinds: set[str] = set()
        keys: set[str] = set()
        for subject in subjects:
            kind, _, key = subject.partition("-")
            if subject == WHOLE:
                kinds.update(("city", *_AREAS))
                keys.update(("", *(self.known if areas is None else areas)))
            else:
                kinds.add(kind)
                keys.add(key)
        return sorted(kinds), sorted(keys)
