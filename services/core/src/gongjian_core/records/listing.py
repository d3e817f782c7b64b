"""The list of a register, the same for all: as of a time, narrowed, sorted, by page."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from starlette.responses import Response

from ..access.guard import Work
from ..entity import Recorded
from ..pages import Sort, Where, page_of
from ..store import Register
from ..web.lists import ListQuery, answer_page

E = TypeVar("E", bound=Recorded)
Q = TypeVar("Q", bound=ListQuery)


async def list_records(
    work: Work, register: Register[E], query: Q, narrowed: Callable[[str, Q, Where], None], sorts: Mapping[str, Sort]
) -> Response:
    """A page of records, by key if not asked otherwise; `narrowed` adds the conditions of the query."""
    where = Where()
    source = register.source(None if work.place is None else where.value(work.place))
    narrowed(work.city.key, query, where)
    page = await page_of(
        work.transaction, item=register.served, source=source, where=where, keys=(sorts[register.key],), sorts=sorts,
        wanted=query.wanted(register.key),
    )  # fmt: skip
    return answer_page(work.request, page, register.entity, query.fields)
