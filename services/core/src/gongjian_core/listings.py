"""Ids of the lists that plans keep, as records write them: `<id>`, or `<id>-YYYY` where the list is yearly."""

from __future__ import annotations

import re

from .declared import City

_YEARLY = re.compile(r"(.+)-(\d{4})", re.ASCII)


def list_fault(city: City, written: str, subject: str) -> str | None:
    """What is wrong with a list id on that kind of subject, or None."""
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
