"""Secrets of receivers in the form of Standard Webhooks: kept encrypted, two valid while one is replaced."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ...errors import Unavailable

_PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64


def secret_fault(text: str) -> str | None:
    """What is wrong with a secret that a caller brings, or None."""
    try:
        raw = base64.b64decode(text.removeprefix(_PREFIX).encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not text.startswith(_PREFIX) or not _SHORTEST <= len(raw) <= _LONGEST:
        return f"must be {_PREFIX} and {_SHORTEST} to {_LONGEST} random bytes in base64; leave it out to have one made"
    return None


def made_secret(authorization: str, salt: bytes) -> str:
    """A new secret that its maker alone can derive again: from the maker's own key and a random salt."""
    made = hmac.digest(authorization.encode("utf-8", "surrogateescape"), b"gongjian webhook " + salt, "sha256")
    return _PREFIX + base64.b64encode(made).decode()


class Safe:
    """Encrypts and decrypts with the keys of the settings: the first encrypts, all decrypt."""

    def __init__(self, keys: str | None) -> None:
        words = [word.strip() for word in (keys or "").split(",") if word.strip()]
        derived = [base64.urlsafe_b64encode(hashlib.sha256(word.encode()).digest()) for word in words]
        self._first = Fernet(derived[0]) if derived else None
        self._safe = MultiFernet([Fernet(key) for key in derived]) if derived else None

    def _opened(self) -> MultiFernet:
        if self._safe is None:
            raise Unavailable(
                "Secrets of subscriptions cannot be kept: set GONGJIAN_SECRETS_KEY to at least 32 random characters."
            )
        return self._safe

    def kept(self, secret: str, until: datetime | None = None) -> dict[str, str | None]:
        """A secret as it is stored; `until` is when it ends."""
        token = self._opened().encrypt(secret.encode()).decode()
        return {"token": token, "until": until.isoformat() if until else None}

    def ending(self, stored: str, until: datetime) -> list[dict[str, Any]]:
        """Stored secrets, all of them ending at that time at the latest; those that ended are left out."""
        return [
            {**one, "until": min(_end(one, until), until).isoformat()}
            for one in json.loads(stored)
            if _end(one, until) > datetime.now(UTC)
        ]

    def resealed(self, stored: str) -> list[dict[str, Any]] | None:
        """Stored secrets encrypted with the first key; None when nothing changes. Those that ended are left out."""
        current = _current(json.loads(stored))
        if all(self._opens_first(one) for one in current):
            return None
        with _explained():
            return [{**one, "token": self._opened().rotate(one["token"].encode()).decode()} for one in current]

    def _opens_first(self, one: Mapping[str, Any]) -> bool:
        try:
            return self._first is not None and bool(self._first.decrypt(one["token"].encode()))
        except InvalidToken:
            return False

    def valid(self, stored: str) -> list[str]:
        """The secrets that are valid now, the newest first."""
        with _explained():
            return [self._opened().decrypt(one["token"].encode()).decode() for one in _current(json.loads(stored))]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except InvalidToken:
        raise Unavailable(
            "Secrets were encrypted with another key; add it to GONGJIAN_SECRETS_KEY after a comma."
        ) from None


def _end(one: Mapping[str, Any], otherwise: datetime) -> datetime:
    return datetime.fromisoformat(one["until"]) if one["until"] else otherwise


def _current(stored: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    now = datetime.now(UTC)
    return [one for one in stored if one["until"] is None or datetime.fromisoformat(one["until"]) > now]
