"""What core asks of the installed cities, and nothing more. `catalogue` answers from the plugins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

Subject = Literal["enterprise", "project"]
_YEARLY = re.compile(r"(.+)-(\d{4})", re.ASCII)


class Indicator(Protocol):
    """An indicator of the shared catalogue or of a city."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def subjects(self) -> Sequence[str]: ...
    @property
    def direction(self) -> str: ...
    @property
    def accumulation(self) -> str: ...
    @property
    def aggregation(self) -> str: ...
    @property
    def source(self) -> str | None: ...


class DeclaredList(Protocol):
    """A list that a plan keeps of enterprises or projects."""

    @property
    def id(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def yearly(self) -> bool: ...


class City(Protocol):
    """One installed city and the codes that its records may use."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def division_code(self) -> str:
        """Six digits of GB/T 2260."""
        ...

    def has_division(self, code: str) -> bool:
        """Whether the code is the city's own or lies under it, as the plugin declares."""
        ...

    def has_park(self, park: str) -> bool:
        """Whether the city declares that park or development zone."""
        ...

    def has_chain(self, chain: str) -> bool:
        """Whether the city's plans name that industry chain."""
        ...

    def has_scope(self, scope: str) -> bool:
        """Whether a figure may cover that part of a subject."""
        ...

    def declared_list(self, id: str) -> DeclaredList | None:
        """The list of that id (without `-YYYY`), or None."""
        ...

    def indicator(self, key: str) -> Indicator | None:
        """The indicator as this city uses it (shared or its own), or None."""
        ...


class Catalogue(Protocol):
    """All installed cities."""

    @property
    def cities(self) -> Mapping[str, City]:
        """The cities by key."""
        ...

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Shared indicators and those that cities add, by key."""
        ...


def list_fault(city: City, written: str, subject: str) -> str | None:
    """What is wrong with the id of a plan's list on that kind of subject, or None.

    Records write `<id>`, or `<id>-YYYY` where the list is yearly.
    """
    see = f"see /cities/{city.key}/lists"
    plain = city.declared_list(written)
    match = _YEARLY.fullmatch(written)
    declared = plain or (city.declared_list(match[1]) if match else None)
    if declared is None:
        return f"is no list of {city.name}; {see}"
    if declared.subject != subject:
        return f"is a list of {declared.subject}s; {see}"
    if declared.yearly and plain is not None:
        return f"is yearly: append the year, such as {written}-2024"
    if not declared.yearly and plain is None:
        return "is not yearly: write it without a year"
    return None
