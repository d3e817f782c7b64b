"""The way into every route that touches records: who calls, whether they may, and the one transaction of the request.

A route names its right by the dependency it takes (`Reading`, `Editing`, …). The transaction is committed before the
answer is sent, and sees the rows of the path's city only.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from ..database import Transaction
from ..declared import Catalogue, City
from ..errors import Forbidden, NotFound
from ..web.query import refuse_unknown_query
from .rules import Access, Right, roles_with


@dataclass(frozen=True, slots=True)
class Work:
    """One request's work in one city."""

    request: Request
    access: Access
    city: City
    transaction: Transaction
    catalogue: Catalogue


async def caller(request: Request) -> Access:
    """Who calls; Unauthenticated without a valid key."""
    access: Access = await request.app.state.keyring.resolve(request.headers.get("authorization"))
    return access


def demand(access: Access, right: Right) -> None:
    """Forbidden unless the role gives the right."""
    if not access.may(right):
        roles = ", ".join(roles_with(right))
        raise Forbidden(f"The role {access.role} may not {right} here; it takes one of: {roles}.")


def visible_city(request: Request, access: Access, key: str) -> City:
    """The city of the path; NotFound when there is none or the caller may not see it."""
    catalogue: Catalogue = request.app.state.catalogue
    city = catalogue.cities.get(key)
    if city is None or not access.sees(key):
        raise NotFound("There is no such city, or this key does not cover it.")
    return city


def work(right: Right) -> Callable[[Request], AsyncIterator[Work]]:
    """A dependency that opens the request's transaction for callers with that right."""

    async def opened(request: Request) -> AsyncIterator[Work]:
        access = await caller(request)
        city = visible_city(request, access, request.path_params["city"])
        demand(access, right)
        refuse_unknown_query(request)
        async with request.app.state.database.transaction((city.key,), actor=access.actor) as transaction:
            yield Work(request, access, city, transaction, request.app.state.catalogue)

    return opened


async def _admin(request: Request) -> Access:
    access = await caller(request)
    demand(access, "administer")
    refuse_unknown_query(request)
    return access


async def _known(request: Request) -> Access:
    access = await caller(request)
    demand(access, "read")
    refuse_unknown_query(request)
    return access


Reading = Annotated[Work, Depends(work("read"), scope="function")]
Editing = Annotated[Work, Depends(work("edit"), scope="function")]
Approving = Annotated[Work, Depends(work("approve"), scope="function")]
Administering = Annotated[Access, Depends(_admin, scope="function")]
Calling = Annotated[Access, Depends(_known, scope="function")]
