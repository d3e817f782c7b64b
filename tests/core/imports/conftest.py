"""What tests of imports share: rows, and a way to send them."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from tests.core.conftest import USCC

OTHER_USCC = "91530900MA6K5X2W20"
CSV = {"Content-Type": "text/csv"}
NDJSON = {"Content-Type": "application/x-ndjson"}
Sender = Callable[..., Awaitable[dict[str, Any]]]


def enterprise(uscc: str = USCC, **changes: Any) -> dict[str, Any]:
    """A record as a line says it."""
    return {"uscc": uscc, "name": "甲茶厂", "division_code": "990121", "industry_code": "C1530"} | changes


def lines(*records: dict[str, Any]) -> bytes:
    """NDJSON."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def tally(answer: dict[str, Any]) -> tuple[Any, ...]:
    """State, created, updated, unchanged, stale, rejected."""
    return tuple(answer[name] for name in ("state", "created", "updated", "unchanged", "stale", "rejected"))


def told(answer: dict[str, Any]) -> list[tuple[int, str | None, str]]:
    """Where the faults are."""
    return [(fault["row"], fault["column"], fault["pointer"]) for fault in answer["errors"]]


@pytest.fixture
def send(editor: httpx.AsyncClient) -> Sender:
    """Answer what sends a small file to the city aa and answers the finished import."""

    async def sender(content: bytes | str, headers: dict[str, str] = NDJSON, **query: Any) -> dict[str, Any]:
        params = {"type": "enterprises"} | query
        response = await editor.post("/cities/aa/imports", params=params, content=content, headers=headers)
        assert response.status_code == 201, response.text
        answer: dict[str, Any] = response.json()
        assert response.headers["location"] == f"/api/v1/cities/aa/imports/{answer['id']}"
        assert (await editor.get(f"/cities/aa/imports/{answer['id']}")).json() == answer
        return answer

    return sender
