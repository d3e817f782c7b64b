"""The file of a request, spooled to a temporary file while it arrives, so that memory stays small whatever its size."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, Final

from fastapi import Request
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from ..errors import BadRequest, BodyTooLarge, Invalid, UnsupportedBody
from ..web.body import require_plain

CSV: Final = "text/csv"
NDJSON: Final = "application/x-ndjson"
FORM: Final = "multipart/form-data"
_ENCODINGS: Final = {"": "utf-8", "utf-8": "utf-8", "utf8": "utf-8"} | dict.fromkeys(
    ("gb18030", "gbk", "gb2312"), "gb18030"
)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BY_NAME: Final = {".csv": CSV, ".xlsx": XLSX, ".ndjson": NDJSON, ".jsonl": NDJSON}
_ANY: Final = ("", "application/octet-stream", "application/vnd.ms-excel", "text/plain", "application/json")
"""What browsers call files whose kind they do not know; then the file's name decides."""
_IN_MEMORY: Final = 1024 * 1024
_BLOCK: Final = 256 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that has arrived: its form (`ndjson`, `xlsx`, or `csv` and its encoding), its bytes, their hash."""

    form: str
    file: IO[bytes]
    size: int
    sha256: bytes


@asynccontextmanager
async def uploaded(request: Request, most: int) -> AsyncIterator[Upload]:
    """The request's file, raw or as the part `file` of a form; it goes when the block ends."""
    require_plain(request)
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() == FORM:
        part = await _part(request, most)
        try:
            yield _described(_form_of(part.content_type or "", part.filename or ""), part.file)
        finally:
            await part.close()
        return
    form = _form_of(f"{media_type};{parameters}", "")
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async for chunk in _limited(request, most):
            file.write(chunk)
        yield _described(form, file)


async def _part(request: Request, most: int) -> UploadFile:
    parser = MultiPartParser(Headers(raw=request.headers.raw), _limited(request, most), max_files=1, max_fields=0)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise BadRequest(f"The form cannot be read ({error.message}); send one part named file.") from None
    part = form.get("file")
    if not isinstance(part, UploadFile):
        await form.close()
        raise Invalid.at("/file", "is required: the part of the form that carries the file")
    return part


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    told = request.headers.get("content-length", "")
    size = int(told) if told.isdigit() else 0
    if size <= most:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                break
            yield chunk
    if size > most:
        raise BodyTooLarge(f"A file may have {most} bytes at most; send it in parts.")


def _form_of(content_type: str, name: str) -> str:
    media_type, _, parameters = content_type.lower().partition(";")
    media_type = media_type.strip()
    if media_type in _ANY and name:
        media_type = _BY_NAME.get(name[name.rfind(".") :].lower(), media_type)
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "')
    encoding = _ENCODINGS.get(charset)
    if media_type == NDJSON and encoding == "utf-8":
        return "ndjson"
    if media_type == CSV and encoding is not None:
        return f"csv {encoding}"
    if media_type == XLSX:
        return "xlsx"
    raise UnsupportedBody(
        f"Send {CSV} (UTF-8, or charset=gb18030), {NDJSON} (UTF-8) or {XLSX}, raw or as the part file of a form."
    )


def _described(form: str, file: IO[bytes]) -> Upload:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return Upload(form, file, size, digest.digest())
