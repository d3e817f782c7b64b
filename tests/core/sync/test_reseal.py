"""The key that encrypts receivers' secrets is replaced without them: `gongjian reseal`, and what the doctor says."""

import json
from typing import Any

import pytest
from tests.core.sync.test_subscriptions import subscribed

from gongjian_core.errors import StartRefused, Unavailable
from gongjian_core.operate.commands import reseal as reseal_by_command
from gongjian_core.operate.secrets import reseal, standing
from gongjian_core.settings import Settings
from gongjian_core.sync.subscriptions import repository
from gongjian_core.sync.subscriptions.secrets import Safe

pytestmark = pytest.mark.anyio

OLD, NEW = "0123456789abcdef" * 2, "fedcba9876543210" * 2


async def stored(service: Any) -> list[str]:
    """Answer the secrets as they lie in the database."""
    async with service.app.state.database.gate() as gate:
        return [secrets for _, secrets in await repository.sealed(gate)]


async def test_after_resealing_the_new_key_alone_opens_every_secret(service: Any, urls: Any) -> None:
    admin = await service.caller("admin")
    made = await subscribed(admin)
    await subscribed(admin)
    await admin.post(f"/subscriptions/{made['id']}/rotate-secret", json={})
    before = await stored(service)
    assert [len(json.loads(one)) for one in before] == [2, 1]
    database = service.app.state.database
    assert (await standing(database, f"{NEW},{OLD}"))[0] == "note"
    assert await reseal(urls.app, Safe(f"{NEW},{OLD}")) == 2
    after = await stored(service)
    assert [Safe(NEW).valid(one) for one in after] == [Safe(OLD).valid(one) for one in before]
    assert await standing(database, NEW) == ("ok", "the first key opens those of all 2 subscriptions")
    assert await reseal(urls.app, Safe(NEW)) == 0


async def test_a_key_that_is_lost_is_found_by_the_doctor_and_nothing_is_resealed(service: Any, urls: Any) -> None:
    await subscribed(await service.caller("admin"))
    before = await stored(service)
    level, detail = await standing(service.app.state.database, NEW)
    assert level == "wrong"
    assert "no key of GONGJIAN_SECRETS_KEY opens those of 1 of 1 subscriptions" in detail
    with pytest.raises(Unavailable, match="encrypted with another key"):
        await reseal(urls.app, Safe(NEW))
    assert await stored(service) == before


def test_without_a_key_the_command_says_what_to_set() -> None:
    with pytest.raises(StartRefused, match="set it to the new key, a comma, and the old one"):
        reseal_by_command(Settings(), print)
