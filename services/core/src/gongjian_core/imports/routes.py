"""Imports over HTTP."""

import asyncio
import tempfile
from pathlib import Path as FilePath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ..access.guard import Editing, Reading, Work
from ..errors import NotFound, TooMany
from ..telemetry.timing import timed
from ..web.conditions import answer
from ..web.idempotent import HEADER, once
from ..web.lists import Listed, answer_page
from ..web.operation import API, READ, City, listing, secured
from ..web.problem import responses
from . import repository, working
from .entity import ImportDocument, ImportedRow, ImportFault
from .fault_book import FaultBook
from .query import ImportQuery, RowQuery
from .running import Errand, run, source_of
from .serving import workbook_answer, workbook_response
from .upload import CSV, FORM, NDJSON, XLSX, Upload, uploaded

router = APIRouter(prefix=f"{API}/cities/{{city}}/imports", tags=["imports"])
Id = Annotated[str, Path(description="id of the import")]
AT_ONCE: Final = 256 * 1024
"""Files up to so many bytes are done while the caller waits; larger ones by a worker."""
MOST_WAITING: Final = 20
"""Files of a city that may wait for a worker: each is kept until it is done."""
_BINARY: Final = {"type": "string", "format": "binary"}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            CSV: {"schema": _BINARY},
            NDJSON: {"schema": _BINARY},
            XLSX: {"schema": _BINARY},
            FORM: {"schema": {"type": "object", "required": ["file"], "properties": {"file": _BINARY}}},
        },
    }
}
_LOCATION: Final[dict[str, Any]] = {
    "Location": {"description": "where to ask how it stands", "schema": {"type": "string"}}
}
_BEGUN: Final[dict[int | str, dict[str, Any]]] = {
    201: {"description": "Finished already", "model": ImportDocument, "headers": _LOCATION},
    202: {"description": "Waits for a worker; poll it", "headers": _LOCATION},
}


@router.post(
    "", operation_id="create_import", response_model=ImportDocument, status_code=202,
    responses=_BEGUN | responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
    openapi_extra=secured(_BODY, headers=(HEADER,)),
)  # fmt: skip
async def create_import(city: City, query: Annotated[ImportQuery, Query()], work: Editing) -> Response:
    """Create or update many records by their natural keys, from NDJSON, CSV or XLSX; each row is answered for.

    NDJSON lines are whole records, as PUT takes them. A table (headers in English or Chinese) changes the columns that
    it has; of a workbook the first sheet shown is read. `source_version`, a whole number beside the fields, keeps an
    older message from overwriting a newer one.
    """
    async with uploaded(work.request, work.request.app.state.settings.max_import_bytes) as upload:
        mark = upload.form.encode() + upload.sha256

        async def act(salt: bytes) -> Response:
            return await _begun(work, query, upload)

        return await once(work.request, work.transaction, work.access.key_id, mark, act)


async def _begun(work: Work, query: ImportQuery, upload: Upload) -> Response:
    tx, city = work.transaction, work.city
    errand = Errand(query.type, query.mode, query.dry_run, query.origin, upload.form)
    id = await repository.create(tx, city.key, errand)
    at_once = upload.size <= AT_ONCE and await repository.reserve(tx, city.key, errand.type, wait=False)
    if at_once:
        await tx.execute("select set_config('gongjian.origin', $1, true)", errand.origin)
        source = source_of(errand, upload.file, work.catalogue, city)
        with timed("import"):
            ending = await run(tx, city, id, errand, source, lambda done, total: None)
        await repository.end(tx, city.key, id, ending)
    else:
        if await repository.waiting(tx, city.key) >= MOST_WAITING:
            raise TooMany(f"{MOST_WAITING} files of this city wait already; send this one when some are done.")
        await repository.put_file(tx, city.key, id, upload.file)
        await working.put_in(tx, city.key, id)
    found = await repository.find(tx, city.key, id)
    if found is None:
        raise RuntimeError("an import just made is not visible")
    location = f"{work.request.url.path}/{id}"
    return answer(work.request, found.model_dump_json(), status=201 if at_once else 202, location=location)


@router.get("/{id}", operation_id="get_import", response_model=ImportDocument, **READ)
async def get_import(city: City, id: Id, work: Reading) -> Response:
    """How an import stands; imports are kept for 30 days."""
    found = await repository.find(work.transaction, work.city.key, id)
    if found is None:
        raise _missing()
    return answer(work.request, found.model_dump_json())


@router.get("/{id}/rows", operation_id="list_import_rows", response_model=Listed[ImportedRow], **listing(ImportedRow))
async def list_import_rows(city: City, id: Id, query: Annotated[RowQuery, Query()], work: Reading) -> Response:
    """What became of each row; of a failed import only the rows that were wrong."""
    if not await repository.exists(work.transaction, work.city.key, id):
        raise _missing()
    page = await repository.rows(work.transaction, work.city.key, id, query.outcome, query.wanted("row"))
    return answer_page(work.request, page, ImportedRow, query.fields)


@router.get(
    "/{id}/errors.xlsx", operation_id="get_import_errors", response_class=Response,
    responses=responses(401, 403, 404, 422, 503) | workbook_answer("行号, 列名, 字段, 问题"), openapi_extra=secured(),
)  # fmt: skip
async def get_import_errors(city: City, id: Id, work: Reading) -> Response:
    """Everything that was wrong, as a workbook for whoever mends the file."""
    database, key = work.request.app.state.database, work.city.key

    async def read(after: int) -> list[ImportFault]:
        # Each time in a transaction of its own: a large book takes half a minute, and no connection that long.
        async with database.transaction((key,)) as tx:
            if not await repository.exists(tx, key, id):
                raise _missing()
            return await repository.faults(tx, key, id, after)

    found = await read(-1)
    with tempfile.TemporaryDirectory() as folder:
        path = FilePath(folder) / "errors.xlsx"
        book = FaultBook(path)
        while found:
            await asyncio.to_thread(book.write, found)
            found = await read(found[-1].row)
        await asyncio.to_thread(book.close)
        body = await asyncio.to_thread(path.read_bytes)
    return workbook_response(body, f"errors-{id}.xlsx")


def _missing() -> NotFound:
    return NotFound("There is no such import here; imports are kept for 30 days.")
