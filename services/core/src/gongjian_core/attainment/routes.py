"""Attainment and evidence over HTTP."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from gongjian import Target

from ..access.guard import Reading, Work
from ..catalogue import InstalledCity
from ..errors import NotFound
from ..pages import Page
from ..plans.rules import chosen_targets
from ..web.conditions import answer
from ..web.lists import Listed, answer_page, page_of_known
from ..web.operation import API, READ, AsOf, City, listing
from .entity import Attainment, EvidenceItem
from .evidence_pages import evidence_page
from .query import AttainmentQuery, EvidenceQuery, today
from .report import attainments

router = APIRouter(prefix=f"{API}/cities/{{city}}", tags=["attainment"])
Id = Annotated[str, Path(description="id of the target")]
On = Annotated[date | None, Query(description="the day that is judged; default today (Asia/Shanghai)")]


def planning(work: Work) -> InstalledCity:
    """The city of the request with what it declares; NotFound when it declares nothing."""
    if not isinstance(work.city, InstalledCity):
        raise NotFound("This city declares no targets.")
    return work.city


def target_of(city: InstalledCity, id: str) -> Target:
    """The target of that id; NotFound when the city declares none."""
    if id not in city.targets:
        raise NotFound("This city declares no such target; see its /targets.")
    return city.targets[id]


async def _texts(work: Work, targets: Sequence[Target], on: date) -> list[str]:
    found = await attainments(work.transaction, planning(work), targets, on, work.place)
    return [item.model_dump_json(by_alias=True) for item in found]


@router.get("/attainment", operation_id="list_attainment", response_model=Listed[Attainment], **listing(Attainment))
async def list_attainment(city: City, query: Annotated[AttainmentQuery, Query()], work: Reading) -> Response:
    """How far the targets are on a day, in the document's order; all in a handful of statements."""
    found = planning(work)
    chosen = chosen_targets(found.declarations.targets, query.filters(), found.declarations.city.departments)
    page = page_of_known([(target.id, target.id) for target in chosen], query.wanted(""))
    texts = await _texts(work, [found.targets[id] for id in page.items], query.on or today())
    return answer_page(work.request, Page(texts, page.next, page.total), Attainment, query.fields)


@router.get("/targets/{id}/attainment", operation_id="get_target_attainment", response_model=Attainment, **READ)
async def get_target_attainment(city: City, id: Id, work: Reading, on: On = None, as_of: AsOf = None) -> Response:
    """How far one target is on a day, and why."""
    (text,) = await _texts(work, [target_of(planning(work), id)], on or today())
    return answer(work.request, text)


@router.get(
    "/targets/{id}/evidence", operation_id="list_target_evidence", response_model=Listed[EvidenceItem],
    **listing(EvidenceItem),
)  # fmt: skip
async def list_target_evidence(city: City, id: Id, query: Annotated[EvidenceQuery, Query()], work: Reading) -> Response:
    """The records that make up the actual value: exactly those that were counted, summed or read."""
    found = planning(work)
    page = await evidence_page(work.transaction, found, target_of(found, id), query, work.place)
    return answer_page(work.request, page, EvidenceItem, query.fields)
