"""How files arrive: raw or in a form, of known kinds, within the limit, once per Idempotency-Key, large ones later."""

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.core.conftest import USCC, Service
from tests.core.imports.conftest import CSV, NDJSON, OTHER_USCC, enterprise, lines, tally

from gongjian_core.imports import routes

if TYPE_CHECKING:
    from tests.core.imports.conftest import Sender

pytestmark = pytest.mark.anyio
PATH = "/cities/aa/imports?type=enterprises"


async def finished(editor: httpx.AsyncClient, answer: dict[str, Any]) -> dict[str, Any]:
    for _ in range(600):
        found: dict[str, Any] = (await editor.get(f"/cities/aa/imports/{answer['id']}")).json()
        if found["state"] in ("done", "failed"):
            return found
        await asyncio.sleep(0.05)
    pytest.fail("the import did not end in time")


@pytest.mark.parametrize(("name", "media_type"), [
    ("企业.ndjson", "application/octet-stream"), ("a.csv", "application/vnd.ms-excel"), ("a", "text/csv"),
])  # fmt: skip
async def test_a_form_carries_the_file(editor: httpx.AsyncClient, name: str, media_type: str) -> None:
    table = f"uscc,name,division_code,industry_code\n{USCC},甲,990121,C\n".encode()
    content = lines(enterprise()) if name.endswith("ndjson") else table
    response = await editor.post(PATH, files={"file": (name, content, media_type)})
    assert response.status_code == 201, response.text
    assert tally(response.json()) == ("done", 1, 0, 0, 0, 0)


@pytest.mark.parametrize(("sent", "status"), [
    ({"files": {"other": ("a.csv", b"x", "text/csv")}}, 422),
    ({"files": {"file": ("a.pdf", b"x", "application/pdf")}}, 415),
    ({"files": [("file", ("a.csv", b"x", "text/csv")), ("file", ("b.csv", b"x", "text/csv"))]}, 400),
    ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
    ({"content": b"--b\r\nbroken", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 422),
    ({"content": b"{}", "headers": {"Content-Type": "application/json"}}, 415),
    ({"content": b"{}", "headers": {"Content-Type": "text/csv; charset=utf-16"}}, 415),
    ({"content": b"{}"}, 415),
])  # fmt: skip
async def test_what_is_no_file_of_ours_is_refused(editor: httpx.AsyncClient, sent: dict[str, Any], status: int) -> None:
    response = await editor.post(PATH, **sent)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["", "?type=cities", "?type=enterprises&mode=x", "?type=projects&origin=a b", "?x=1"])
async def test_wrong_parameters_are_refused(editor: httpx.AsyncClient, query: str) -> None:
    response = await editor.post(f"/cities/aa/imports{query}", content=b"", headers=NDJSON)
    assert response.status_code == 422


@pytest.mark.parametrize("form", [True, False])
async def test_a_file_beyond_the_limit_is_refused(service: Service, editor: httpx.AsyncClient, form: bool) -> None:
    service.app.state.settings.max_import_bytes = 1024
    content = lines(enterprise()) * 20

    async def trickled() -> Any:
        for at in range(0, len(content), 100):
            yield content[at : at + 100]

    told = {"files": {"file": ("a.ndjson", content)}} if form else {"content": content, "headers": NDJSON}
    for sent in (told, {"content": trickled(), "headers": NDJSON}):
        response = await editor.post(PATH, **sent)
        assert (response.status_code, response.json()["type"]) == (413, "urn:gongjian:problem:body-too-large")


async def test_empty_files(send: "Sender") -> None:
    assert tally(await send(b"")) == ("done", 0, 0, 0, 0, 0)
    assert tally(await send(b"\n \n")) == ("done", 0, 0, 0, 0, 0)
    answer = await send(b"", CSV)
    assert (tally(answer)[0], answer["errors"][0]["row"]) == ("failed", 1)


async def test_the_same_key_imports_once(editor: httpx.AsyncClient) -> None:
    headers = NDJSON | {"Idempotency-Key": "k1"}
    first = await editor.post(PATH, content=lines(enterprise()), headers=headers)
    again = await editor.post(PATH, content=lines(enterprise()), headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    for path, content in ((PATH, lines(enterprise(name="乙"))), (f"{PATH}&mode=per_row", lines(enterprise()))):
        assert (await editor.post(path, content=content, headers=headers)).status_code == 422


async def test_a_large_file_waits_for_a_worker(
    service: Service, editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "AT_ONCE", 100)
    response = await editor.post(PATH, content=lines(enterprise(), enterprise(OTHER_USCC)), headers=NDJSON)
    assert response.status_code == 202
    answer = response.json()
    assert (answer["state"], answer["rows"], answer["finished_at"]) == ("queued", 0, None)
    found = await finished(editor, answer)
    assert tally(found) == ("done", 2, 0, 0, 0, 0)
    assert (found["rows"], found["done"], found["created_by"]) == (2, 2, "key:editor of aa")
    record = (await editor.get(f"/cities/aa/enterprises/{USCC}")).json()
    assert record["recorded_by"] == "key:editor of aa"
    async with service.database.transaction(("aa",)) as tx:
        assert await tx.fetchval("select count(*) from import_chunks") == 0
        assert await tx.fetchval("select count(*) from changes where origin = 'import'") == 2


async def test_a_wrong_large_file_fails_as_a_small_one_does(
    editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "AT_ONCE", 0)
    for content, headers in ((lines(enterprise(), {"uscc": "X"}), NDJSON), (b"uscc,colour\n", CSV)):
        response = await editor.post(PATH, content=content, headers=headers)
        found = await finished(editor, response.json())
        assert found["state"] == "failed"
        assert found["errors"]
    assert (await editor.get("/cities/aa/enterprises")).json()["items"] == []


async def test_two_imports_into_one_city_do_not_meet(
    editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "AT_ONCE", 10_000)
    many = [enterprise(name=f"{number}") for number in range(8)]
    responses = await asyncio.gather(
        *(editor.post(PATH, content=lines(one, enterprise(OTHER_USCC)), headers=NDJSON) for one in many)
    )
    assert {response.status_code for response in responses} <= {201, 202}
    ended = [await finished(editor, response.json()) for response in responses]
    assert {one["state"] for one in ended} == {"done"}
    history = (await editor.get(f"/cities/aa/enterprises/{USCC}/history")).json()["items"]
    assert len(history) == sum(one["created"] + one["updated"] for one in ended) - 1
    assert [one["done"] for one in ended] == [2] * 8
