"""What a receiver's answer means, and how long to wait before the next try. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_ENOUGH_DOUBLINGS: Final = 40
_LONGEST_ASKED_FOR: Final = 24 * 3600.0


@dataclass(frozen=True)
class Verdict:
    """Whether a message was taken; if not, why, and what the receiver asks for.

    `gone`: it wants no more messages at all. `too_large`: it would take a smaller one. `after`: seconds it asks for.
    """

    taken: bool = False
    gone: bool = False
    too_large: bool = False
    after: float | None = None
    said: str = ""


def verdict(status: int, headers: Mapping[str, str], now: datetime) -> Verdict:
    """What an HTTP answer means: only 2xx takes a message, redirections are not followed."""
    if 200 <= status < 300:
        return Verdict(taken=True)
    if status == 410:
        return Verdict(gone=True, said="410: the receiver wants no more messages")
    if 300 <= status < 400:
        return Verdict(said=f"{status}: redirections are not followed; subscribe with the final URL")
    after = retry_after(headers.get("retry-after"), now) if status in (429, 503) else None
    return Verdict(too_large=status == 413, after=after, said=f"the receiver answered {status}")


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for (a number or a date), at most a day; None when it says nothing usable."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return min(float(text[:9]), _LONGEST_ASKED_FOR)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), _LONGEST_ASKED_FOR)


def pause(failures: int, first: float, longest: float, chance: float) -> float:
    """Seconds before the next try after that many failures in a row.

    Doubled each time up to the longest, of which chance (0 to 1) takes up to half away, so that receivers that went
    down together are not all called together.
    """
    whole = min(longest, first * 2.0 ** min(failures - 1, _ENOUGH_DOUBLINGS))
    return whole * (1 - chance / 2)
