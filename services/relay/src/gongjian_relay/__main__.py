"""`gongjian-relay`: works until SIGTERM or SIGINT, or, started beside core, until core ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from typing import Final

from pydantic import ValidationError

from . import logs
from .relay import Relay
from .settings import RelaySettings

_USAGE: Final = (
    "usage: gongjian-relay [--beside]\n"
    "Its settings are environment variables; see its README. With --beside it ends when its standard input does."
)
_GRACE_SECONDS: Final = 5.0
_LOG = logging.getLogger("gongjian.relay")


async def _run(settings: RelaySettings, *, beside: bool) -> None:
    relay = Relay(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, relay.stop)
    if beside:
        threading.Thread(target=_end_with_input, name="standard input", daemon=True).start()
    if settings.relay_metrics_port:
        host, port = settings.relay_metrics_host, settings.relay_metrics_port
        try:
            relay.figures.serve(host, port)
        except OSError as error:
            _LOG.error(
                "cannot serve figures on %s:%d (%s); see GONGJIAN_RELAY_METRICS_PORT", host, port, error.strerror
            )
            raise SystemExit(1) from None
    _LOG.info("started")
    await relay.run()
    _LOG.info("stopped")


def _end_with_input() -> None:
    """Stop when standard input ends, as it does with the process that holds its other end, however that ends."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    # Core has probably ended with it, and there is nobody to report to.
    time.sleep(_GRACE_SECONDS)
    os._exit(0)


def main() -> None:
    """Run a relay; `--beside` ends it with its standard input."""
    beside = sys.argv[1:] == ["--beside"]
    if sys.argv[1:] and not beside:
        print(_USAGE, file=sys.stderr)
        raise SystemExit(2)
    logs.configure("info", logs.FORM_WANTED)
    try:
        settings = RelaySettings()
    except ValidationError as error:
        for fault in error.errors():
            name = f"GONGJIAN_{'_'.join(map(str, fault['loc'])).upper()}"
            _LOG.error("%s: %s", name, fault["msg"])
        raise SystemExit(1) from None
    logs.configure(settings.log_level, settings.log_format)
    try:
        asyncio.run(_run(settings, beside=beside))
    except Exception:
        _LOG.exception("a defect of the relay")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
