"""The scorecard over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..access.guard import Calling, place_asked_for, visible_city
from ..access.rules import Access
from ..attainment.query import today
from ..attainment.report import attainments
from ..catalogue import InstalledCities, InstalledCity
from ..database import Database
from ..plans.entity import Family
from ..web.lists import answer_page, page_of_known
from ..web.operation import API, listing, secured
from . import repository
from .entity import Scorecard, Standing
from .query import ScorecardQuery
from .rules import Unit, judged_by, method, standings

router = APIRouter(prefix=API, tags=["computed"])


def asked_for(request: Request, access: Access, cities: str | None) -> list[InstalledCity]:
    """The cities that are asked for, in the catalogue's order; NotFound for one that the key does not cover."""
    names = access.cities if cities is None else [name.strip() for name in cities.split(",") if name.strip()]
    found = {name: visible_city(request, access, name) for name in names}
    known = request.app.state.catalogue.cities
    return [city for key in known if isinstance(city := found.get(key), InstalledCity)]


@router.get("/scorecard", operation_id="get_scorecard", response_model=Scorecard, **listing(Standing, secured()))
async def get_scorecard(request: Request, query: Annotated[ScorecardQuery, Query()], access: Calling) -> Response:
    """Targets by light per city, division or department, ranked; `method` says how ties and missing data are treated.

    Only cities that the key covers. A parent city and its child are never added up: there are no totals.
    """
    on = query.on or today()
    cities = asked_for(request, access, query.cities)
    keys = tuple(city.key for city in cities)
    database: Database = request.app.state.database
    place = await place_asked_for(request, database)
    lights: list[tuple[Unit, str]] = []
    async with database.transaction(keys, actor=access.actor) as transaction:
        for city in cities:
            parts = await repository.allocations(transaction, city.key, place) if query.by == "division" else []
            judging = judged_by(query.by, city, parts)
            found = await attainments(transaction, city, [target for _, target in judging], on, place)
            lights += [(unit, item.light) for (unit, _), item in zip(judging, found, strict=True)]
    placed = standings(lights, query.by)
    page = page_of_known([(f"{one.city}|{one.key}", one.model_dump_json()) for one in placed], query.wanted(""))
    catalogue: InstalledCities = request.app.state.catalogue
    beside = {
        "by": query.by,
        "on": on.isoformat(),
        "method": [rule.model_dump() for rule in method(query.by)],
        "never_added": [Family(parent=parent, child=child).model_dump() for parent, child in catalogue.families(keys)],
    }
    return answer_page(request, page, Standing, query.fields, beside=beside)
