"""What can be known about how a process ended: its code or signal, the kernel's word, the end of what it wrote."""

import signal
from pathlib import Path

_LAST_BYTES = 6_000


def named(code: int | None) -> str:
    """Answer a return code in words."""
    if code is None:
        return "still running"
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by signal {-code}"


def killed_for_memory() -> int:
    """Answer how many processes the kernel has killed for want of memory since it started; 0 where it does not say."""
    try:
        lines = Path("/proc/vmstat").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def tail(file: Path) -> str:
    """Answer the end of a file under its name; nothing where there is none."""
    try:
        text = file.read_bytes()[-_LAST_BYTES:].decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return f"--- {file.name}\n{text or '(empty)'}"
