"""Comparisons over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from gongjian import Indicator, to_data

from ..access.guard import Calling, place_asked_for
from ..access.rules import Access
from ..attainment.figures import Observed, Series
from ..attainment.query import today
from ..attainment.report import attainments
from ..attainment.repository import observations
from ..catalogue import InstalledCities, InstalledCity
from ..database import Database, Transaction
from ..errors import Invalid, NotFound
from ..plans.entity import Family
from ..web.lists import answer_page, page_of_known
from ..web.operation import API, listing, secured
from .entity import ComparedCity, Comparison
from .query import ComparisonQuery
from .rules import figure_of, judged_on, side_of, targets_of

router = APIRouter(prefix=API, tags=["computed"])


def asked_for(catalogue: InstalledCities, access: Access, cities: str | None) -> list[InstalledCity]:
    """The cities that are asked for, in the catalogue's order; NotFound for one that is not installed."""
    names = access.cities if cities is None else [name.strip() for name in cities.split(",") if name.strip()]
    if unknown := [name for name in names if name not in catalogue.cities]:
        raise NotFound(f"There is no city {', '.join(unknown)[:100]}; see /cities.")
    return [city for key, city in catalogue.cities.items() if key in names]


@router.get("/compare", operation_id="get_comparison", response_model=Comparison, **listing(ComparedCity, secured()))
async def get_comparison(request: Request, query: Annotated[ComparisonQuery, Query()], access: Calling) -> Response:
    """The same indicator side by side: targets as declared, and what the cities within the key's scope reached.

    Cities without it are listed as absent, with the reason. Nothing is added up, least of all a parent and its child.
    """
    catalogue: InstalledCities = request.app.state.catalogue
    indicator = catalogue.indicators.get(query.indicator)
    if indicator is None:
        raise Invalid.at("?indicator", "is no indicator that is known here; see /indicators")
    cities = asked_for(catalogue, access, query.cities)
    year = query.year or today().year
    on = judged_on(year, today())
    database: Database = request.app.state.database
    place = await place_asked_for(request, database)
    seen = tuple(city.key for city in cities if access.sees(city.key))
    sides: list[ComparedCity] = []
    async with database.transaction(seen, actor=access.actor) as transaction:
        for city in cities:
            declared = targets_of(city, indicator.key, year)
            if city.key not in seen:
                sides.append(side_of(city, indicator.key, declared, None, None))
                continue
            found = await attainments(transaction, city, declared, on, place)
            recorded = await _recorded(transaction, city, indicator, place)
            figure = figure_of(recorded, indicator, year, on)
            sides.append(side_of(city, indicator.key, declared, {item.target: item for item in found}, figure))
    page = page_of_known([(side.city, side.model_dump_json(by_alias=True)) for side in sides], query.wanted(""))
    families = catalogue.families(city.key for city in cities)
    beside = {
        "indicator": to_data(indicator),
        "year": year,
        "on": on.isoformat(),
        "never_added": [Family(parent=parent, child=child).model_dump() for parent, child in families],
    }
    return answer_page(request, page, ComparedCity, query.fields, beside=beside)


async def _recorded(tx: Transaction, city: InstalledCity, indicator: Indicator, place: int | None) -> list[Observed]:
    """The figures of the indicator for the whole city."""
    series = Series(indicator.key, "", "city", "")
    return (await observations(tx, city.key, [series], place))[series]
