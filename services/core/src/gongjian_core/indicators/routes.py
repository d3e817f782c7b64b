"""Indicators, and their observations, over HTTP."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ..access.guard import Editing, Reading
from ..declared import Catalogue, Indicator
from ..errors import Fault, Invalid, NotFound
from ..pages import Where, page_of
from ..web.body import accepts, read_json, validated
from ..web.conditions import answer
from ..web.lists import Listed, PageQuery, Search, answer_page, page_of_known
from ..web.operation import API, PUBLIC, City, listing, secured
from ..web.problem import responses
from ..web.query import refuse_unknown_query
from . import repository
from .entity import Observation
from .query import ObservationQuery
from .rules import figures_of

router = APIRouter(prefix=API, tags=["indicators"])


class IndicatorDocument(BaseModel):
    """An indicator: what it measures, of whom, and how its figures may be combined."""

    model_config = ConfigDict(title="Indicator", from_attributes=True)

    key: str = Field(examples=["gross_output"])
    name: str
    name_en: str
    unit: str
    subjects: list[str]
    direction: Literal["up", "down", "band"]
    accumulation: Literal["period", "year_to_date", "stock"]
    aggregation: Literal["sum", "last", "weighted", "none"]
    source: str | None


class IndicatorQuery(PageQuery):
    """Filters of the list of indicators."""

    sort: Literal["", "key", "-key"] = ""
    subject: Search | None = Field(None, description="recorded for that kind of subject")
    q: Search | None = Field(None, description="part of a name")


class Observations(BaseModel):
    """Observations to record, all or none."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    items: list[Observation] = Field(min_length=1, max_length=1000)


class ObservationOutcome(BaseModel):
    """What became of one observation."""

    outcome: Literal["created", "revised", "unchanged"]
    revision: int


class ObservationOutcomes(BaseModel):
    """What became of the observations, in the order given."""

    items: list[ObservationOutcome]


def _document(indicator: Indicator) -> str:
    return IndicatorDocument.model_validate(indicator).model_dump_json()


@router.get(
    "/indicators", operation_id="list_indicators", response_model=Listed[IndicatorDocument],
    **listing(IndicatorDocument, PUBLIC),
)  # fmt: skip
async def list_indicators(request: Request, query: Annotated[IndicatorQuery, Query()]) -> Response:
    """The shared indicators and those that cities add; readable without a key."""
    refuse_unknown_query(request)
    catalogue: Catalogue = request.app.state.catalogue
    wanted = [
        (key, _document(indicator))
        for key, indicator in sorted(catalogue.indicators.items(), reverse=query.sort.startswith("-"))
        if (query.subject is None or query.subject in indicator.subjects)
        and (query.q is None or query.q.lower() in f"{indicator.name} {indicator.name_en} {key}".lower())
    ]
    return answer_page(request, page_of_known(wanted, query.wanted("key")), IndicatorDocument, query.fields)


@router.get(
    "/indicators/{key}", operation_id="get_indicator", response_model=IndicatorDocument, responses=responses(404, 422),
)  # fmt: skip
async def get_indicator(key: str, request: Request) -> Response:
    """One indicator; readable without a key."""
    refuse_unknown_query(request)
    catalogue: Catalogue = request.app.state.catalogue
    if key not in catalogue.indicators:
        raise NotFound("There is no such indicator; see /indicators.")
    return answer(request, _document(catalogue.indicators[key]))


@router.put(
    "/cities/{city}/observations", operation_id="put_observations",
    responses=responses(401, 403, 404, 413, 415, 422, 503), openapi_extra=secured(accepts(Observations)),
)  # fmt: skip
async def put_observations(city: City, work: Editing) -> ObservationOutcomes:
    """Record values of indicators, 1 to 1000, all or none; a further value for the same key is a new revision."""
    given = validated(Observations, await read_json(work.request))
    figures, faults = figures_of(given.items, work.city)
    if not faults:
        unknown = await repository.unknown_subjects(work.transaction, work.city.key, figures)
        faults = [
            Fault(f"/items/{at}/subject", f"is no {figure.subject_kind} of this city's register; record it first")
            for at, figure in enumerate(figures)
            if (figure.subject_kind, figure.subject_key) in unknown
        ]
    if faults:
        raise Invalid.all(faults)
    written = await repository.put(work.transaction, work.city.key, figures)
    return ObservationOutcomes(
        items=[ObservationOutcome(outcome=_outcome(one.before, one.revision), revision=one.revision) for one in written]
    )


def _outcome(before: int | None, revision: int) -> Any:
    if before is None:
        return "created"
    return "unchanged" if before == revision else "revised"


@router.get(
    "/cities/{city}/observations", operation_id="list_observations", response_model=Listed[Observation],
    **listing(Observation),
)  # fmt: skip
async def list_observations(city: City, query: Annotated[ObservationQuery, Query()], work: Reading) -> Response:
    """Values of indicators, the present ones or every revision."""
    where = Where()
    source = repository.source(query, work.place, where)
    stocks = [key for key, one in work.catalogue.indicators.items() if one.accumulation == "stock"]
    repository.filtered(work.city.key, query, stocks, where)
    page = await page_of(
        work.transaction, item=repository.ITEM, source=source, where=where, keys=repository.KEYS,
        sorts=repository.SORTS, wanted=query.wanted("subject"),
    )  # fmt: skip
    return answer_page(work.request, page, Observation, query.fields)
