"""What the relay says: one line an event on standard error, for people or, as JSON in core's form, for a collector.

Lines of a delivery name the subscription. Secrets, bodies and the URL of a receiver, which may hold a token, never
stand in a line.
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
_SUBSCRIPTION: ContextVar[str | None] = ContextVar("subscription", default=None)


def begin(subscription: str) -> None:
    """From here on, in this task, lines are about this subscription."""
    _SUBSCRIPTION.set(subscription)


class About(logging.Filter):
    """Puts into every record which subscription it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it; keep the record."""
        record.subscription = _SUBSCRIPTION.get()
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
        if subscription := getattr(record, "subscription", None):
            line["subscription"] = subscription
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
        record.about = getattr(record, "subscription", None) or "-"
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
