"""Which format a caller accepts, as SDMX-REST names them; generic XML unless another is asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from .cube import Action, Series
from .data_csv import Csv
from .data_xml import GenericXml, SpecificXml
from .flows import Flow
from .markup import Header
from .refusals import NotAcceptable

_BASE: Final = "application/vnd.sdmx."


class Writer(Protocol):
    """Writes a message piece by piece."""

    def head(self, header: Header) -> str: ...
    def begin(self, action: Action) -> str: ...
    def series(self, series: Series, action: Action) -> str: ...
    def end(self) -> str: ...
    def tail(self) -> str: ...


@dataclass(frozen=True)
class Format:
    """A format and the other names that it is asked for by."""

    media_type: str
    version: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.media_type};version={self.version}"

    def fits(self, media_type: str, version: str) -> bool:
        """Whether a media range of Accept names it."""
        if media_type == self.media_type:
            return version in ("", self.version)
        return media_type in self.also


STRUCTURE: Final = Format(f"{_BASE}structure+xml", "2.1", ("application/xml", "text/xml", "application/*", "*/*"))
GENERIC: Final = Format(f"{_BASE}genericdata+xml", "2.1", ("application/xml", "text/xml", "application/*", "*/*"))
SPECIFIC: Final = Format(f"{_BASE}structurespecificdata+xml", "2.1")
CSV: Final = Format(f"{_BASE}data+csv", "2.0.0", ("text/csv", "text/*"))
DATA: Final = (GENERIC, SPECIFIC, CSV)

WRITERS: Final[dict[Format, Callable[[Flow, bool], Writer]]] = {
    GENERIC: lambda flow, flat: GenericXml(flow, flat=flat),
    SPECIFIC: lambda flow, flat: SpecificXml(flow, flat=flat),
    CSV: lambda flow, flat: Csv(flow),
}


def chosen(accept: str, offered: Sequence[Format]) -> Format:
    """The format that is wanted most; NotAcceptable when none of those offered is accepted."""
    best, weight = None, 0.0
    for part in (accept or "*/*").lower().split(","):
        media_type, *rest = (piece.strip() for piece in part.split(";"))
        parameters = dict(_parameter(piece) for piece in rest)
        quality = _quality(parameters.get("q", "1"))
        if quality <= weight or parameters.get("labels", "id") != "id":
            continue
        for format in offered:
            if format.fits(media_type, parameters.get("version", "")):
                best, weight = format, quality
                break
    if best is None:
        names = ", ".join(format.content_type for format in offered)
        raise NotAcceptable(f"This is answered as {names}; ask for one of these in Accept.")
    return best


def _parameter(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name.strip(), value.strip(' "')


def _quality(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
