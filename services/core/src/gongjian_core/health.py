"""Whether the process lives and whether it may get traffic."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from . import migrate
from .database import Database
from .errors import Unavailable
from .web.problem import responses

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The state of one server."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", operation_id="get_liveness")
async def healthz() -> Health:
    """The process lives."""
    return Health()


@router.get("/readyz", operation_id="get_readiness", responses=responses(503))
async def readyz(request: Request) -> Health:
    """The database answers, its migrations are current, the cities are loaded."""
    database: Database = request.app.state.database
    found = await database.revision()
    if found != migrate.head():
        raise Unavailable(f"The database is at {found}, this version needs {migrate.head()}: run `gongjian migrate`.")
    if not request.app.state.catalogue.cities:
        raise Unavailable("No city is installed.")
    return Health()
