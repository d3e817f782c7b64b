"""What each peer is asked, as the load generator takes it: the same questions in each one's own words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import make_url
from tests.benchmarks import usual_tables
from tests.benchmarks.processes import ADMIN_KEY

CITY = "/api/v1/cities/lincang"
DIVISION, STATUS = "530921", "operating"
PATCHES = 20_000
OURS = {"Authorization": f"Bearer {ADMIN_KEY}"}


@dataclass(frozen=True)
class Known:
    """Keys of records to ask for, and how many enterprises there are."""

    uscc: Sequence[str]
    projects: Sequence[str]
    enterprises: int

    def amount(self, number: int) -> tuple[str, str]:
        """Which project gets which planned investment: never the one that it has, always enough."""
        return self.projects[number % len(self.projects)], f"{9_000_000_000 + number}.00"

    @property
    def deep(self) -> int:
        """An offset nine tenths into the list."""
        return self.enterprises * 9 // 10


@dataclass(frozen=True)
class Peer:
    """A way to ask, and its questions by workload."""

    name: str
    reached: dict[str, Any]
    asks: dict[str, dict[str, Any]] = field(default_factory=dict)


def raw_peer(url: str, known: Known) -> Peer:
    """The bare statements through asyncpg, in the load generator's own process."""
    parts = make_url(url)
    database = {
        "host": parts.query["host"],
        "port": int(str(parts.query["port"])),
        "user": parts.username,
        "password": parts.password,
        "database": parts.database,
    }
    patches = [known.amount(number) for number in range(PATCHES)]
    return Peer(
        "raw statement",
        {"database": database},
        {
            "one": _statement(usual_tables.ONE, [[(False, code)] for code in known.uscc]),
            "page": _statement(usual_tables.PAGE, [[(False, DIVISION), (False, STATUS)]]),
            "patch": _statement(usual_tables.PATCH, [[(False, code), (True, amount)] for code, amount in patches]),
        },
    )


def _statement(sql: str, arguments: Sequence[Sequence[tuple[bool, str]]]) -> dict[str, Any]:
    return {"sql": sql, "arguments": arguments}


def usual_peer(port: int, known: Known, *, flat: bool = False) -> Peer:
    """The usual way over HTTP, with related rows or, `flat`, with lists as JSON columns."""
    path = "/api/v1/flat_enterprises" if flat else "/api/v1/enterprises"
    page = f"{path}/?division_code={DIVISION}&status={STATUS}"
    asks = {
        "one": _gets(*(f"{path}/{code}" for code in known.uscc)),
        "page": _gets(page),
        "page without total": _gets(f"{page}&count=false"),
    }
    if not flat:
        asks["first page"] = _gets(f"{path}/?count=false")
        asks["deep page"] = _gets(f"{path}/?count=false&offset={known.deep}")
        asks["patch"] = _patches("/api/v1/projects", "application/json", known)
    name = "usual way, lists as JSON" if flat else "usual way"
    return Peer(name, {"host": "127.0.0.1", "port": port, "headers": {}}, asks)


def our_peer(port: int, known: Known, deep_cursor: str) -> Peer:
    """Ours over HTTP, with a key."""
    page = f"{CITY}/enterprises?limit=100&sort=-gross_output"
    narrowed = _gets(f"{page}&division={DIVISION}&status={STATUS}")
    return Peer(
        "gongjian",
        {"host": "127.0.0.1", "port": port, "headers": OURS},
        {
            "one": _gets(*(f"{CITY}/enterprises/{code}" for code in known.uscc)),
            "page": narrowed,
            "page without total": narrowed,
            "first page": _gets(page),
            "deep page": _gets(f"{page}&cursor={deep_cursor}"),
            "patch": _patches(f"{CITY}/projects", "application/merge-patch+json", known),
        },
    )


def _gets(*paths: str) -> dict[str, Any]:
    return {"requests": [{"path": path} for path in paths]}


def _patches(path: str, media_type: str, known: Known) -> dict[str, Any]:
    return {
        "requests": [
            {
                "method": "PATCH",
                "path": f"{path}/{code}",
                "type": media_type,
                "body": json.dumps({"planned_investment": amount}),
            }
            for code, amount in map(known.amount, range(PATCHES))
        ]
    }
