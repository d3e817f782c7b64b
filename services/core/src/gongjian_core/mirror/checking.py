"""Whether a mirror is equal to the service: counts and hashes computed from what it holds, against the digest there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..sync.digest.canonical import NOTHING, combined, fingerprint
from .source import Source
from .target import Target

_MOST_KEYS: Final = 100
_MOST_PAGES: Final = 100
Place = tuple[str, str]


@dataclass
class Tally:
    """Records of one type in one city: how many, and their hash."""

    count: int = 0
    hash: bytes = NOTHING

    def add(self, one: bytes) -> None:
        """One more."""
        self.count += 1
        self.hash = combined((self.hash, one))


@dataclass(frozen=True)
class Difference:
    """A type in a city that differs, and the keys that do: not here, not there, or otherwise there."""

    type: str
    city: str
    here: int
    there: int
    keys: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Check:
    """What a check found at a place of the sequence."""

    seq: int
    count: int
    sha256: str
    tallies: dict[Place, Tally]
    differences: Sequence[Difference]

    @property
    def equal(self) -> bool:
        """Whether both sides hold the same records."""
        return not self.differences

    def as_json(self) -> dict[str, Any]:
        """For the report."""
        return {
            "equal": self.equal,
            "seq": self.seq,
            "records": self.count,
            "sha256": self.sha256,
            "types": [
                {"type": type, "city": city, "records": tally.count, "sha256": tally.hash.hex()}
                for (type, city), tally in sorted(self.tallies.items())
            ],
            "differences": [vars(difference) for difference in self.differences],
        }


async def check(source: Source, target: Target, cursor: str) -> Check:
    """Compare at the cursor up to which the mirror has everything."""
    digest = await source.digest(cursor, "type,city")
    here = await _tallies(target)
    there = {(group["type"], group["city"]): group for group in digest["groups"]}
    differences = []
    for place in sorted(here.keys() | there.keys()):
        mine, theirs = here.get(place, Tally()), there.get(place)
        if theirs is None or (mine.count, mine.hash.hex()) != (theirs["count"], theirs["sha256"]):
            keys = await _differing(source, target, place, cursor)
            type, city = place
            differences.append(Difference(type, city, mine.count, theirs["count"] if theirs else 0, keys))
    everything = combined(tally.hash for tally in here.values()).hex()
    return Check(digest["seq"], sum(tally.count for tally in here.values()), everything, here, differences)


async def _tallies(target: Target) -> dict[Place, Tally]:
    found: dict[Place, Tally] = defaultdict(Tally)
    async for record in target.records():
        found[record["type"], record["city"]].add(fingerprint(record))
    return found


async def _differing(source: Source, target: Target, place: Place, cursor: str) -> list[str]:
    """The keys that differ, some of them if there are many. The service lists them as they are now."""
    type, city = place
    here = {record["key"]: fingerprint(record).hex() async for record in target.records(type, city)}
    found = []
    async for key, hash in source.keys_of(type, city):
        if here.pop(key, None) != hash:
            found.append(key)
    return sorted({*found, *here} - await _changed_since(source, place, cursor))[:_MOST_KEYS]


async def _changed_since(source: Source, place: Place, cursor: str) -> set[str]:
    found: set[str] = set()
    for _ in range(_MOST_PAGES):
        page = await source.page(cursor, 0)
        changes = (json.loads(change) for change in page.changes)
        found |= {change["key"] for change in changes if (change["type"], change["city"]) == place}
        if not page.more:
            break
        cursor = page.cursor
    return found
