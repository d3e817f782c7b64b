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

from .relay import Relay
from .settings import RelaySettings

_USAGE: Final = (
    "usage: gongjian-relay [--beside]\n"
    "Its settings are environment variables; see its README. With --beside it ends when its standard input does."
)
_GRACE_SECONDS: Final = 5.0


async def _run(settings: RelaySettings, *, beside: bool) -> None:
    relay = Relay(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, relay.stop)
    if beside:
        threading.Thread(target=_end_with_input, name="standard input", daemon=True).start()
    if settings.relay_metrics_port:
        relay.figures.serve(settings.relay_metrics_host, settings.relay_metrics_port)
    await relay.run()


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
    try:
        settings = RelaySettings()
    except ValidationError as error:
        for fault in error.errors():
            name = f"GONGJIAN_{'_'.join(map(str, fault['loc'])).upper()}"
            print(f"gongjian-relay: {name}: {fault['msg']}", file=sys.stderr)
        raise SystemExit(1) from None
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("gongjian").setLevel(settings.log_level.upper())
    asyncio.run(_run(settings, beside=beside))


if __name__ == "__main__":
    main()
