"""What only SDMX refuses, each with the HTTP status that SDMX-REST gives it."""

from __future__ import annotations

from typing import Any

from ..errors import Problem
from ..web.problem import MEDIA_TYPE, responses


class NotAcceptable(Problem):
    """None of the accepted formats is offered."""

    status, type, title = 406, "not-acceptable", "Not acceptable"


class AnswerTooLarge(Problem):
    """The answer would be larger than the service is willing to build."""

    status, type, title = 413, "answer-too-large", "Answer too large"


class NotOffered(Problem):
    """A part of SDMX-REST that is not built."""

    status, type, title = 501, "not-implemented", "Not implemented"


def refused(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of an operation, for OpenAPI."""
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    own = {
        400: "The key, a parameter or a header is malformed",
        404: "There is no such thing, or nothing is selected (SDMX error 100)",
        406: "None of the accepted formats is offered",
        413: "The answer would be too large; narrow the key or the period (SDMX error 510)",
        501: "This part of SDMX-REST is not built",
    }
    shared = responses(*(status for status in statuses if status not in own))
    return shared | {status: {"description": own[status], "content": problem} for status in statuses if status in own}
