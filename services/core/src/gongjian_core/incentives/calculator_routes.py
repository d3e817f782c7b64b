"""The policy calculator over HTTP: assess one subject, simulate changed figures. Nothing is stored."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from gongjian import Period

from ..access.guard import Reading, Work
from ..attainment.query import today
from ..catalogue import InstalledCity
from ..errors import Invalid
from ..jobs.repository import without_limits
from ..web.body import JSON, accepts, read_json, validated
from ..web.formats import compact
from ..web.idempotent import HEADER, once
from ..web.operation import API, City, secured
from ..web.problem import responses
from . import funds, ledger
from .answers import funds_of
from .assessing import asked_about, assessed, present
from .award_text import money
from .calculator_entity import AssessmentAnswer, SimulationAnswer
from .order import incentives_of, period_of
from .query import Assessment, SimulationRequest
from .settlement_routes import declaring
from .simulating import Movers, Side, Simulation, changed

router = APIRouter(prefix=f"{API}/cities/{{city}}", tags=["settlement"])
_POST = responses(400, 401, 403, 404, 409, 413, 415, 422, 503)


@router.post(
    "/incentives/assess", operation_id="assess_incentives", response_model=AssessmentAnswer, responses=_POST,
    openapi_extra=secured(accepts(Assessment), headers=(HEADER,)),
)  # fmt: skip
async def assess_incentives(city: City, work: Reading) -> Response:
    """Every incentive for one enterprise or project: what it gets and why, and which facts are missing."""
    raw = await read_json(work.request)
    wanted = validated(Assessment, raw)
    found = declaring(work)
    asked = asked_about(wanted.subject)
    period = Period.parse(wanted.period)
    if not (period.is_quarter or period.is_year):
        raise Invalid.at("/period", "is neither a quarter nor a year; write 2024-Q2 or 2024")

    async def act(_: bytes) -> Response:
        recorded, items = await assessed(work.transaction, found, asked, period, today())
        said = {
            "subject": f"{asked.kind}:{asked.key}" if asked.key else None,
            "recorded": recorded,
            "period": str(period),
            "items": items,
        }
        return Response(compact(said).encode(), headers={"Cache-Control": "no-store"}, media_type=JSON)

    return await once(work.request, work.transaction, work.access.key_id, raw, act)


@router.post(
    "/simulations", operation_id="simulate_incentives", response_model=SimulationAnswer, responses=_POST,
    openapi_extra=secured(accepts(SimulationRequest), headers=(HEADER,)),
)  # fmt: skip
async def simulate_incentives(city: City, work: Reading) -> Response:
    """What a period would cost, and who would gain and lose, if figures of clauses were others.

    A period that is approved is computed afresh, as if it and what followed it were not.
    """
    raw = await read_json(work.request)
    wanted = validated(SimulationRequest, raw)
    found, day = declaring(work), today()
    period = period_of(wanted.period, day, dry_run=True)
    incentives = incentives_of(found, period)
    made, said = changed(found, incentives, wanted.changes)

    async def act(_: bytes) -> Response:
        tx = work.transaction
        await without_limits(tx)
        position = await ledger.position_before(tx, found.key, period)
        order = present(found, period, incentives, position, min(period.last, day))
        simulation = Simulation(tx, order, found.indicators, made)
        await simulation.go()
        answer = {
            "period": str(period),
            "changes": [vars(one) for one in said],
            "baseline": await _side(work, found, period, simulation.baseline),
            "changed": await _side(work, found, period, simulation.changed),
            "difference": _difference(simulation),
            "gainers": _movers(simulation.gainers),
            "losers": _movers(simulation.losers),
        }
        return Response(compact(answer).encode(), headers={"Cache-Control": "no-store"}, media_type=JSON)

    return await once(work.request, work.transaction, work.access.key_id, raw, act)


async def _side(work: Work, city: InstalledCity, period: Period, side: Side) -> dict[str, Any]:
    asked = funds_of(city, (item.id for item in incentives_of(city, period)))
    standing = await funds.standings(
        work.transaction, city.key, asked, tried=side.by_fund, period=str(period), afresh=True
    )
    return {
        "awarded": side.awarded,
        "unknown": side.unknown,
        "amount": money(side.amount),
        "funds": [one.model_dump(mode="json") for one in standing],
    }


def _difference(simulation: Simulation) -> dict[str, Any]:
    before, after = simulation.baseline, simulation.changed
    return {
        "awarded": after.awarded - before.awarded,
        "unknown": after.unknown - before.unknown,
        "amount": money(after.amount - before.amount),
    }


def _movers(movers: Movers) -> dict[str, Any]:
    return {
        "count": movers.count,
        "amount": money(movers.amount),
        "items": [
            {
                "subject": one.subject,
                "name": one.name,
                "before": money(one.before),
                "after": money(one.after),
                "difference": money(one.after - one.before),
            }
            for one in sorted(movers.largest, key=lambda moved: (-moved.size, moved.subject))
        ],
    }
