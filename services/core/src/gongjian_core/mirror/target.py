"""What a mirror keeps, whatever it keeps it in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Standing:
    """How a mirror stands: the cursor up to which it has everything (None: it never had), the export it waits for."""

    cursor: str | None
    export: str | None


class Target(Protocol):
    """A place for records. Everything it is told holds when the call returns, and is whole or absent after a kill."""

    @property
    def name(self) -> str:
        """What it is called in reports."""
        ...

    async def standing(self) -> Standing:
        """How it stands."""
        ...

    async def await_export(self, id: str | None) -> None:
        """Remember which export it begins with (None: one to be ordered), and forget what was loaded before."""
        ...

    def load(self, type: str) -> Loading:
        """Begin to load a type; what stands now goes on standing until `loaded`."""
        ...

    async def loaded(self, cursor: str) -> None:
        """Let what was loaded stand instead of what stood."""
        ...

    async def apply(self, changes: Sequence[bytes], cursor: str) -> None:
        """Changes of the feed in their order, and the cursor behind them; what it has already is passed over."""
        ...

    def records(self, type: str | None = None, city: str | None = None) -> AsyncIterator[Mapping[str, Any]]:
        """What stands: `city`, `type`, `key`, `revision` and `data` of each record."""
        ...

    async def keep_report(self, report: Mapping[str, Any]) -> None:
        """Keep the latest report."""
        ...

    async def close(self) -> None:
        """Let others work on it."""
        ...


class Loading(Protocol):
    """The loading of one type."""

    async def add(self, lines: Sequence[bytes]) -> None:
        """More records, as lines of an export."""
        ...

    async def end(self) -> None:
        """All of them were added."""
        ...
