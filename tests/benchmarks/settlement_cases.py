"""The facts of a settlement in memory: for the bare loop, for OpenFisca, and for an exact count of our own in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongjian import Incentive, Period
from gongjian.tree import facts_of
from gongjian_core.catalogue import InstalledCity
from gongjian_core.database import Database
from gongjian_core.incentives.fact_figures import Closing
from gongjian_core.incentives.fact_rows import FactSelect, Subject, pieces

BRACKETS = ((500_000_000, 10), (100_000_000, 15), (50_000_000, 20), (20_000_000, 25))


@dataclass(frozen=True)
class Facts:
    """All enterprises of a city with their facts over a period."""

    incentives: list[Incentive]
    select: FactSelect
    subjects: list[Subject]


async def read(url: str, city: InstalledCity, period: Period, settled: set[str | None]) -> Facts:
    """Read them through the service's own statement."""
    incentives = [
        item for item in city.declarations.incentives if item.subject == "enterprise" and item.settled in settled
    ]
    asked = facts_of(*(tree for item in incentives for tree in (item.when, item.amount, item.event)))
    select = FactSelect("enterprise", city.key, asked, city.indicators, period, Closing(period.last, over=True), None)
    database = Database(url)
    async with database.transaction((city.key,)) as tx:
        subjects = [subject async for piece in pieces(tx, select) for subject in piece]
    await database.close()
    return Facts(incentives, select, subjects)


def growth_in_fen(contents: dict[str, Any]) -> int | None:
    """三(一)1 in whole fen and whole percents, written again without the contract: the amount, or None."""
    if not (contents.get("lawful_operation") and contents.get("tax_normal") and contents.get("above_scale")):
        return None
    now, before = _fen(contents.get("gross_output")), _fen(contents.get("gross_output_last_year"))
    if contents["industry_code"][0] not in "BCD" or now is None or before is None or before <= 0:
        return None
    for lower, percent in BRACKETS:
        if now >= lower * 100:
            # A permille of fen is rounded half up to the fen.
            return (now - before + 500) // 1000 if (now - before) * 100 >= percent * before else None
    return None


def grew_exactly(contents: dict[str, Any]) -> bool:
    """Whether output grew by one of the demanded rates, to the fen."""
    now, before = _fen(contents.get("gross_output")), _fen(contents.get("gross_output_last_year"))
    if now is None or not before:
        return False
    return any((now - before) * 100 == p * before for _, p in BRACKETS)


def _fen(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 100)


def case(contents: dict[str, Any]) -> dict[str, Any]:
    """The facts as OpenFisca's variables."""
    said: dict[str, Any] = {
        "lawful_operation": contents.get("lawful_operation") is True,
        "tax_normal": contents.get("tax_normal") is True,
        "above_scale": contents.get("above_scale") is True,
        "has_last_year": contents.get("gross_output_last_year") is not None,
        "industry_code": contents["industry_code"],
        "above_scale_entry": contents.get("above_scale_entry") or "",
    }
    for name in ("gross_output", "gross_output_last_year", "digital_equipment_purchase"):
        said[name] = float(contents.get(name) or 0)
    for name, ours in (
        ("above_scale_entered_on",) * 2,
        ("previous_above_scale_entered_on",) * 2,
        ("commissioned_on", "enterprise_commissioned_on"),
    ):
        said |= _day(name, contents.get(ours))
    for name, kind, level in (
        ("first_little_giant", "little_giant", ",level=national"),
        ("first_srdi_sme", "srdi_sme", ""),
        ("first_innovative_sme", "innovative_sme", ""),
        ("clean_production_provincial", "clean_production", ",level=provincial"),
        ("clean_production_city", "clean_production", ",level=city"),
        ("digital_benchmark", "digital_benchmark", ",level=provincial"),
        ("integration_pilot", "integration_pilot", ",level=national"),
    ):
        narrowed = f"[kind={kind}{level}]"
        said |= _day(f"{name}_granted_on", contents.get(f"certification_granted_on{narrowed}"))
        said[f"{name}_first"] = contents.get(f"certification_first{narrowed}") is True
    return said


def _day(name: str, day: date | None) -> dict[str, str]:
    """A date that is known; OpenFisca's own default stands for the others."""
    return {} if day is None else {name: day.isoformat()}
