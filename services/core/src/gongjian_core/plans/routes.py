"""What cities declare, over HTTP: published policy, readable without a key."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from gongjian import Scope, Target, to_data

from ..catalogue import InstalledCities, InstalledCity
from ..errors import NotFound
from ..web.conditions import answer
from ..web.formats import compact
from ..web.lists import Listed, PageQuery, answer_page, page_of_known
from ..web.operation import API, PUBLIC, City, listing
from ..web.problem import responses
from ..web.query import refuse_unknown_query
from . import entity
from .query import DeclaredQuery, IncentiveQuery, KnownQuery, PhaseQuery, TargetQuery
from .rules import chosen, chosen_targets, current_phases

router = APIRouter(prefix=API, tags=["declared"])
Id = Annotated[str, Path(description="id of the declared thing")]
_ONE: dict[str, Any] = {"responses": {304: {"description": "If-None-Match names it"}, **responses(400, 404, 422)}}


def _list_of(model: type[BaseModel]) -> dict[str, Any]:
    """What a public list declares; its class was made at run time."""
    return {"response_model": Listed[model], **listing(model, PUBLIC)}  # type: ignore[valid-type]


def city_of(request: Request, key: str) -> InstalledCity:
    """The installed city of a path; NotFound when there is none. Declared things need no key."""
    refuse_unknown_query(request)
    cities: InstalledCities = request.app.state.catalogue
    if key not in cities.cities:
        raise NotFound("There is no such city; see /cities.")
    return cities.cities[key]


def printed(data: object) -> str:
    """A declaration as it is answered."""
    return compact(to_data(data))


def target_text(city: InstalledCity, target: Target) -> str:
    """A target with the title of its scope."""
    scope = city.scopes[target.scope].title if target.scope else ""
    data = to_data(target)
    assert isinstance(data, dict)  # noqa: S101 - dataclasses print as objects
    return compact({**data, "scope_title": scope})


def _page(request: Request, query: PageQuery, items: Iterable[tuple[str, str]], model: type[BaseModel]) -> Response:
    return answer_page(request, page_of_known(list(items), query.wanted("")), model, query.fields)


def _single(request: Request, items: Iterable[tuple[str, str]], wanted: str, what: str) -> Response:
    for name, text in items:
        if name == wanted:
            return answer(request, text)
    raise NotFound(f"This city declares no such {what}.")


def city_document(city: InstalledCity) -> entity.CityDocument:
    """A city as it is answered."""
    said = city.declarations
    about = said.city
    return entity.CityDocument(
        key=about.key,
        name=about.name,
        name_en=about.name_en,
        division_code=about.division_code,
        level=about.level,
        parent=about.parent,
        province_code=about.province_code,
        plans=[plan.id for plan in said.plans],
        plugin=entity.Plugin(distribution=said.distribution, version=said.version),
    )


@router.get("/cities", operation_id="list_cities", **_list_of(entity.CityDocument))
async def list_cities(request: Request, query: Annotated[KnownQuery, Query()]) -> Response:
    """The installed cities."""
    refuse_unknown_query(request)
    cities: InstalledCities = request.app.state.catalogue
    texts = [(key, city_document(city).model_dump_json()) for key, city in cities.cities.items()]
    return _page(request, query, texts, entity.CityDocument)


@router.get("/cities/{city}", operation_id="get_city", response_model=entity.CityDocument, **_ONE)
async def get_city(city: City, request: Request) -> Response:
    """One city."""
    return answer(request, city_document(city_of(request, city)).model_dump_json())


@router.get("/cities/{city}/targets", operation_id="list_targets", **_list_of(entity.TargetDocument))
async def list_targets(city: City, request: Request, query: Annotated[TargetQuery, Query()]) -> Response:
    """The targets, in the document's order."""
    found = city_of(request, city)
    kept = chosen_targets(found.declarations.targets, query.filters(), found.declarations.city.departments)
    texts = [(target.id, target_text(found, target)) for target in kept]
    return _page(request, query, texts, entity.TargetDocument)


