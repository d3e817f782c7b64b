"""How a database is reached, as its URL says: directly, or through a pooler in transaction mode (PgBouncer).

`?pooler=transaction` at the end of the URL says that a pooler is in between. Then nothing outlives a transaction: no
prepared statement, no setting of the session, no LISTEN. `&listen_host=…&listen_port=…` name the server itself, for
the few connections that wait for notifications; without them, keys and changes are looked up each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

from .errors import StartRefused

SESSION = {
    "application_name": "gongjian",
    "timezone": "UTC",
    "jit": "off",
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
_KEPT_BY_POOLERS = ("application_name", "timezone")


class PooledConnection(asyncpg.Connection):  # type: ignore[misc]
    """Names its statements so that no two processes behind the same pooler take the same name."""

    def _get_unique_id(self, prefix: str) -> str:
        return f"gongjian_{prefix}_{uuid4().hex}"


@dataclass(frozen=True)
class Reach:
    """A URL without what it says about poolers, whether there is one, and where notifications come from."""

    url: str
    pooled: bool = False
    listen: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, url: str) -> Reach:
        """Read a URL; StartRefused when it asks for a pooler that is none of ours."""
        scheme, place, path, query, rest = urlsplit(url)
        asked = dict(parse_qsl(query, keep_blank_values=True))
        if "pooler" not in asked:
            return cls(url)
        mode = asked.pop("pooler")
        host, port = asked.pop("listen_host", None), asked.pop("listen_port", None)
        if mode != "transaction" or (port is not None and not port.isdecimal()):
            raise StartRefused(
                "GONGJIAN_DATABASE_URL: pooler= takes `transaction`, listen_port= a number; leave pooler= out for a "
                "server itself and for a pooler in session mode"
            )
        listen = ({"host": host} if host else {}) | ({"port": int(port)} if port else {})
        plain = urlunsplit((scheme, place, path, urlencode(asked), rest))
        # urlunsplit leaves the empty authority out that a socket's URL has.
        plain = plain if "://" in plain else plain.replace(":", "://", 1)
        return cls(plain, True, listen)

    @property
    def can_listen(self) -> bool:
        """Whether notifications arrive."""
        return bool(self.listen) or not self.pooled

    @property
    def prelude(self) -> str:
        """SQL that every transaction begins with, after `begin`: what a session of our own would have been set to."""
        if not self.pooled:
            return ""
        return " ".join(f"set local {name} = '{SESSION[name]}';" for name in SESSION if name not in _KEPT_BY_POOLERS)

    @property
    def engine(self) -> dict[str, Any]:
        """Arguments of the engine."""
        if not self.pooled:
            return {"connect_args": {"server_settings": SESSION, "timeout": 10}}
        return {
            "connect_args": {
                "server_settings": {name: SESSION[name] for name in _KEPT_BY_POOLERS},
                "timeout": 10,
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "connection_class": PooledConnection,
            },
            # The questions that an engine asks first stand in no transaction, and it needs no answer: it runs none of
            # its own statements here.
            "_initialize": False,
        }
