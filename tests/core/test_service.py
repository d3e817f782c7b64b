"""The service around its routes: health, figures, CORS, request ids, a database that goes away, one transaction."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest
from tests.core.conftest import served
from tests.core.sample_city import SampleCatalogue

from gongjian_core.app import create_app
from gongjian_core.errors import StartRefused
from gongjian_core.settings import Settings
from gongjian_core.telemetry.logs import About

pytestmark = pytest.mark.anyio

PATH = "/cities/aa/enterprises/91530900MA6K5X2W1W"
BODY = {"name": "一", "division_code": "990121", "industry_code": "C15"}


async def test_health_is_told_to_anyone(service: Any) -> None:
    anyone = await service.caller()
    alive, ready = [await anyone.get(f"http://test{path}") for path in ("/healthz", "/readyz")]
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()["status"]) == (200, "ok")


async def test_a_database_behind_its_code_is_not_ready(service: Any, urls: Any) -> None:
    await administer(service, "update alembic_version set version_num = '0000_old'", urls.owner)
    answer = await (await service.caller()).get("http://test/readyz")
    assert answer.status_code == 503
    assert "gongjian migrate" in answer.json()["detail"]


async def test_figures_count_requests_by_route(service: Any, editor: httpx.AsyncClient) -> None:
    await editor.get(PATH)
    await editor.get("/nothing/here")
    text = (await editor.get("http://test/metrics")).text
    route = "/api/v1/cities/{city}/enterprises/{uscc}"
    assert f'gongjian_requests_total{{method="GET",route="{route}",status="404"}} 1.0' in text
    assert 'route="unmatched"' in text
    assert "91530900" not in text


async def test_request_ids_are_echoed_or_made(service: Any) -> None:
    anyone = await service.caller()
    assert (await anyone.get("/indicators", headers={"X-Request-Id": "abc-1"})).headers["x-request-id"] == "abc-1"
    made = (await anyone.get("/indicators", headers=[(b"X-Request-Id", b"a b\xe9")])).headers
    assert len(made["x-request-id"]) == 32


async def test_log_lines_carry_the_request_id_and_cannot_be_forged(service: Any, caplog: Any) -> None:
    anyone = await service.caller()
    with caplog.at_level("INFO", logger="gongjian.access"):
        await anyone.get("/cities/a%0Aforged/enterprises", headers={"X-Request-Id": "seen-1"})
    record = next(record for record in caplog.records if record.name == "gongjian.access")
    assert record.getMessage().startswith("GET /api/v1/cities/a%0Aforged/enterprises 401 ")
    assert About().filter(record)
    assert "request_id" in record.__dict__


async def test_browsers_are_let_in_from_named_origins_only(urls: Any) -> None:
    async with served(urls.app, SampleCatalogue(), cors_origins="https://front.example") as service:
        client = await service.caller()
        named = await client.get("/indicators", headers={"Origin": "https://front.example"})
        other = await client.get("/indicators", headers={"Origin": "https://other.example"})
        asked = await client.options(
            PATH, headers={"Origin": "https://front.example", "Access-Control-Request-Method": "PATCH"}
        )
    assert named.headers["access-control-allow-origin"] == "https://front.example"
    assert {"ETag", "Location", "Link", "X-Request-Id"} <= set(
        named.headers["access-control-expose-headers"].split(", ")
    )
    assert "access-control-allow-origin" not in other.headers
    assert "PATCH" in asked.headers["access-control-allow-methods"]


async def administer(service: Any, statement: str, url: str) -> None:
    """Run a statement as another role, on a connection of its own."""
    address = service.database.engine.url.set(username=httpx.URL(url).username, password=httpx.URL(url).password)
    connection = await asyncpg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, database=address.database
    )
    await connection.execute(statement)
    await connection.close()


async def test_connections_that_end_are_503_and_then_fine(service: Any, editor: httpx.AsyncClient, urls: Any) -> None:
    await editor.put(PATH, json=BODY)
    await administer(
        service,
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()",
        urls.superuser,
    )
    await asyncio.sleep(0.1)
    answers = [await editor.get(PATH) for _ in range(12)]
    statuses = {answer.status_code for answer in answers}
    assert statuses <= {200, 503}
    assert answers[-1].status_code == 200
    for answer in answers:
        if answer.status_code == 503:
            assert answer.headers["retry-after"]
            assert answer.headers["content-type"] == "application/problem+json"


async def test_concurrent_writers_of_one_record_lose_nothing(service: Any, editor: httpx.AsyncClient) -> None:
    made = await asyncio.gather(*(editor.put(PATH, json=BODY, headers={"If-None-Match": "*"}) for _ in range(6)))
    assert sorted(answer.status_code for answer in made) == [201, 412, 412, 412, 412, 412]
    changed = await asyncio.gather(*(editor.patch(PATH, json={"tags": [str(number)]}) for number in range(8)))
    assert sorted(answer.json()["revision"] for answer in changed) == list(range(2, 10))
    history = (await editor.get(f"{PATH}/history")).json()["items"]
    assert [item["revision"] for item in history] == list(range(1, 10))


async def test_the_service_needs_a_database() -> None:
    with pytest.raises(StartRefused, match="GONGJIAN_DATABASE_URL"):
        create_app(Settings(), SampleCatalogue())


@pytest.mark.parametrize("wrong", [{"database_url": "mysql://x"}, {"port": 70000}, {"pool_size": 0}])
async def test_wrong_settings_are_refused_without_showing_them(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error") as refused:
        Settings(**wrong)
    assert str(next(iter(wrong.values()))) not in str(refused.value)
