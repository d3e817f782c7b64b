"""Receivers may not lead into the network that the relay stands in."""

import pytest

from gongjian_relay.addresses import AddressRefusedError, NameUnknownError, checked, public, resolve


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "223.5.5.5", "2400:3200::1", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"],
)
def test_a_public_address_may_be_called(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::10.1.2.3", "64:ff9b::a00:1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2002:a00:1::", "2001:0:a00:1::",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_may_not_be_called_however_it_is_wrapped(address: str) -> None:
    assert not public(address)


def test_one_inner_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(AddressRefusedError, match=r"receiver\.example leads to what is not") as refused:
        checked("receiver.example", ["8.8.8.8", "10.0.0.1"], allow_private=False)
    assert "10.0.0.1" not in str(refused.value)
    assert checked("receiver.example", ["8.8.8.8", "10.0.0.1"], allow_private=True) == ["8.8.8.8", "10.0.0.1"]
    assert checked("receiver.example", ["8.8.8.8", "8.8.8.8"], allow_private=False) == ["8.8.8.8"]


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "127.1"])
async def test_a_name_is_judged_by_what_it_resolves_to(host: str) -> None:
    with pytest.raises(AddressRefusedError, match="not a public address"):
        await resolve(host, 443, allow_private=False)
    assert await resolve(host, 443, allow_private=True)


@pytest.mark.anyio
async def test_a_name_without_an_address_says_so() -> None:
    with pytest.raises(NameUnknownError, match="has no address"):
        await resolve("nowhere.invalid", 443, allow_private=False)
    with pytest.raises(NameUnknownError, match="has no address"):
        await resolve("x" * 70 + ".example", 443, allow_private=True)
