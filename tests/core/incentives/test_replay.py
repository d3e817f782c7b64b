"""A settlement repeated from its receipt gives its awards again, byte for byte, whatever happened since."""

from dataclasses import replace
from typing import Any

import pytest
from tests.core.incentives.conftest import AT, Bureau
from tests.core.incentives.fund_city import DECLARED, KEY
from tests.credit_codes import code

from gongjian import Declarations
from gongjian_core.catalogue import InstalledCity
from gongjian_core.incentives.restored import restored
from gongjian_core.incentives.run import Run

pytestmark = pytest.mark.anyio


async def stored(bureau: Bureau, id: str) -> list[str]:
    async with bureau.service.database.transaction((KEY,)) as tx:
        rows = await tx.fetch("select document::text from awards where settlement = $1 order by number", id)
    return [row[0] for row in rows]


async def repeated(bureau: Bureau, id: str, declared: Declarations = DECLARED) -> list[str]:
    async with bureau.service.database.transaction((KEY,)) as tx:
        run = Run(tx, await restored(tx, KEY, id), InstalledCity(declared).indicators)
        await run.prepare()
        return [judged.document async for decisions in run.decisions() for judged in decisions]


async def test_a_receipt_gives_the_same_awards_after_everything_changed(bureau: Bureau) -> None:
    for number in range(1, 6):
        uscc = await bureau.enterprise(number, above_scale=[{"from": "2024-02-10", "entry": "upgrade"}])
        await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1=f"{27_000_000 + number}")
        await bureau.output(uscc, y2023_H1="40000000", y2024_H1=f"{60_000_000 + number}")
    await bureau.enterprise(6, compliance=[])
    other: dict[str, Any] = {
        "title": "其他", "level": "city", "subject": f"enterprise:{code(1)}", "incentive": "growth", "year": 2024,
        "amount": "1000.00",
    }  # fmt: skip
    assert (await bureau.editor.put(f"{AT}/other-awards/o1", json=other)).status_code == 201
    first = await bureau.settled("2024-Q1")
    second = await bureau.settled("2024-Q2")
    await bureau.enterprise(2, industry_code="F51", above_scale=[])
    await bureau.editor.delete(f"{AT}/enterprises/{code(3)}")
    await bureau.editor.put(f"{AT}/other-awards/o1", json={**other, "amount": "9999.00"})
    await bureau.output(code(4), y2024_Q1="99000000", y2024_H1="1")
    correction = await bureau.settled("2024-Q1")
    for settlement in (first, second, correction):
        kept = await stored(bureau, settlement["id"])
        assert len(kept) > 1
        assert await repeated(bureau, settlement["id"]) == kept


async def test_a_receipt_holds_the_trees_that_a_later_plugin_no_longer_has(bureau: Bureau) -> None:
    uscc = await bureau.enterprise(1)
    await bureau.output(uscc, y2023_Q1="20000000", y2024_Q1="27000000")
    settlement = await bureau.settle("2024-Q1")
    without = replace(DECLARED, incentives=())
    assert await repeated(bureau, settlement["id"], without) == await stored(bureau, settlement["id"])
