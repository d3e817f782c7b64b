"""The hash of a record and of any number of records, as receivers compute it. PostgreSQL computes the same.

A record's hash is the SHA-256 of its canonical JSON (RFC 8785): an object of `city`, `data`, `key`, `revision` and
`type`, names sorted, no spaces, UTF-8. The hash of several records is the XOR of theirs, so it does not depend on
their order, and adding or taking away a record needs no other one. No record: all zeros.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

NOTHING = bytes(32)


def canonical(value: Any) -> str:
    """The canonical JSON of what records hold; floats, which they do not, are refused."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(record: Mapping[str, Any]) -> bytes:
    """The hash of a record: a change of the feed or a line of an export, with `op` upsert."""
    return hashlib.sha256(
        canonical({name: record[name] for name in ("city", "data", "key", "revision", "type")}).encode()
    ).digest()


def combined(hashes: Iterable[bytes]) -> bytes:
    """The hash of several records. A hash combined twice is taken away again."""
    result = 0
    for one in hashes:
        result ^= int.from_bytes(one)
    return result.to_bytes(32)


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("records hold no floats; numbers with a unit are strings")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list):
        for part in value:
            _refuse_floats(part)
