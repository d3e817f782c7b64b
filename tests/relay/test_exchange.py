"""Requests to receivers go to the address that was checked, end in time, and follow nobody elsewhere."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.relay.receiver import OK, Receiver, answer, receiving

from gongjian_relay.addresses import checked
from gongjian_relay.exchange import NoAnswerError, to_receiver, trust

pytestmark = pytest.mark.anyio


async def at_loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of that name shows, and who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), now,
                                now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "both.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=str(path))


async def test_the_certificate_is_checked_for_the_name_although_the_address_is_connected_to(tmp_path: Path) -> None:
    server, client = certified(tmp_path, "receiver.test")
    async with receiving(Receiver(), tls=server) as (receiver,):
        exchange = to_receiver(at_loopback, client)
        found = await exchange.send("POST", receiver.url("receiver.test"), content=b"{}", seconds=5)
        assert found.status == 204
        assert receiver.received[0].headers["host"] == f"receiver.test:{receiver.port}"
        await exchange.close()
        exchange = to_receiver(at_loopback, client)
        with pytest.raises(NoAnswerError, match="certificate is not valid for"):
            await exchange.send("POST", receiver.url("other.test"), content=b"{}", seconds=5)
        await exchange.close()
        assert len(receiver.received) == 1


async def test_a_name_is_looked_up_and_judged_for_every_request() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def changing(host: str, _port: int) -> list[str]:
        found = answers.pop(0)
        return checked(host, found, allow_private=found == ["127.0.0.1"])

    async with receiving(Receiver()) as (receiver,):
        exchange = to_receiver(changing, trust())
        assert (await exchange.send("POST", receiver.url("rebound.test"), content=b"{}", seconds=5)).status == 204
        with pytest.raises(NoAnswerError, match=r"rebound\.test leads to what is not"):
            await exchange.send("POST", receiver.url("rebound.test"), content=b"{}", seconds=5)
        await exchange.close()
        assert len(receiver.received) == 1


async def test_an_address_that_refuses_is_followed_by_the_next() -> None:
    async def several(_host: str, _port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    async with receiving(Receiver()) as (receiver,):
        exchange = to_receiver(several, trust())
        assert (await exchange.send("POST", receiver.url("two.test"), content=b"{}", seconds=5)).status == 204
        await exchange.close()


async def test_redirections_are_not_followed() -> None:
    async with receiving(Receiver(), Receiver()) as (first, second):
        first.respond = lambda _: answer(307, f"Location: {second.url()}")
        exchange = to_receiver(at_loopback, trust())
        assert (await exchange.send("POST", first.url(), content=b"{}", seconds=5)).status == 307
        await exchange.close()
        assert second.received == []


class Dripping(Receiver):
    """Answers a byte at a time, for ever."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        try:
            while True:
                writer.write(b"H")
                await writer.drain()
                await asyncio.sleep(0.05)
        except ConnectionError:
            await self.hang_up(writer)


async def test_a_receiver_that_answers_drop_by_drop_is_left_in_time() -> None:
    async with receiving(Dripping()) as (receiver,):
        exchange = to_receiver(at_loopback, trust())
        begun = asyncio.get_running_loop().time()
        with pytest.raises(NoAnswerError, match=r"no answer within 0\.3 s"):
            await exchange.send("POST", receiver.url(), content=b"{}", seconds=0.3)
        assert asyncio.get_running_loop().time() - begun < 1
        await exchange.close()
        await asyncio.sleep(0.2)


async def test_of_a_long_answer_only_the_beginning_is_read() -> None:
    async with receiving(Receiver(respond=lambda _: answer(200, body=b"x" * 3_000_000))) as (receiver,):
        exchange = to_receiver(at_loopback, trust())
        found = await exchange.send("POST", receiver.url(), content=b"{}", seconds=5, at_most=1000)
        assert (found.status, found.body) == (200, b"x" * 1000)
        receiver.respond = lambda _: OK
        assert (await exchange.send("POST", receiver.url(), content=b"{}", seconds=5, at_most=1000)).status == 204
        await exchange.close()


@pytest.mark.parametrize("url", ["http://[", "ftp://a.test/", "http://a.test:99999/", "http://\x00.test/", "//x"])
async def test_a_url_that_is_none_is_a_failure_and_no_defect(url: str) -> None:
    exchange = to_receiver(at_loopback, trust())
    with pytest.raises(NoAnswerError):
        await exchange.send("POST", url, content=b"{}", seconds=5)
    await exchange.close()
