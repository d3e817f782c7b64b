"""What can go wrong, each with its HTTP status; `web.problem` alone makes documents of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One wrong place in the input: a JSON pointer (or `?name` for a query parameter) and what to do about it."""

    pointer: str
    detail: str


class Problem(Exception):
    """Base of all errors that a caller can understand and act on."""

    status = 500
    type = "internal"
    title = "Internal error"

    def __init__(
        self, detail: str, *, errors: Sequence[Fault] = (), headers: Mapping[str, str] | None = None, type: str = ""
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members: Mapping[str, str] = {}
        if type:
            self.type = type


class BadRequest(Problem):
    """The request itself is malformed: a cursor, a header."""

    status, type, title = 400, "bad-request", "Bad request"


class Unauthenticated(Problem):
    """No key, or one that is unknown, expired or revoked."""

    status, type, title = 401, "unauthenticated", "A valid key is needed"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": 'Bearer realm="gongjian"'})


class Forbidden(Problem):
    """The key is known, but its role does not allow this."""

    status, type, title = 403, "forbidden", "Not allowed"


class NotFound(Problem):
    """There is no such thing, or the caller may not see it."""

    status, type, title = 404, "not-found", "Not found"


class Conflict(Problem):
    """The state of the record, or another request, stands against it."""

    status, type, title = 409, "conflict", "Conflict"


class Gone(Problem):
    """A cursor holds no longer; `export` (a path) is where to begin again."""

    status, type, title = 410, "gone", "No longer valid"

    def __init__(self, detail: str, *, type: str, export: str) -> None:
        super().__init__(detail, type=type, headers={"Link": f'<{export}>; rel="related"; title="export"'})
        self.members = {"export": export}


class StaleVersion(Problem):
    """A condition of If-Match or If-None-Match does not hold."""

    status, type, title = 412, "precondition-failed", "Precondition failed"


class BodyTooLarge(Problem):
    """The body is larger than the limit."""

    status, type, title = 413, "body-too-large", "Body too large"


class UnsupportedBody(Problem):
    """The content type of the body is not understood here."""

    status, type, title = 415, "unsupported-media-type", "Unsupported content type"


class Invalid(Problem):
    """The input is well formed but wrong; `errors` says where."""

    status, type, title = 422, "invalid", "Invalid input"

    @classmethod
    def at(cls, pointer: str, detail: str) -> Invalid:
        """One fault at one place."""
        return cls("The input is invalid; see errors.", errors=(Fault(pointer, detail),))

    @classmethod
    def all(cls, faults: Sequence[Fault]) -> Invalid:
        """Several faults."""
        return cls("The input is invalid; see errors.", errors=faults)


class TooMany(Problem):
    """The caller has as many of these as it may have; some have to end first."""

    status, type, title = 429, "too-many", "Too many"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "30"})


class Unavailable(Problem):
    """The database cannot be reached just now; trying again is right."""

    status, type, title = 503, "unavailable", "Temporarily unavailable"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "2"})


class StartRefused(RuntimeError):
    """The service must not start like this; the message says why and what to do."""
