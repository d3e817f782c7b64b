"""The parts of a workbook, which whoever made it may have made to harm: a few kilobytes may unpack to gigabytes, say
that they do not, or nest without end. They are read block by block, and given up beyond bounds.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, Protocol
from xml.parsers import expat

from .reading import Unreadable

TOO_LARGE: Final = "the workbook is too large; send it as CSV"
_MOST_UNPACKED: Final = 192 * 1024 * 1024
_MOST_PARTS: Final = 10_000
_MOST_NAMES: Final = 5_000
_DEEPEST: Final = 64
_BLOCK: Final = 64 * 1024
_LONGEST: Final = 16
"""Blocks in which something has to begin or end."""
_OF_A_PART: Final = b"PK\x01\x02"


class Handler(Protocol):
    """Is told what stands in a part, names without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...

    def text(self, text: str) -> None:
        """Some text of an element; there may be more."""
        ...


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Parts]:
    """A workbook's parts; Unreadable when it is none, or no longer bearable."""
    try:
        file.seek(0)
        found = 0
        while block := file.read(1024 * 1024):
            found += block.count(_OF_A_PART)
        if found > _MOST_PARTS:
            raise Unreadable(1, TOO_LARGE)
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            yield Parts(archive)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, ValueError, EOFError,
            OSError, LookupError) as error:  # fmt: skip
        raise Unreadable(1, f"is no readable XLSX workbook ({error}); save it again, without a password") from None


class Parts:
    """An archive's parts by name, whatever their case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in archive.infolist()}
        self._left = _MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def parse(self, name: str, handler: Handler) -> Iterator[None]:
        """Tell the handler what stands in a part, pausing after each block; KeyError when there is no such part."""
        entry = self._entries[name.lower()]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("it is packed in an unusual way")
        parser, watch = _parser(handler)
        silent = 0
        with self._archive.open(entry) as part:
            while block := part.read(_BLOCK):
                self._left -= len(block)
                watch.told = False
                parser.Parse(block, False)
                silent = 0 if watch.told else silent + 1
                if self._left < 0 or silent > _LONGEST or len(parser.intern) > _MOST_NAMES:
                    raise Unreadable(1, TOO_LARGE)
                yield
        parser.Parse(b"", True)
        yield


class _Watch:
    """Stands before a handler: counts how deep elements are nested, and knows whether anything was told."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = 0
        self.told = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.told = True
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(1, TOO_LARGE)
        self._handler.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name.rpartition(":")[2] if ":" in name else name)

    def text(self, text: str) -> None:
        self.told = True
        self._handler.text(text)

    def doctype(self, *_: Any) -> None:
        raise Unreadable(1, "the workbook defines entities, which no spreadsheet program does; save it again")


def _parser(handler: Handler) -> tuple[Any, _Watch]:
    parser = expat.ParserCreate()
    watch = _Watch(handler)
    parser.buffer_text = True
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = watch.text
    parser.StartDoctypeDeclHandler = watch.doctype
    return parser, watch
