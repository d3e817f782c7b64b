"""Whether the process lives and whether it may get traffic."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from . import fitness, migrate
from .errors import Fault, Unavailable
from .web.problem import responses

router = APIRouter(tags=["health"])
_PATIENCE_SECONDS = 3.0


class Health(BaseModel):
    """The state of one server."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """A server that may get requests. `told` says whether the database tells it of changes as they happen."""

    status: Literal["ok"] = "ok"
    migration: str = Field(description="the migration that this version needs at least")
    cities: int
    told: bool = Field(description="false: keys and changes are looked up each time; slower, not wrong")


@router.get("/healthz", operation_id="get_liveness")
async def healthz() -> Health:
    """The process lives."""
    return Health()


@router.get("/readyz", operation_id="get_readiness", responses=responses(503))
async def readyz(request: Request) -> Readiness:
    """The database answers, its migrations fit this version, the cities are loaded; a 503 says what does not hold."""
    state = request.app.state
    found = {}
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            found = await fitness.faults(state.database, state.catalogue.cities)
    except TimeoutError:
        found["database"] = (
            f"No answer within {_PATIENCE_SECONDS:.0f} seconds: the database is slow, or all "
            f"{state.database.usage.size} connections are in use (GONGJIAN_POOL_SIZE)."
        )
    if state.draining:
        found["process"] = "The process was told to stop; it still answers what reaches it."
    if found:
        refusal = Unavailable(" ".join(found.values()))
        refusal.errors = tuple(Fault(f"/{name}", detail) for name, detail in found.items())
        raise refusal
    return Readiness(migration=migrate.head(), cities=len(state.catalogue.cities), told=state.keyring.remembers)


@router.get("/startupz", operation_id="get_startup", responses=responses(503))
async def startupz(request: Request) -> Health:
    """The process has come up: it was ready once. What happens afterwards is a matter of readiness."""
    state = request.app.state
    if not state.came_up:
        await readyz(request)
        state.came_up = True
    return Health()
