"""A data message, written to a temporary file while it is read from the database, and answered from there.

So memory stays bounded, the connection goes back before a slow reader has everything, and an error on the way is a
problem document and no message cut short.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from tempfile import SpooledTemporaryFile
from typing import Final

from fastapi import Request
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from ..errors import NotFound
from ..web.conditions import not_modified
from .cube import Action, Extent, Series
from .formats import Writer
from .markup import Header
from .refusals import AnswerTooLarge

MOST_OBSERVATIONS: Final = 1_000_000
_IN_MEMORY: Final = 8 * 1024 * 1024
_CHUNK: Final = 256 * 1024


class Message:
    """What is written so far. The tag leaves the header out, which differs each time."""

    def __init__(self, header: Header) -> None:
        self.prepared = header.prepared
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
        self._digest = hashlib.blake2b(digest_size=12)
        self._size = 0

    @property
    def tag(self) -> str:
        """The entity tag, which compares weakly."""
        return f'"{self._digest.hexdigest()}"'

    def head(self, text: str) -> None:
        """Write what the tag leaves out."""
        self._size += self._file.write(text.encode())

    def body(self, text: str) -> None:
        """Write what the tag depends on."""
        data = text.encode()
        self._digest.update(data)
        self._size += self._file.write(data)

    def close(self) -> None:
        """Drop the file."""
        self._file.close()

    def answer(self, request: Request, content_type: str, *, public: bool) -> Response:
        """The message, or 304 when the caller has it already."""
        headers = {
            "ETag": f"W/{self.tag}",
            "Vary": "Accept" if public else "Accept, Authorization",
            "Cache-Control": f"{'public' if public else 'private'}, no-cache",
            "X-Prepared": self.prepared.isoformat(),
        }
        if not_modified(request.headers, self.tag):
            self.close()
            return Response(status_code=304, headers=headers)
        headers |= {"Content-Length": str(self._size), "Content-Type": content_type}
        return StreamingResponse(self._chunks(), headers=headers, background=BackgroundTask(self.close))

    def _chunks(self) -> Iterator[bytes]:
        self._file.seek(0)
        try:
            while chunk := self._file.read(_CHUNK):
                yield chunk
        finally:
            self.close()


async def written(
    writer: Writer, header: Header, found: AsyncGenerator[tuple[Action, Series]], extent: Extent
) -> Message:
    """The message of these series; deletions follow in a data set of their own. NotFound when there are none."""
    message = Message(header)
    try:
        async with aclosing(found):
            await _write(message, writer, header, found, extent)
    except BaseException:
        message.close()
        raise
    return message


async def _write(
    message: Message, writer: Writer, header: Header, found: AsyncGenerator[tuple[Action, Series]], extent: Extent
) -> None:
    message.head(writer.head(header))
    deleted: list[Series] = []
    open_: Action | None = None
    count = 0
    async for action, series in found:
        count += len(series.observations)
        if count > MOST_OBSERVATIONS:
            raise AnswerTooLarge(
                f"More than {MOST_OBSERVATIONS} observations are selected; narrow the key or give startPeriod and "
                "endPeriod. Whoever wants everything takes an export."
            )
        if action == "Delete":
            deleted.append(series)
            continue
        if open_ is None:
            open_ = action
            message.body(writer.begin(action))
        message.body(writer.series(extent.of(series), action))
    if open_ is not None:
        message.body(writer.end())
    if deleted:
        message.body(writer.begin("Delete"))
        for series in deleted:
            message.body(writer.series(extent.of(series), "Delete"))
        message.body(writer.end())
    if not count:
        raise NotFound("Nothing is selected: no results found (SDMX error 100).", type="no-results")
    message.body(writer.tail())
