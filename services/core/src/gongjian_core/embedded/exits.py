"""Ways a process ends that Python does not clean up after: a signal that nobody handles."""

import atexit
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGHUP)
_LOG = logging.getLogger("gongjian.ending")


def at_end(stop: Callable[[], None]) -> Callable[[], None]:
    """Have ``stop`` called when this process ends, by itself or by a signal; answer how to call that off.

    Signals that the program handles already are left to it. A child made by fork does not call ``stop``.
    """
    owner = os.getpid()
    taken: list[signal.Signals] = []

    def once() -> None:
        if os.getpid() == owner:
            stop()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        _say(number)
        try:
            once()
        finally:
            os.kill(os.getpid(), number)

    def call_off() -> None:
        atexit.unregister(once)
        if threading.current_thread() is threading.main_thread():
            for number in taken:
                if signal.getsignal(number) is on_signal:
                    signal.signal(number, signal.SIG_DFL)

    atexit.register(once)
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, on_signal)
                taken.append(number)
    return call_off


@contextmanager
def said() -> Iterator[None]:
    """Within, an end by a signal that nobody handles is said in the log; the signal ends the process as ever."""

    def on_signal(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        _say(number)
        os.kill(os.getpid(), number)

    main = threading.current_thread() is threading.main_thread()
    taken = [number for number in ENDING if main and signal.getsignal(number) == signal.SIG_DFL]
    for number in taken:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number in taken:
            if signal.getsignal(number) is on_signal:
                signal.signal(number, signal.SIG_DFL)


def _say(number: int) -> None:
    # The signal may have come in the middle of another line; then the line is lost, not the ending.
    with suppress(Exception):
        _LOG.warning("told to end by %s", signal.Signals(number).name)