@router.get(
    "/cities/{city}/targets/{id}", operation_id="get_target", response_model=entity.TargetDocument, **_ONE
)  # fmt: skip
async def get_target(city: City, id: Id, request: Request) -> Response:
    """One target."""
    found = city_of(request, city)
    texts = ((target.id, target_text(found, target)) for target in found.targets.values() if target.id == id)
    return _single(request, texts, id, "target")


@router.get("/cities/{city}/incentives", operation_id="list_incentives", **_list_of(entity.IncentiveDocument))
async def list_incentives(city: City, request: Request, query: Annotated[IncentiveQuery, Query()]) -> Response:
    """Incentives and pressure measures, in the document's order."""
    found = city_of(request, city)
    kept = chosen(found.declarations.incentives, query.filters(), found.declarations.city.departments)
    texts = [
        (item.id, printed(item))
        for item in kept
        if query.subject in (None, item.subject) and query.polarity in (None, item.polarity)
    ]
    return _page(request, query, texts, entity.IncentiveDocument)


@router.get(
    "/cities/{city}/incentives/{id}", operation_id="get_incentive", response_model=entity.IncentiveDocument, **_ONE
)  # fmt: skip
async def get_incentive(city: City, id: Id, request: Request) -> Response:
    """One incentive: its condition and amount as trees, every figure of theirs as a parameter."""
    items = ((item.id, printed(item)) for item in city_of(request, city).declarations.incentives)
    return _single(request, items, id, "incentive")


@router.get("/cities/{city}/phases", operation_id="list_phases", **_list_of(entity.PhaseDocument))
async def list_phases(city: City, request: Request, query: Annotated[PhaseQuery, Query()]) -> Response:
    """Dated stages; with `on` those that the day lies in."""
    found = city_of(request, city)
    kept = chosen(found.declarations.phases, query.filters(), found.declarations.city.departments)
    if query.on is not None:
        kept = current_phases(kept, query.on)
    return _page(request, query, [(item.id, printed(item)) for item in kept], entity.PhaseDocument)


def _scope_text(scope: Scope) -> str:
    """A scope as it is answered: how documents print it is the plugin's own matter."""
    return printed({"id": scope.id, "title": scope.title})


def _declared(
    path: str, of_city: str, model: type[BaseModel], summary: str, text: Callable[[Any], str] = printed
) -> None:
    """Add a list of things, places or words (an attribute of a city) that the common filters alone narrow."""

    async def listed(city: City, request: Request, query: Annotated[DeclaredQuery, Query()]) -> Response:
        found = city_of(request, city)
        said = found.declarations
        kept = chosen(attrgetter(of_city)(found), query.filters(), said.city.departments, said.plans)
        return _page(request, query, [(str(at), text(item)) for at, item in enumerate(kept)], model)

    router.add_api_route(
        f"/cities/{{city}}/{path}", listed, methods=["GET"], operation_id=f"list_{path}", summary=summary,
        **_list_of(model),
    )  # fmt: skip


_declared("clauses", "fates", entity.ClauseDocument, "Every clause, and what became of it")
_declared("duties", "declarations.duties", entity.DutyDocument, "What recurs or falls due")
_declared("tasks", "declarations.tasks", entity.TaskDocument, "The tasks with their units")
_declared("lists", "declarations.lists", entity.ListDocument, "The lists that plans keep")
_declared("divisions", "declarations.city.divisions", entity.DivisionDocument, "Divisions, zones, parks and towns")
_declared("departments", "declarations.city.departments", entity.DepartmentDocument, "The units the documents name")
_declared("chains", "declarations.city.chains", entity.ChainDocument, "Industry chains and sectors the plan names")
_declared(
    "scopes", "declarations.city.scopes", entity.ScopeDocument, "What part of a subject a figure may cover", _scope_text
)


@router.get("/cities/{city}/plans", operation_id="list_plans", **_list_of(entity.PlanDocument))
async def list_plans(city: City, request: Request, query: Annotated[DeclaredQuery, Query()]) -> Response:
    """The city's plans; what the document does not give is null."""
    said = city_of(request, city).declarations
    kept = chosen(said.plans, query.filters(), said.city.departments, said.plans)
    return _page(request, query, [(plan.id, printed(plan)) for plan in kept], entity.PlanDocument)
