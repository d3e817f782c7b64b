"""The same written the usual way: a small FastAPI service with an async ORM, response models and offset pages.

As the templates of the framework have it: routers included in a router, a session for each request, a total with
each page, objects refreshed after a write. No keys, no row-level security, no history, no change feed.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query
from fastapi.middleware.cors import CORSMiddleware
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from tests.benchmarks.usual_answers import EnterpriseAnswer, EnterprisesAnswer, ProjectAnswer, ProjectChange
from tests.benchmarks.usual_orm import Enterprise, FlatEnterprise, Project

engine = create_async_engine(os.environ["BENCH_DATABASE_URL"], pool_size=10, max_overflow=0)
sessions = async_sessionmaker(engine, expire_on_commit=False)
enterprises = APIRouter(prefix="/enterprises", tags=["enterprises"])
flat_enterprises = APIRouter(prefix="/flat_enterprises", tags=["enterprises"])
projects = APIRouter(prefix="/projects", tags=["projects"])


async def opened_session() -> AsyncIterator[AsyncSession]:
    """A session for the request."""
    async with sessions() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(opened_session)]


async def found_or_404(session: AsyncSession, table: type[Any], key: str) -> Any:
    """The row of that key."""
    found = await session.get(table, key)
    if found is None:
        raise HTTPException(404)
    return found


async def page_of(
    session: AsyncSession, table: type[Any], wanted: list[Any], offset: int, limit: int, count: bool
) -> Any:
    """A page, largest output first."""
    total = await session.scalar(select(func.count()).select_from(table).where(*wanted)) if count else None
    order = (func.coalesce(table.gross_output, 0).desc(), table.uscc.desc())
    page = await session.scalars(select(table).where(*wanted).order_by(*order).offset(offset).limit(limit))
    return {"data": page.all(), "count": total}


def _routes(router: APIRouter, table: type[Any]) -> None:
    @router.get("/{uscc}", response_model=EnterpriseAnswer)
    async def get_enterprise(uscc: str, session: Session) -> Any:
        """One enterprise."""
        return await found_or_404(session, table, uscc)

    @router.get("/", response_model=EnterprisesAnswer)
    async def list_enterprises(
        session: Session,
        division_code: str | None = None,
        status: str | None = None,
        offset: int = 0,
        limit: Annotated[int, Query(le=500)] = 100,
        count: bool = True,
    ) -> Any:
        """Enterprises."""
        wanted = []
        if division_code is not None:
            wanted.append(table.division_code == division_code)
        if status is not None:
            wanted.append(table.status == status)
        return await page_of(session, table, wanted, offset, limit, count)


@projects.patch("/{code}", response_model=ProjectAnswer)
async def patch_project(code: str, change: ProjectChange, session: Session) -> Any:
    """Change a project."""
    found = await found_or_404(session, Project, code)
    for name, value in change.model_dump(exclude_unset=True).items():
        setattr(found, name, value)
    session.add(found)
    await session.commit()
    await session.refresh(found)
    return found


_routes(enterprises, Enterprise)
_routes(flat_enterprises, FlatEnterprise)
api = APIRouter()
for part in (enterprises, flat_enterprises, projects):
    api.include_router(part)
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["http://localhost"], allow_methods=["*"], allow_headers=["*"])
app.include_router(api, prefix="/api/v1")
