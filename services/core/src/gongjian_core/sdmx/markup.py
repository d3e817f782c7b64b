"""Small pieces of XML: escaping, attributes, namespaces, the header that every SDMX message begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .flows import AGENCY

_SCHEMAS: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
NAMESPACES: Final = {
    "mes": f"{_SCHEMAS}message",
    "com": f"{_SCHEMAS}common",
    "str": f"{_SCHEMAS}structure",
    "gen": f"{_SCHEMAS}data/generic",
    "ss": f"{_SCHEMAS}data/structurespecific",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_REPLACED: Final = {
    # What XML 1.0 cannot hold at all stands as the replacement character.
    **dict.fromkeys((*range(0x20), 0xFFFE, 0xFFFF), "\ufffd"),
    ord("\t"): "&#9;",
    ord("\n"): "&#10;",
    ord("\r"): "&#13;",
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}


def escaped(text: str) -> str:
    """The text as it may stand in content or in an attribute; line breaks survive both."""
    return text.translate(_REPLACED)


def attribute(name: str, value: str | None) -> str:
    """` name="value"`, or nothing without a value."""
    return "" if value is None else f' {name}="{escaped(value)}"'


def opening(root: str, *prefixes: str, more: str = "") -> str:
    """The XML declaration and the opening tag of a message's root."""
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<mes:{root}{declared}{more}>\n'


def names(name: str, name_en: str | None) -> str:
    """A name in Chinese and, where there is one, in English."""
    chinese = f'<com:Name xml:lang="zh">{escaped(name)}</com:Name>'
    return chinese + (f'<com:Name xml:lang="en">{escaped(name_en)}</com:Name>' if name_en else "")


@dataclass(frozen=True)
class Header:
    """What a message says about itself; `prepared` is the time to send as `updatedAfter` next time."""

    prepared: datetime

    def text(self, inner: str = "") -> str:
        """The header; `inner` is what data messages say about their structure."""
        return (
            f"<mes:Header><mes:ID>{AGENCY}-{self.prepared:%Y%m%dT%H%M%S%f}</mes:ID><mes:Test>false</mes:Test>"
            f'<mes:Prepared>{self.prepared.isoformat()}</mes:Prepared><mes:Sender id="{AGENCY}"/>{inner}</mes:Header>\n'
        )
