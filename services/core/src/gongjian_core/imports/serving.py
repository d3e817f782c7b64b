"""Workbooks as answers."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .upload import XLSX


def workbook_answer(description: str) -> dict[int | str, dict[str, Any]]:
    """A workbook as an answer, for OpenAPI."""
    return {200: {"description": description, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}


def workbook_response(body: bytes, name: str) -> Response:
    """A workbook to be kept under that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(body, headers=headers, media_type=XLSX)
