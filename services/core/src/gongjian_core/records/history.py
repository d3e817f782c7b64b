"""The history of any record: every revision with who, when and what changed."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ..access.guard import Work
from ..entity import Recorded
from ..errors import NotFound
from ..pages import Page, Sort, Wanted, Where, page_of
from ..store import Register
from ..web.formats import compact
from ..web.lists import answer_page

E = TypeVar("E", bound=Recorded)


class HistoryQuery(BaseModel):
    """Which revisions."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, max_length=2000)
    sort: Literal["revision", "-revision"] = "revision"
    as_of: str | None = Field(None, description="what was known at that time (RFC 3339)")


class Difference(BaseModel):
    """One field that changed; lists count as a whole."""

    pointer: str
    before: Any
    after: Any


class Revision(BaseModel, Generic[E]):
    """One revision of a record. A deletion is a revision without data."""

    revision: int
    op: Literal["upsert", "delete"]
    recorded_at: datetime
    recorded_by: str
    origin: str = Field(description="how it came in: api, import, plugin …")
    changed: list[Difference]
    data: E | None

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`EnterpriseRevision` for revisions of an enterprise."""
        return f"{params[0].__name__}Revision"


Asked = Annotated[HistoryQuery, Query()]
_ITEM = """json_build_object('revision', c.revision, 'op', c.op, 'recorded_at', gongjian_time(c.written_at),
  'recorded_by', c.recorded_by, 'origin', c.origin, 'data', c.document, 'before', (
    select p.document from changes p where p.city = c.city and p.type = c.type and p.key = c.key
    and p.revision < c.revision order by p.revision desc limit 1))::text"""
_REVISION = Sort("c.revision", "bigint")


async def list_history(work: Work, register: Register[E], key: str, asked: HistoryQuery) -> Response:
    """The revisions of one record, deleted or not; NotFound when there never was one."""
    where = Where()
    where.add("c.city = {} and c.type = {} and c.key = {}", work.city.key, register.type, key)
    if work.place is not None:
        where.add("c.seq <= {}", work.place)
    page = await page_of(
        work.transaction, item=_ITEM, source="changes c", where=where, keys=(_REVISION,),
        sorts={"revision": _REVISION}, wanted=Wanted(asked.limit, asked.cursor, asked.sort),
    )  # fmt: skip
    if not page.items and asked.cursor is None:
        raise NotFound(f"There never was any {register.type} {key[:64]} here.")
    served = Page([_with_changes(item) for item in page.items], page.next, None)
    return answer_page(work.request, served, Revision[register.entity], None)  # type: ignore[name-defined]


def _with_changes(item: str) -> str:
    values = json.loads(item)
    before, after = values.pop("before") or {}, values["data"] or {}
    values["changed"] = list(differences(before, after))
    return compact(values)


def differences(before: Any, after: Any, at: str = "") -> Iterator[dict[str, Any]]:
    """What differs, field by field; absent, null and empty are the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            yield from differences(before.get(name), after.get(name), f"{at}/{name}")
    elif before != after and not (before in (None, [], {}) and after in (None, [], {})):
        yield {"pointer": at, "before": before, "after": after}
