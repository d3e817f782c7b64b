"""Records as lines in files: sorted whatever their number, and brought up to date by merging."""

from __future__ import annotations

import heapq
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

_IN_MEMORY: Final = 20_000


@dataclass(frozen=True)
class Line:
    """A record or a tombstone as a line of JSON, with what it is known by."""

    city: str
    type: str
    key: str
    revision: int
    deleted: bool
    text: bytes

    @property
    def place(self) -> tuple[str, str]:
        """What it is sorted by."""
        return self.city, self.key

    @property
    def record(self) -> Mapping[str, Any]:
        """What it says."""
        return parsed(self.text)


def parsed(text: bytes) -> dict[str, Any]:
    """A line's object."""
    found: dict[str, Any] = json.loads(text)
    return found


def line(text: bytes) -> Line:
    """A line of an export or of the feed."""
    found = parsed(text)
    return Line(found["city"], found["type"], found["key"], found["revision"], found["op"] == "delete", text)


class Sorter:
    """Sorts lines by city and key; all but some of them wait on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[Line] = []
        self._files = ExitStack()
        self._runs: list[IO[bytes]] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Some more."""
        self._waiting.extend(line(text) for text in lines)
        if len(self._waiting) >= _IN_MEMORY:
            run: IO[bytes] = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 -- closed with the others
            self._files.enter_context(run)
            self._waiting.sort(key=lambda one: one.place)
            run.writelines(one.text + b"\n" for one in self._waiting)
            run.seek(0)
            self._runs.append(run)
            self._waiting = []

    def sorted(self) -> Iterator[Line]:
        """All of them."""
        with self._files:
            self._waiting.sort(key=lambda one: one.place)
            yield from heapq.merge(*map(read, self._runs), self._waiting, key=lambda one: one.place)


def read(file: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a file."""
    return (line(text[:-1]) for text in file)


def merged(standing: Iterable[Line], newer: Mapping[str, Line]) -> Iterator[Line]:
    """What stood, sorted by key, brought up to date; a revision never takes the place of a later one."""
    coming = iter(sorted(newer))
    following = next(coming, None)
    for one in standing:
        while following is not None and following < one.key:
            if not newer[following].deleted:
                yield newer[following]
            following = next(coming, None)
        if following == one.key:
            one = max(one, newer[following], key=lambda either: either.revision)
            following = next(coming, None)
        if not one.deleted:
            yield one
    while following is not None:
        if not newer[following].deleted:
            yield newer[following]
        following = next(coming, None)


def replace(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file that takes the place of another in one step, on disk for certain."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Let the names in a folder be on disk for certain."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
