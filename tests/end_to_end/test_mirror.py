"""`gongjian mirror` against a busy core: killed again and again, and core with it, it ends equal by digest."""

import asyncio
import json
import os
import random
import signal
import subprocess
from pathlib import Path

import httpx
import pytest
from tests.end_to_end.running import GONGJIAN, Running

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

USCC = "91530900MA6K5X2W1W"
LAPS = 8


def mirror(service: Running, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a mirror of the service."""
    environment = {**os.environ, "GONGJIAN_MIRROR_KEY": service.key}
    command = [str(GONGJIAN), "mirror", "--from", service.url, "--to", str(folder), *options]
    with (folder.parent / "mirror.log").open("ab") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


async def write(url: str, key: str, done: asyncio.Event) -> int:
    """Record figures and enterprises until told otherwise, whatever becomes of core; answers how many were accepted."""
    accepted = number = 0
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", headers=headers, trust_env=False, timeout=10) as client:
        while not done.is_set():
            number += 1
            items = [
                {"subject": "city", "indicator": "gross_output", "period": f"{2000 + n % 25}", "value": f"{number}.5",
                 "unit": "亿元"}
                for n in range(number, number + 20)
            ]  # fmt: skip
            body = {"name": f"第{number}", "division_code": "530902", "industry_code": "C1530"}
            path = f"/cities/lincang/enterprises/{USCC}"
            try:
                await client.put("/cities/lincang/observations", json={"items": items})
                if number % 5 == 0:
                    await client.delete(path)
                answer = await client.put(path, json=body)
                accepted += answer.status_code in (200, 201)
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    return accepted


async def test_a_mirror_killed_again_and_again_beside_a_busy_core_ends_equal(data_dir: Path) -> None:
    dice = random.Random(11)  # noqa: S311 -- a test
    folder = data_dir / "mirror"
    with Running(data_dir) as service:
        done = asyncio.Event()
        writing = asyncio.create_task(write(service.url, service.key, done))
        for lap in range(LAPS):
            working = mirror(service, folder, "--check-every", "0.02")
            await asyncio.sleep(dice.uniform(1.5, 4))
            if lap == LAPS // 2:
                await asyncio.to_thread(service.end, signal.SIGKILL)
                await asyncio.to_thread(service.start)
                await asyncio.sleep(2)
            working.kill()
            await asyncio.to_thread(working.wait)
        done.set()
        assert await writing > 20
        last = mirror(service, folder, "--once")
        assert await asyncio.to_thread(last.wait, 120) == 0, (data_dir / "mirror.log").read_text("utf-8")
        report = json.loads((folder / "report.json").read_text("utf-8"))
        assert (report["equal"], report["behind"], report["differences"]) == (True, 0, [])
        headers = {"authorization": f"Bearer {service.key}"}
        async with httpx.AsyncClient(headers=headers, trust_env=False, timeout=60) as client:
            digest = (await client.get(f"{service.url}/api/v1/digest")).json()
    assert (report["records"], report["sha256"], report["seq"]) == (digest["count"], digest["sha256"], digest["seq"])
    assert "NOT EQUAL" not in (data_dir / "mirror.log").read_text("utf-8")
