"""Lists: their common parameters and answers, as JSON, CSV or NDJSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from ..errors import BadRequest, Invalid
from ..pages import Page, Wanted, opaque
from ..vocabulary import shape, storable
from .conditions import not_modified, tag_of
from .formats import CSV, NDJSON, chosen, compact, csv_text

E = TypeVar("E")
_NOTHING: Mapping[str, Any] = {}
Search = Annotated[str, AfterValidator(storable), Field(min_length=1, max_length=200)]
UnderDivision = Annotated[
    str | None,
    Field(
        pattern=shape(r"^\d{2,12}$", "must be the beginning of a division's code, 2 to 12 digits"),
        description="division code; what lies under it counts",
    ),
]
InIndustry = Annotated[
    str | None,
    Field(
        pattern=shape(r"^[A-T]\d{0,4}$", "must be a GB/T 4754 code or its beginning, such as C or C15"),
        description="GB/T 4754 code or its beginning",
    ),
]


class PageQuery(BaseModel):
    """What every list takes."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    limit: int = Field(50, ge=1, le=500, description="items per page")
    cursor: str | None = Field(None, max_length=2000, description="`next` of the page before")
    sort: str = Field("", max_length=64, description="a field; with - descending")
    fields: str | None = Field(None, max_length=1000, description="only these fields, separated by commas")
    count: bool = Field(False, description="add `total`")

    def wanted(self, default_sort: str) -> Wanted:
        """Which page is asked for."""
        return Wanted(self.limit, self.cursor, self.sort or default_sort, self.count)


class ListQuery(PageQuery):
    """What a list of recorded things takes."""

    as_of: str | None = Field(None, description="what was known at that time (RFC 3339)")


class Listed(BaseModel, Generic[E]):
    """A page of a list."""

    items: list[E]
    next: str | None = Field(description="cursor of the next page; null at the end")
    total: int | None = Field(None, description="number of all items, if `count=true`")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`EnterprisePage` for a page of enterprises."""
        return f"{params[0].__name__}Page"


def page_of_known(items: Sequence[tuple[str, str]], wanted: Wanted) -> Page:
    """A page of items in memory, in the order given: pairs of a unique key, which makes the cursor, and a JSON text."""
    begin = 0
    if wanted.cursor is not None:
        after = next((at for at, (key, _) in enumerate(items) if _mark(key, wanted.sort) == wanted.cursor), None)
        if after is None:
            raise BadRequest("The cursor is malformed or of another list; send `next` of the page before.")
        begin = after + 1
    chosen_items = items[begin : begin + wanted.limit]
    more = begin + wanted.limit < len(items)
    following = _mark(chosen_items[-1][0], wanted.sort) if more else None
    return Page([text for _, text in chosen_items], following, len(items) if wanted.count else None)


def _mark(key: str, sort: str) -> str:
    return opaque(f"{sort}|{key}")


def answer_page(
    request: Request, page: Page, entity: type[BaseModel], fields: str | None, *, beside: Mapping[str, Any] = _NOTHING
) -> Response:
    """The page in the format that the caller accepts, with an entity tag.

    `beside` are members that stand beside the items in JSON.
    """
    names = _names(entity, fields)
    items = page.items if names is None else [_sparse(item, names) for item in page.items]
    headers = {"Vary": "Accept, Authorization", "Cache-Control": "private, no-cache"}
    if page.next is not None:
        following = request.url.include_query_params(cursor=page.next)
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    media_type = chosen(request.headers.get("accept", ""))
    if media_type == CSV:
        text = csv_text(entity, items, names)
        media_type += "; charset=utf-8; header=present"
    elif media_type == NDJSON:
        text = "".join(f"{item}\n" for item in items)
    else:
        total = "" if page.total is None else f',"total":{page.total}'
        also = f",{compact(beside)[1:-1]}" if beside else ""
        text = f'{{"items":[{",".join(items)}],"next":{json.dumps(page.next)}{total}{also}}}'
    if page.total is not None:
        headers["X-Total-Count"] = str(page.total)
    body = text.encode()
    headers["ETag"] = tag_of(body)
    if not_modified(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _names(entity: type[BaseModel], fields: str | None) -> list[str] | None:
    if fields is None:
        return None
    known = {field.alias or name for name, field in entity.model_fields.items()}
    names = [name.strip() for name in fields.split(",") if name.strip()]
    if not names:
        raise Invalid.at("?fields", f"names no field; known: {', '.join(sorted(known))}")
    if unknown := [name for name in names if name not in known]:
        raise Invalid.at("?fields", f"{', '.join(unknown)[:200]}: no such field; known: {', '.join(sorted(known))}")
    return names


def _sparse(item: str, names: list[str]) -> str:
    values = json.loads(item)
    return compact({name: values.get(name) for name in names})
