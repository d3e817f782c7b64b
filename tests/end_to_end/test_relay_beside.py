"""`gongjian serve --relay`: the relay begins, is brought back and ends with the service, and nothing is lost."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from tests.end_to_end.running import Running
from tests.relay.receiver import Receiver, receiving

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

USCC = "91530900MA6K5X2W1W"


async def record(client: httpx.AsyncClient, name: str) -> None:
    body = {"name": name, "division_code": "530902", "industry_code": "C1530"}
    answer = await client.put(f"/cities/lincang/enterprises/{USCC}", json=body)
    assert answer.status_code in (200, 201), answer.text


async def reported(client: httpx.AsyncClient, made: dict[str, Any]) -> None:
    """Wait until core knows that everything was delivered."""
    head = (await client.get("/changes", params={"limit": 1})).json()["head_seq"]
    async with asyncio.timeout(10):
        while (await client.get(f"/subscriptions/{made['id']}")).json()["seq"] < head:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def names(receiver: Receiver) -> list[str]:
    return [change["data"]["name"] for change in receiver.changes]


async def test_the_relay_lives_as_long_as_the_service_and_delivers_through_every_kill(data_dir: Path) -> None:
    with Running(data_dir, "--relay", allow_private_webhooks="true", relay_first_pause="0.2") as service:
        headers = {"authorization": f"Bearer {service.key}"}
        async with (
            httpx.AsyncClient(base_url=f"{service.url}/api/v1", headers=headers, trust_env=False, timeout=30) as admin,
            receiving(Receiver()) as (receiver,),
        ):
            wanted = {"url": receiver.url(), "types": ["enterprise"], "cities": ["lincang"]}
            answer = await admin.post("/subscriptions", json=wanted)
            assert answer.status_code == 201, answer.text
            receiver.secret = answer.json()["secret"]
            await record(admin, "一")
            await receiver.until(lambda: names(receiver) == ["一"])
            await reported(admin, answer.json())

            (relay,) = service.children("gongjian_relay")
            relay.kill()
            await record(admin, "二")
            await receiver.until(lambda: names(receiver) == ["一", "二"])
            assert "The relay ended with -9" in service.said
            await reported(admin, answer.json())

            (relay,) = service.children("gongjian_relay")
            await asyncio.to_thread(service.end, signal.SIGKILL)
            gone, _ = await asyncio.to_thread(psutil.wait_procs, [relay], 15)
            assert gone == [relay]

            await asyncio.to_thread(service.start)
            await record(admin, "三")
            await receiver.until(lambda: "三" in names(receiver), 90)
            assert names(receiver) == ["一", "二", "三"]

            (relay,) = service.children("gongjian_relay")
            assert await asyncio.to_thread(service.end, signal.SIGTERM) in (0, -signal.SIGTERM)
            assert not relay.is_running()
