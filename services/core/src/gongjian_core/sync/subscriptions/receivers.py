"""Addresses that changes may be sent to: no private or loopback ones, unless the settings allow them.

The relay checks again at every delivery, on the address it connects to; here the mistake is found when it is made.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from urllib.parse import urlsplit

_SECONDS = 3.0
_NOT_IN_A_URL = re.compile(r"[^\x21-\x7e]|[\\\"<>^`{|}]")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def url_fault(url: str) -> str | None:
    """What is wrong with the form of a receiver's URL, or None."""
    if _NOT_IN_A_URL.search(url):
        return "must be written in ASCII without spaces; encode other characters"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no URL"
    if parts.scheme not in ("http", "https") or not host:
        return "must be an http or https URL with a host"
    if parts.username is not None or parts.password is not None:
        return "must not carry a user or password; the signature says who sends"
    if parts.fragment:
        return "must not have a fragment"
    return None


async def address_fault(url: str) -> str | None:
    """Why the receiver's host may not be reached, or None; a name that is not known now is left to the relay."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        async with asyncio.timeout(_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        return None
    if any(not is_public(str(address[0])) for *_, address in found):
        return "leads to a private or loopback address; GONGJIAN_ALLOW_PRIVATE_WEBHOOKS=true allows that"
    return None


def is_public(text: str) -> bool:
    """Whether an address belongs to the public internet, whatever it is wrapped in."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
