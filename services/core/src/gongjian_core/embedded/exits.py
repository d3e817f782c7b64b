"""Ways a process ends that Python does not clean up after: a signal that nobody handles."""

import atexit
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType


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
        once()
        os.kill(os.getpid(), number)

    def call_off() -> None:
        atexit.unregister(once)
        if threading.current_thread() is threading.main_thread():
            for number in taken:
                if signal.getsignal(number) is on_signal:
                    signal.signal(number, signal.SIG_DFL)

    atexit.register(once)
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, on_signal)
                taken.append(number)
    return call_off
