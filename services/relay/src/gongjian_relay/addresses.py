"""Which addresses a receiver may have: none that leads into the network that the relay stands in (SSRF)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


class AddressRefusedError(Exception):
    """The receiver's name leads to an address that may not be called; the message says which and why."""


class NameUnknownError(Exception):
    """The receiver's name has no address."""


def public(text: str) -> bool:
    """Whether an address lies on the public internet, also where an IPv6 address only wraps one of IPv4."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if (inner := _wrapped(address)) is not None:
            return public(str(inner))
        if address in _COMPATIBLE or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def checked(host: str, found: Iterable[str], *, allow_private: bool) -> list[str]:
    """The addresses, when all of them may be called; AddressRefusedError when one may not."""
    addresses = list(dict.fromkeys(found))
    for address in addresses:
        if not allow_private and not public(address):
            raise AddressRefusedError(
                f"{host} leads to what is not a public address; "
                "GONGJIAN_ALLOW_PRIVATE_WEBHOOKS=true allows such receivers"
            )
    return addresses


async def resolve(host: str, port: int, *, allow_private: bool, threads: Executor | None = None) -> list[str]:
    """The addresses of a host, each allowed; whoever connects takes one of them instead of resolving again."""
    look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(threads, look_up)
    except (socket.gaierror, UnicodeError) as error:
        raise NameUnknownError(f"{host} has no address ({error})") from error
    return checked(host, (str(entry[4][0]) for entry in found), allow_private=allow_private)
