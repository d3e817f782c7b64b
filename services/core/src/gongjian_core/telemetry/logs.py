"""What the process says: one line per event on standard error, for people or, as JSON, for whoever collects them.

Every line names what it is about: the request (the id of X-Request-Id), the city and the key's id; a job's lines name
the job. The text of a key, a body or a query never stands in a line.
"""

from __future__ import annotations

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, Literal

Form = Literal["text", "json"]
FORM_WANTED: Final[Form] = "json" if os.environ.get("GONGJIAN_LOG_FORMAT", "").lower() == "json" else "text"
"""Known before the settings are, so that what is wrong with them is said in that form."""
ABOUT = ("request_id", "city", "key", "job")
"""What a line may say it is about, in this order."""
_ABOUT: ContextVar[dict[str, str] | None] = ContextVar("about", default=None)


def begin(**about: str) -> None:
    """From here on, in this task and those it starts, lines are about this."""
    _ABOUT.set(about)


def tell(**about: str) -> None:
    """What is being done turned out to be about this, too."""
    known = _ABOUT.get()
    if known is not None:
        known.update(about)


class About(logging.Filter):
    """Puts into every record what it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it; keep the record."""
        known = _ABOUT.get() or {}
        for name in ABOUT:
            setattr(record, name, known.get(name, "-"))
        return True


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `extra={"fields": {…}}` of a log call become fields of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name in ABOUT if (value := getattr(record, name, "-")) != "-"}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()


class TextLines(logging.Formatter):
    """A record as a line for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(about)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        record.about = " ".join(value for name in ABOUT if (value := getattr(record, name, "-")) != "-") or "-"
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line itself, whatever was said: nothing in it begins another one."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def configure(level: str, form: Form) -> None:
    """Send every log of the process to standard error in that form; ours from `level` on, others' warnings."""
    handler = logging.StreamHandler()
    handler.addFilter(About())
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("gongjian").setLevel(level.upper())


def as_json() -> bool:
    """Whether the process says everything as lines of JSON."""
    return any(isinstance(handler.formatter, JsonLines) for handler in logging.root.handlers)
