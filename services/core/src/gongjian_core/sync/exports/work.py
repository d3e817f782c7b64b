"""An export as a job: every type and city read at one place of the sequence, compressed as it is read.

Memory stays below a few chunks whatever the number of records. A killed attempt leaves chunks that nothing refers to.
"""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from ...declared import Catalogue
from ...jobs import repository as jobs
from ...jobs.worker import Handler, Shift
from ...telemetry.timing import timed
from ..repository import in_order_of_an_index
from ..selection import TYPES
from . import repository

KIND: Final = "export"
_CHUNK: Final = 512 * 1024
_PIECE: Final = 256 * 1024
_LEVEL: Final = 3
_GZIP: Final = 31


def file_name(type: str) -> str:
    """The name of a type's file."""
    return f"{type}.ndjson.gz"


def handler(_catalogue: Catalogue) -> Handler:
    """Who does exports."""
    return _export


async def _export(shift: Shift) -> None:
    request = shift.job.request
    reached: list[str] = request["reached"]
    id, attempt = UUID(shift.job.id), shift.job.attempt
    database = shift.database
    await repository.sweep(database)
    place = await repository.place(database)
    files: list[dict[str, Any]] = []
    with timed(KIND):
        async with database.transaction(reached, snapshot=True) as tx:
            await jobs.without_limits(tx)
            await in_order_of_an_index(tx)
            for type in request["types"] or TYPES:
                packed = _File(shift, id, reached, type)
                for city in reached:
                    await repository.copy_lines(tx, city, type, place, packed.take)
                files.append(await packed.close())
        async with database.transaction(reached) as tx:
            await repository.complete(tx, id, attempt, place, files)
            await jobs.finish(tx, shift.job)


class _File:
    """Compresses lines and stores them chunk by chunk."""

    def __init__(self, shift: Shift, id: UUID, reached: Sequence[str], type: str) -> None:
        self._shift = shift
        self._id = id
        self._reached = reached
        self._type = type
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._plain, self._whole = hashlib.sha256(), hashlib.sha256()
        self._lines = bytearray()
        self._waiting = bytearray()
        self._rows = self._bytes = self._number = 0

    async def take(self, lines: bytes) -> None:
        """Some more text; the next is read when this is stored."""
        self._lines += lines
        if len(self._lines) >= _PIECE:
            await self._compress()

    async def _compress(self) -> None:
        piece = bytes(self._lines)
        self._lines.clear()
        self._waiting += await asyncio.to_thread(self._pack, piece)
        rows = piece.count(b"\n")
        self._rows += rows
        self._shift.report(self._shift.done + rows)
        while len(self._waiting) >= _CHUNK:
            await self._store(_CHUNK)

    async def close(self) -> dict[str, Any]:
        """Store the rest; answers what the file is."""
        await self._compress()
        self._waiting += self._packer.flush()
        while self._waiting:
            await self._store(_CHUNK)
        return {
            "type": self._type,
            "rows": self._rows,
            "bytes": self._bytes,
            "sha256": self._whole.hexdigest(),
            "content_sha256": self._plain.hexdigest(),
        }

    def _pack(self, lines: bytes) -> bytes:
        self._plain.update(lines)
        return self._packer.compress(lines)

    async def _store(self, size: int) -> None:
        data = bytes(self._waiting[:size])
        del self._waiting[:size]
        self._whole.update(data)
        await repository.keep_chunk(
            self._shift.database, self._reached, self._id, self._shift.job.attempt, file_name(self._type),
            self._number, data,
        )  # fmt: skip
        self._bytes += len(data)
        self._number += 1
