"""What tests of attainment say to the service."""

from typing import Any

import httpx
from tests.credit_codes import code

ON = {"on": "2024-06-30"}


async def put_project(client: httpx.AsyncClient, code: str, **changes: Any) -> None:
    milestones = changes.pop("milestones", {"started_on": "2024-03-01"})
    body = {
        "name": f"项目{code}", "division_code": "990102", "industry_code": "C15", "kind": "new_build",
        "origin": "investment_promotion", "planned_investment": "50000000.00", "milestones": milestones,
    } | changes  # fmt: skip
    answer = await client.put(f"/cities/aa/projects/{code}", json=body)
    assert answer.status_code in (200, 201), answer.text


async def put_enterprise(client: httpx.AsyncClient, number: int, **changes: Any) -> str:
    body = {"name": f"企业{number}", "division_code": "990121", "industry_code": "C15"} | changes
    answer = await client.put(f"/cities/aa/enterprises/{code(number)}", json=body)
    assert answer.status_code in (200, 201), answer.text
    return code(number)


async def observe(client: httpx.AsyncClient, *items: tuple[str, str, str, str, str]) -> None:
    names = ("subject", "indicator", "period", "value", "unit")
    body = {"items": [dict(zip(names, item, strict=True)) | {"status": "final"} for item in items]}
    answer = await client.put("/cities/aa/observations", json=body)
    assert answer.status_code == 200, answer.text


async def attained(client: httpx.AsyncClient, target: str, **asked: str) -> dict[str, Any]:
    answer = await client.get(f"/cities/aa/targets/{target}/attainment", params=ON | asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def evidence(client: httpx.AsyncClient, target: str, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/cities/aa/targets/{target}/evidence", params=ON | asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
