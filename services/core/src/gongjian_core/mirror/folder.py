"""A mirror in a folder: for each city and type a file of NDJSON, and a journal of what came since.

`state.json` says which files count and how much of the journal; it changes in one step. So a kill at any moment leaves
the state before or after, never one between. The journal is worked into the files before it gets long.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from ..errors import StartRefused
from . import runs
from .runs import Line, Sorter
from .source import Selected
from .target import Loading, Standing

_LONG_JOURNAL: Final = 32 * 1024 * 1024
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)


@dataclass(frozen=True)
class State:
    """What `state.json` says."""

    source: str
    types: list[str] | None
    cities: list[str] | None
    cursor: str | None = None
    export: str | None = None
    generation: int = 0
    journal: int = 0
    journal_bytes: int = 0


class Folder:
    """A folder as a target. Nobody else may work on it at the same time."""

    def __init__(self, path: Path, source: str, selected: Selected) -> None:
        self._path = path
        self._newer: dict[tuple[str, str], dict[str, Line]] = {}
        path.mkdir(parents=True, exist_ok=True)
        self._lock = (path / "lock").open("w")
        try:
            self._open(State(source, _listed(selected.types), _listed(selected.cities)))
        except BaseException:
            self._lock.close()
            raise

    def _open(self, wanted: State) -> None:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StartRefused(f"another mirror works on {self._path}") from None
        self._state = found = self._read() or wanted
        if (found.source, found.types, found.cities) != (wanted.source, wanted.types, wanted.cities):
            raise StartRefused(
                f"{self._path} mirrors {found.source} (types {found.types}, cities {found.cities}); "
                "name the same, or another folder"
            )
        self._recall()
        self._tidy()

    async def close(self) -> None:
        """Let others work on it."""
        self._lock.close()

    @property
    def name(self) -> str:
        return str(self._path)

    async def standing(self) -> Standing:
        return Standing(self._state.cursor, self._state.export)

    async def await_export(self, id: str | None) -> None:
        shutil.rmtree(self._records(self._state.generation + 1), ignore_errors=True)
        self._write(replace(self._state, export=id))

    def load(self, type: str) -> Loading:
        return _FolderLoading(self._path, self._records(self._state.generation + 1), type)

    async def loaded(self, cursor: str) -> None:
        state = self._state
        self._records(state.generation + 1).mkdir(exist_ok=True)
        self._newer = {}
        self._write(
            replace(
                state, cursor=cursor, export=None, generation=state.generation + 1, journal=state.journal + 1,
                journal_bytes=0,
            )
        )  # fmt: skip
        self._tidy()

    async def apply(self, changes: Sequence[bytes], cursor: str) -> None:
        state = self._state
        if changes:
            with self._journal(state).open("ab") as file:
                file.writelines(change + b"\n" for change in changes)
                file.flush()
                os.fsync(file.fileno())
            self._note(changes)
        size = state.journal_bytes + sum(len(change) + 1 for change in changes)
        self._write(replace(state, cursor=cursor, journal_bytes=size))
        if size > _LONG_JOURNAL:
            self.work_in()

    def work_in(self) -> None:
        """Work the journal into the files; a kill in between leaves some files that have it already."""
        for (city, type), newer in self._newer.items():
            path = self._file(city, type)
            runs.replace(path, (one.text + b"\n" for one in runs.merged(_lines(path), newer)))
        self._newer = {}
        self._write(replace(self._state, journal=self._state.journal + 1, journal_bytes=0))
        self._tidy()

    async def records(self, type: str | None = None, city: str | None = None) -> AsyncIterator[Mapping[str, Any]]:
        standing = {(path.parent.name, path.stem) for path in self._records(self._state.generation).glob("*/*.ndjson")}
        for place in sorted(standing | set(self._newer)):
            if type in (None, place[1]) and city in (None, place[0]):
                for one in runs.merged(_lines(self._file(*place)), self._newer.get(place, {})):
                    yield one.record

    async def keep_report(self, report: Mapping[str, Any]) -> None:
        runs.replace(self._path / "report.json", [json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n"])

    def _records(self, generation: int) -> Path:
        return self._path / f"records-{generation}"

    def _file(self, city: str, type: str) -> Path:
        _refuse_paths(city, type)
        return self._records(self._state.generation) / city / f"{type}.ndjson"

    def _journal(self, state: State) -> Path:
        return self._path / f"journal-{state.journal}.ndjson"

    def _read(self) -> State | None:
        try:
            return State(**json.loads((self._path / "state.json").read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise StartRefused(f"{self._path / 'state.json'} cannot be read ({error}); take another folder") from error

    def _write(self, state: State) -> None:
        runs.replace(self._path / "state.json", [json.dumps(asdict(state), indent=2).encode() + b"\n"])
        self._state = state

    def _recall(self) -> None:
        """Read the journal as far as it counts; what a kill left behind that goes."""
        path = self._journal(self._state)
        if path.exists():
            os.truncate(path, self._state.journal_bytes)
            with path.open("rb") as file:
                self._note([text[:-1] for text in file])

    def _note(self, changes: Sequence[bytes]) -> None:
        for text in changes:
            one = runs.line(text)
            known = self._newer.setdefault((one.city, one.type), {})
            if one.key not in known or known[one.key].revision < one.revision:
                known[one.key] = one

    def _tidy(self) -> None:
        """Remove what counts no longer."""
        kept = {self._journal(self._state), self._records(self._state.generation)}
        if self._state.export is not None:
            kept.add(self._records(self._state.generation + 1))
        for path in (*self._path.glob("journal-*.ndjson"), *self._path.glob("records-*")):
            if path not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


class _FolderLoading:
    def __init__(self, waiting: Path, records: Path, type: str) -> None:
        self._sorter = Sorter(waiting)
        self._records = records
        self._type = type

    async def add(self, lines: Sequence[bytes]) -> None:
        self._sorter.add(lines)

    async def end(self) -> None:
        for city, lines in groupby(self._sorter.sorted(), key=lambda one: one.city):
            _refuse_paths(city, self._type)
            runs.replace(self._records / city / f"{self._type}.ndjson", (one.text + b"\n" for one in lines))


def _refuse_paths(*words: str) -> None:
    """Names of files are made of them, and they come from outside."""
    if not all(_WORD.fullmatch(word) for word in words):
        raise StartRefused(f"{' '.join(words)!r} cannot be the name of a file; is this a service of gongjian?")


def _lines(path: Path) -> Iterator[Line]:
    if path.exists():
        with path.open("rb") as file:
            yield from runs.read(file)


def _listed(words: tuple[str, ...] | None) -> list[str] | None:
    return None if words is None else sorted(words)
