"""Pages of evidence: records behind a measure from the database, observations from what the rules read."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian import Target

from ..catalogue import InstalledCity
from ..database import Transaction
from ..pages import Page, Sort, Where, page_of
from ..web.lists import page_of_known
from . import repository
from .entity import EvidenceItem
from .evidence import listings, statement
from .figures import Observed
from .frame import Frame
from .observed import read
from .query import EvidenceQuery, today
from .report import question

_VALUE = "round(e.value, case when e.unit = '元' then greatest(2, min_scale(e.value)) else min_scale(e.value) end)"
_ITEM = f"""json_build_object('kind', e.kind, 'id', e.id, 'name', e.name, 'revision', e.revision, 'role', e.role,
  'value', {_VALUE}::text, 'unit', e.unit)::text"""
_ORDER = (Sort("e.part", "integer"), Sort('e.id collate "C"'), Sort('e.sub collate "C"'))


async def evidence_page(
    tx: Transaction, city: InstalledCity, target: Target, query: EvidenceQuery, place: int | None
) -> Page:
    """One page of the records behind a target's actual value on a day."""
    asked = question(city, target, query.on or today())
    if asked.measure is not None:
        asked = asked.kept_by(await repository.empty_registers(tx, city.key, place))
    if not isinstance(asked.frame, Frame) or asked.subjects is None:
        return page_of_known([], query.wanted(""))
    if asked.measure is None:
        series = [one for subject in asked.subjects for one in asked.needed(subject)]
        found = await repository.observations(tx, city.key, series, place)
        items = [item for s in asked.subjects for item in _read(city, target, asked.frame, asked.observed(s, found))]
        return page_of_known([(f"{item.role}|{item.id}", item.model_dump_json()) for item in items], query.wanted(""))
    whole = asked.parts("city" if target.per is not None else target.subject)
    source, values = statement(listings(asked.measure, whole), city.key, city.indicators, place)
    await repository.prepare(tx)
    return await page_of(
        tx,
        item=_ITEM,
        source=f"({source}) e",
        where=Where(values=list(values)),
        keys=_ORDER[1:],
        sorts={"": _ORDER[0]},
        wanted=query.wanted(""),
    )


def _read(city: InstalledCity, target: Target, frame: Frame, found: Sequence[Observed]) -> list[EvidenceItem]:
    indicator = city.indicators[target.indicator]
    used = read(target, indicator, frame, found).inputs
    return [
        EvidenceItem(
            kind="observation",
            id=item.id,
            name=city.indicators[item.id.split("|")[2]].name,
            revision=item.revision or 0,
            role="read",
            value=item.value,
            unit=item.unit,
        )
        for item in used
    ]
