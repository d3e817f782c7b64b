"""Keys: made within the own scope, shown once, stored hashed, revoked everywhere at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.core.sample_city import SampleCatalogue

from gongjian_core.access import repository
from gongjian_core.access.keyring import Keyring
from gongjian_core.access.rules import cities_of, lies_within, scope_fault
from gongjian_core.errors import Unauthenticated

pytestmark = pytest.mark.anyio

CITIES = SampleCatalogue().cities
WANTED = {"name": "新", "role": "reader", "scope": "aa"}


@pytest.mark.parametrize("role", ["", "reader", "editor", "approver", "relay"])
async def test_nobody_but_an_admin_gets_in(service: Any, role: str) -> None:
    client = await service.caller(role)
    status = 403 if role else 401
    assert (await client.get("/keys")).status_code == status
    assert (await client.post("/keys", json=WANTED)).status_code == status
    assert (await client.delete("/keys/01a214e0-6f91-72d8-8fd6-698e7655eb1c")).status_code == status


async def test_a_new_key_is_shown_once_and_works(service: Any) -> None:
    admin = await service.caller("admin")
    made = await admin.post("/keys", json=WANTED)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    key = made.json()["key"]
    assert key.startswith(made.json()["prefix"])
    assert key not in (await admin.get("/keys")).text
    assert made.json()["created_by"].startswith("key:")
    assert {item["created_by"] for item in (await admin.get("/keys")).json()["items"] if item["name"] == "新"} == {
        made.json()["created_by"]
    }
    reader = await service.caller()
    reader.headers["Authorization"] = f"Bearer {key}"
    assert (await reader.get("/cities/aa/enterprises")).status_code == 200
    assert (await reader.get("/cities/bb/enterprises")).status_code == 404
    async with service.database.gate() as gate:
        stored = await gate.fetchrow("select a::text as row from api_keys a where name = '新'")
    assert key not in stored["row"]


async def test_admins_stay_within_their_scope(service: Any) -> None:
    admin = await service.caller("admin", "99")
    for scope, status in (("aa", 201), ("99", 201), ("9901", 201), ("cc", 403), ("98", 403), ("*", 403)):
        assert (await admin.post("/keys", json={**WANTED, "scope": scope})).status_code == status, scope
    everywhere = await service.caller("admin")
    far = (await everywhere.post("/keys", json={**WANTED, "scope": "cc"})).json()
    assert far["id"] not in (await admin.get("/keys")).text
    assert (await admin.delete(f"/keys/{far['id']}")).status_code == 404
    assert (await everywhere.delete(f"/keys/{far['id']}")).status_code == 204


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"scope": "zz"}, "/scope"),
        ({"scope": "990121"}, "/scope"),
        ({"scope": "12"}, "/scope"),
        ({"role": "owner"}, "/role"),
        ({"role": "relay"}, "/scope"),
        ({"name": " "}, "/name"),
        ({"name": "GONGJIAN_ADMIN_KEY"}, "/name"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "/expires_at"),
        ({"expires_at": "2999-01-01T00:00:00"}, "/expires_at"),
        ({"colour": "red"}, "/colour"),
    ],
)
async def test_bad_input_is_refused_with_a_pointer(service: Any, change: dict[str, str], pointer: str) -> None:
    answer = await (await service.caller("admin")).post("/keys", json={**WANTED, **change})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_the_same_idempotency_key_makes_one_key(service: Any) -> None:
    admin = await service.caller("admin")
    once = {"Idempotency-Key": "first"}
    made = await admin.post("/keys", json=WANTED, headers=once)
    again = await admin.post("/keys", json=WANTED, headers=once)
    assert (again.status_code, again.json(), again.headers["idempotency-replayed"]) == (201, made.json(), "true")
    assert (await admin.post("/keys", json={**WANTED, "name": "x"}, headers=once)).status_code == 422
    assert (await admin.post("/keys", json=WANTED, headers={"Idempotency-Key": "a b"})).status_code == 400
    other = await (await service.caller("admin", name="zweiter")).post("/keys", json=WANTED, headers=once)
    assert other.json()["id"] != made.json()["id"]
    many = await asyncio.gather(*(admin.post("/keys", json=WANTED, headers={"Idempotency-Key": "n"}) for _ in range(8)))
    assert {answer.status_code for answer in many} <= {201, 409}
    assert len({answer.json()["id"] for answer in many if answer.status_code == 201}) == 1


async def test_a_revocation_holds_at_once_on_another_server(service: Any) -> None:
    text = repository.new_key()
    async with service.database.gate() as gate:
        row = await repository.create(
            gate, text, name="x", role="reader", scope="aa", expires_at=None, created_by="test"
        )  # fmt: skip
    other = Keyring(service.database, CITIES)
    other.start()
    try:
        for _ in range(100):
            access = await other.resolve(f"Bearer {text}")
            if other.remembers:
                break
            await asyncio.sleep(0.02)
        assert other.remembers
        assert access.cities == ("aa",)
        await repository.revoke(service.database, row["id"])
        await asyncio.sleep(0.2)
        with pytest.raises(Unauthenticated):
            await other.resolve(f"Bearer {text}")
    finally:
        await other.stop()


async def test_an_expired_key_opens_nothing(service: Any) -> None:
    text = repository.new_key()
    async with service.database.gate() as gate:
        past = datetime.now(UTC) - timedelta(seconds=1)
        await repository.create(gate, text, name="x", role="admin", scope="*", expires_at=past, created_by="test")
    client = await service.caller()
    client.headers["Authorization"] = f"Bearer {text}"
    assert (await client.get("/keys")).status_code == 401


async def test_the_settings_admin_key_replaces_the_one_before(service: Any) -> None:
    first, second = "first-" + "a" * 30, "second-" + "b" * 30
    for text in (first, second, second):
        await repository.set_admin_key(service.database, text)
    keyring = Keyring(service.database, CITIES)
    with pytest.raises(Unauthenticated):
        await keyring.resolve(f"Bearer {first}")
    assert (await keyring.resolve(f"bearer {second}")).role == "admin"
    await repository.set_admin_key(service.database, first)
    assert (await keyring.resolve(f"Bearer {first}")).role == "admin"


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("*", ("aa", "bb", "cc", "dd")),
        ("aa", ("aa",)),
        ("cc", ("cc",)),
        ("99", ("aa", "bb")),
        ("9901", ("aa",)),
        ("990100", ("aa",)),
        ("98", ("cc", "dd")),
        ("9803", ("cc", "dd")),
        ("980321", ("dd",)),
        ("97", ()),
        ("nowhere", ()),
    ],
)
async def test_a_scope_covers_whole_cities(scope: str, expected: tuple[str, ...]) -> None:
    assert cities_of(scope, CITIES) == expected
    assert (scope_fault(scope, CITIES) is None) == bool(expected)


async def test_a_city_does_not_hold_its_county_but_their_prefix_does() -> None:
    assert lies_within("dd", "9803", CITIES)
    assert not lies_within("dd", "cc", CITIES)
    assert not lies_within("9803", "cc", CITIES)
    assert not lies_within("*", "98", CITIES)
