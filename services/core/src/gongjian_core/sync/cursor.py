"""Cursors: a place in the change sequence, bound to what is asked for and to what may be seen.

They are opaque to clients and need no store: whoever returns one gets the same changes again. A cursor says the day it
was given, so that it can expire; within a day the same place has the same text. The seal of the change at its place
tells when the database was set back and numbers were given a second time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from datetime import date

from ..errors import BadRequest

_LAYOUT = struct.Struct(">BQII6s6s")
_VERSION = 1
_CHECK_BYTES = 4
_EPOCH = date(1970, 1, 1).toordinal()
_LAST, _LAST_DAY = 2**63 - 1, date.max.toordinal() - _EPOCH
_MALFORMED = "The cursor is malformed; send `next_cursor` of an answer, as it was given."


@dataclass(frozen=True)
class Cursor:
    """The place after the change of that number, that change's seal, when it was given, and its marks."""

    position: int
    seal: int
    given: date
    filter: bytes
    scope: bytes

    @property
    def text(self) -> str:
        """As clients see it."""
        days = self.given.toordinal() - _EPOCH
        packed = _LAYOUT.pack(_VERSION, self.position, self.seal, days, self.filter, self.scope)
        return base64.urlsafe_b64encode(packed + _check(packed)).rstrip(b"=").decode()


def read(text: str) -> Cursor:
    """The cursor of a text; BadRequest when it is none."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadRequest(_MALFORMED, type="cursor-malformed") from None
    packed, check = raw[: _LAYOUT.size], raw[_LAYOUT.size :]
    if len(raw) != _LAYOUT.size + _CHECK_BYTES or check != _check(packed) or packed[0] != _VERSION:
        raise BadRequest(_MALFORMED, type="cursor-malformed")
    _, position, seal, days, filter_, scope = _LAYOUT.unpack(packed)
    if position > _LAST or days > _LAST_DAY:
        raise BadRequest(_MALFORMED, type="cursor-malformed")
    return Cursor(position, seal, date.fromordinal(_EPOCH + days), filter_, scope)


def mark(text: str) -> bytes:
    """What a cursor keeps of a text that it is bound to."""
    return hashlib.blake2b(text.encode(), digest_size=6).digest()


def _check(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_CHECK_BYTES, person=b"gongjian cursor").digest()
