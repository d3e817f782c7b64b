"""A service with the city of a fund, and what its enterprises record."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service
from tests.core.incentives.fund_city import KEY, fund_cities
from tests.credit_codes import code

from gongjian_core.app import create_app
from gongjian_core.settings import Settings

AT = f"/cities/{KEY}"


class Bureau:
    """The callers of a bureau and what they do."""

    def __init__(self, service: Service, editor: httpx.AsyncClient, approver: httpx.AsyncClient) -> None:
        self.service = service
        self.editor = editor
        self.approver = approver

    async def enterprise(self, number: int, **changes: Any) -> str:
        """Record an above-scale tea maker, lawful all year; answers its code."""
        uscc_ = code(number)
        body = {
            "name": f"企业{number}",
            "division_code": "990102",
            "industry_code": "C1530",
            "above_scale": [{"from": "2020-01-01", "entry": "upgrade"}],
            "compliance": [{"period": "2024", "lawful_operation": True, "tax_normal": True}],
            **changes,
        }
        answer = await self.editor.put(f"{AT}/enterprises/{uscc_}", json=body)
        assert answer.status_code in (200, 201), answer.text
        return uscc_

    async def observe(self, subject: str, indicator: str, **figures: str | None) -> None:
        """Record figures in yuan by period: `y2024_Q1="1"` is 2024-Q1."""
        items = [
            {
                "subject": subject, "indicator": indicator, "period": period[1:].replace("_", "-"), "value": value,
                "unit": "元", "note": "更正",
            }
            for period, value in figures.items()
        ]  # fmt: skip
        answer = await self.editor.put(f"{AT}/observations", json={"items": items})
        assert answer.status_code == 200, answer.text

    async def output(self, uscc_: str, **figures: str | None) -> None:
        """Record gross output by period."""
        await self.observe(f"enterprise:{uscc_}", "gross_output", **figures)

    async def settle(self, period: str, **more: Any) -> Any:
        """Run a settlement; answers it."""
        answer = await self.editor.post(f"{AT}/settlements", json={"period": period, **more})
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def approve(self, settlement: Any) -> Any:
        """Approve it."""
        answer = await self.approver.post(f"{AT}/settlements/{settlement['id']}/approve")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def settled(self, period: str) -> Any:
        """Run and approve."""
        return await self.approve(await self.settle(period))

    async def awards(self, settlement: Any, query: str = "") -> list[Any]:
        """The decisions of a settlement."""
        answer = await self.editor.get(f"{AT}/settlements/{settlement['id']}/awards?limit=500&{query}")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def amounts(self, settlement: Any, query: str = "") -> dict[tuple[str, str], str | None]:
        """What was stored: incentive and subject's name to amount."""
        return {(one["incentive"], one["name"]): one["amount"] for one in await self.awards(settlement, query)}


async def opened(urls: Any, stack: AsyncExitStack, *, works: bool = True, **settings: Any) -> Bureau:
    """A bureau on a service of its own; one that does not work leaves jobs to others."""
    app = create_app(Settings(database_url=urls.app, **settings), fund_cities())
    if works:
        await stack.enter_async_context(app.router.lifespan_context(app))
    else:
        stack.push_async_callback(app.state.database.close)
    service = Service(app, stack)
    return Bureau(service, await service.caller("editor", KEY, "李"), await service.caller("approver", KEY, "王"))


@pytest.fixture
async def bureau(urls: Any) -> AsyncIterator[Bureau]:
    """Answer the bureau of the city of a fund."""
    async with AsyncExitStack() as stack:
        yield await opened(urls, stack)
