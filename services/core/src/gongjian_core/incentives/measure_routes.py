"""Subjects of measures, and funds with their figures, over HTTP."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field, create_model
from starlette.responses import Response

from gongjian import Fund, Period, to_data

from ..access.guard import Reading, caller
from ..access.rules import Access
from ..attainment.query import today
from ..database import Database
from ..errors import Invalid, NotFound
from ..jobs.repository import without_limits
from ..pages import Page, opaque, read_opaque
from ..plans.entity import FundDocument
from ..plans.query import DeclaredQuery
from ..plans.routes import city_of
from ..plans.rules import chosen
from ..vocabulary import Money
from ..web.formats import compact
from ..web.lists import Listed, answer_page, page_of_known
from ..web.operation import API, OPEN, City, listing, secured
from . import funds
from .award_text import money
from .calculator_entity import MeasureSubject
from .entity import SUBJECTS, FundStanding
from .query import SubjectQuery
from .settlement_routes import declaring
from .subjects import Question, page_of_subjects

router = APIRouter(prefix=f"{API}/cities/{{city}}", tags=["settlement"])
Id = Annotated[str, Path(description="id of the incentive")]
_FIGURE = Field(description="yuan; null without a key for the city")
FundReport = create_model(
    "FundReport",
    __base__=FundDocument,
    __doc__="A fund as declared, in yuan too, and how it stands.",
    budget_yuan=(Money, ...),
    committed=(Money | None, _FIGURE),
    drafted=(Money | None, _FIGURE),
    paid=(Money | None, _FIGURE),
    excess=(Money | None, _FIGURE),
    excess_with_drafts=(Money | None, _FIGURE),
)


@router.get(
    "/incentives/{id}/subjects", operation_id="list_incentive_subjects", response_model=Listed[MeasureSubject],
    **listing(MeasureSubject, secured()),
)  # fmt: skip
async def list_incentive_subjects(
    city: City, id: Id, query: Annotated[SubjectQuery, Query()], work: Reading
) -> Response:
    """The enterprises or projects that a measure applies to, or may apply to when a fact is missing; with reasons."""
    found = declaring(work)
    incentive = next((item for item in found.declarations.incentives if item.id == id), None)
    if incentive is None:
        raise NotFound("This city declares no such incentive; see its /incentives.")
    kind = next((kind for kind in SUBJECTS if kind == incentive.subject), None)
    if incentive.when is None or kind is None:
        raise Invalid(f"Records alone do not decide {id}: it has no condition on them.", type="not-computable")
    period, day = _period(query.period, today())
    await without_limits(work.transaction)
    texts, last = await page_of_subjects(
        work.transaction, Question(found, incentive, kind, period, day, work.place, query.outcome),
        after=read_opaque(query.cursor) if query.cursor else "", limit=query.limit,
    )  # fmt: skip
    return answer_page(work.request, Page(texts, opaque(last) if last else None, None), MeasureSubject, query.fields)


def _period(text: str | None, now: date) -> tuple[Period, date]:
    """The period and the last day of it that counts."""
    period = Period.years(now.year, now.year) if text is None else Period.parse(text)
    if not (period.is_quarter or period.is_year):
        raise Invalid.at("?period", "is neither a quarter nor a year; write 2024-Q2 or 2024")
    if period.first > now:
        raise Invalid.at("?period", "has not begun")
    return period, min(period.last, now)


@router.get("/funds", operation_id="list_funds", response_model=Listed[FundReport], **listing(FundReport, OPEN))
async def list_funds(city: City, request: Request, query: Annotated[DeclaredQuery, Query()]) -> Response:
    """The special funds; with a key for the city also what is committed, drafted and paid, and by how much exceeded."""
    found = city_of(request, city)
    access: Access | None = await caller(request) if "authorization" in request.headers else None
    said = found.declarations
    kept = chosen(said.funds, query.filters(), said.city.departments, said.plans)
    standing: Sequence[FundStanding] = ()
    if access is not None and access.sees(city) and access.may("read"):
        database: Database = request.app.state.database
        async with database.transaction((city,), actor=access.actor) as tx:
            standing = await funds.standings(tx, city, kept)
    known = {one.id: one for one in standing}
    texts = [(fund.id, _text(fund, known.get(fund.id))) for fund in kept]
    return answer_page(request, page_of_known(texts, query.wanted("")), FundReport, query.fields)


def _text(fund: Fund, standing: FundStanding | None) -> str:
    said = to_data(fund)
    assert isinstance(said, dict)  # noqa: S101 - dataclasses print as objects
    figures = standing.model_dump(mode="json") if standing is not None else {}
    names = ("committed", "drafted", "paid", "excess", "excess_with_drafts")
    return compact({**said, "budget_yuan": money(funds.budget_of(fund)), **{name: figures.get(name) for name in names}})
