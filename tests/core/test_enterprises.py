"""Enterprises over HTTP: who gets in, what is stored, what is refused."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from gongjian_core.enterprises.entity import Enterprise

pytestmark = pytest.mark.anyio

USCC = "91530900MA6K5X2W1W"
PATH = f"/cities/aa/enterprises/{USCC}"
BODY: dict[str, Any] = {
    "name": "甲茶厂",
    "division_code": "990121",
    "industry_code": "C1530",
    "land_mu": "12.50",
    "above_scale": [{"from": "2024-01-01", "entry": "upgrade"}],
    "certifications": [{"kind": "little_giant", "level": "national", "granted_on": "2024-05-01"}],
    "lists": [{"list": "chain-leaders-2024", "from": "2024-01-01"}],
}


def pointers(response: httpx.Response) -> list[str]:
    """Where a refusal points; it is a problem document with its status inside."""
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["instance"] == response.headers["x-request-id"]
    return [fault["pointer"] for fault in problem.get("errors", [])]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
async def test_nobody_without_the_right_gets_in(service: Any, editor: httpx.AsyncClient, method: str) -> None:
    assert (await editor.put(PATH, json=BODY)).status_code == 201
    nobody, stranger = await service.caller(), await service.caller("admin", "bb")
    unknown = await service.caller()
    unknown.headers["Authorization"] = "Bearer gj_nothing"
    for client, status in ((nobody, 401), (unknown, 401), (stranger, 404)):
        answer = await client.request(method, PATH, json={} if method in ("PUT", "PATCH") else None)
        assert answer.status_code == status
        assert pointers(answer) == []
        assert "甲茶厂" not in answer.text
    for role in ("reader", "approver"):
        small = await service.caller(role, "aa")
        answer = await small.request(method, PATH, json={} if method in ("PUT", "PATCH") else None)
        assert answer.status_code == (200 if method == "GET" else 403)
    assert (await nobody.get(PATH)).headers["www-authenticate"].startswith("Bearer")


async def test_what_is_put_is_answered_with_the_servers_additions(editor: httpx.AsyncClient) -> None:
    before = datetime.now(UTC)
    made = await editor.put(PATH, json=BODY)
    assert made.status_code == 201
    assert made.headers["location"] == f"/api/v1{PATH}"
    read = await editor.get(PATH)
    assert read.json() == made.json()
    entity = Enterprise.model_validate_json(read.content)
    assert entity.tier == "above_scale"
    assert entity.revision == 1
    assert entity.recorded_by == "key:editor of aa"
    assert before <= entity.recorded_at <= datetime.now(UTC)
    assert read.json()["land_mu"] == "12.5"
    assert read.json()["park"] is None


async def test_the_stored_text_equals_the_model(editor: httpx.AsyncClient) -> None:
    answered = await editor.put(PATH, json=BODY)
    entity = Enterprise.model_validate_json(answered.content)
    modelled = Enterprise.model_validate_json(entity.model_dump_json(by_alias=True))
    assert modelled == entity
    served = entity.model_dump(mode="json", by_alias=True)
    assert {name: value for name, value in answered.json().items() if name != "recorded_at"} == {
        name: value for name, value in served.items() if name != "recorded_at"
    }


async def test_a_put_that_changes_nothing_keeps_the_revision(editor: httpx.AsyncClient) -> None:
    first = await editor.put(PATH, json=BODY)
    again = await editor.put(PATH, json=first.json())
    assert again.status_code == 200
    assert again.json() == first.json()
    changed = await editor.put(PATH, json={**BODY, "name": "乙茶厂"})
    assert (changed.status_code, changed.json()["revision"]) == (200, 2)


async def test_a_patch_merges_and_null_clears(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    answer = await editor.patch(PATH, json={"land_mu": None, "above_scale": [], "tags": ["新"]})
    assert answer.status_code == 200
    assert answer.json()["land_mu"] is None
    assert answer.json()["tier"] == "below_scale"
    assert answer.json()["name"] == "甲茶厂"
    refused = await editor.patch(PATH, json={"revision": 7, "tier": "above_scale"})
    assert (refused.status_code, pointers(refused)) == (422, ["/revision", "/tier"])
    assert pointers(await editor.patch(PATH, json={"name": None})) == ["/name"]
    assert (await editor.patch(PATH, content="[1]", headers={"content-type": "application/json"})).status_code == 422


async def test_a_deleted_enterprise_is_gone_and_revives_with_the_next_revision(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    assert (await editor.delete(PATH)).status_code == 204
    assert (await editor.get(PATH)).status_code == 404
    assert (await editor.delete(PATH)).status_code == 404
    revived = await editor.put(PATH, json=BODY)
    assert (revived.status_code, revived.json()["revision"]) == (201, 3)


async def test_writes_keep_to_their_conditions(editor: httpx.AsyncClient) -> None:
    assert (await editor.put(PATH, json=BODY, headers={"If-Match": "*"})).status_code == 412
    made = await editor.put(PATH, json=BODY, headers={"If-None-Match": "*"})
    assert made.status_code == 201
    tag = made.headers["etag"]
    assert (await editor.put(PATH, json=BODY, headers={"If-None-Match": "*"})).status_code == 412
    assert (await editor.patch(PATH, json={"name": "丙"}, headers={"If-Match": tag})).status_code == 200
    assert (await editor.patch(PATH, json={"name": "丁"}, headers={"If-Match": tag})).status_code == 412
    assert (await editor.patch(PATH, json={"name": "丁"}, headers={"If-Match": f"W/{tag}"})).status_code == 412
    assert (await editor.delete(PATH, headers={"If-Match": tag})).status_code == 412
    assert (await editor.patch(PATH, json={"name": "丁"}, headers={"If-Match": "3"})).status_code == 400
    now = (await editor.get(PATH)).headers["etag"]
    unchanged = await editor.get(PATH, headers={"If-None-Match": f'"x", {now}'})
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", now)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"land_mu": 12.5}, "/land_mu"),
        ({"land_mu": "NaN"}, "/land_mu"),
        ({"land_mu": "1e3"}, "/land_mu"),
        ({"land_mu": "１２"}, "/land_mu"),
        ({"land_mu": "-1"}, "/land_mu"),
        ({"established_on": "2024-02-30"}, "/established_on"),
        ({"established_on": "2024-1-1"}, "/established_on"),
        ({"established_on": 20240101}, "/established_on"),
        ({"established_on": "2024-01-01T00:00:00Z"}, "/established_on"),
        ({"division_code": "990202"}, "/division_code"),
        ({"industry_code": "C1"}, "/industry_code"),
        ({"industry_code": "Z15"}, "/industry_code"),
        ({"park": "west-zone"}, "/park"),
        ({"chain": "steel"}, "/chain"),
        ({"status": "asleep"}, "/status"),
        ({"suspended_on": "2024-01-01"}, "/suspended_on"),
        ({"name": ""}, "/name"),
        ({"name": "a\x00b"}, "/name"),
        ({"owner": "x"}, "/owner"),
        ({"uscc": "9153090055555555XX"}, "/uscc"),
        ({"certifications": [{"kind": "gold", "granted_on": "2024-01-01"}]}, "/certifications/0/kind"),
        ({"above_scale": [{"from": "2024-01-01", "to": "2023-01-01", "entry": "upgrade"}]}, "/above_scale/0/to"),
        (
            {"above_scale": [{"from": "2024-01-01", "entry": "upgrade"}, {"from": "2025-01-01", "entry": "upgrade"}]},
            "/above_scale/1/from",
        ),
        ({"lists": [{"list": "chain-leaders", "from": "2024-01-01"}]}, "/lists/0/list"),
        ({"lists": [{"list": "key-projects-2024", "from": "2024-01-01"}]}, "/lists/0/list"),
        ({"lists": [{"list": "remediation-2024", "from": "2024-01-01"}]}, "/lists/0/list"),
        ({"compliance": [{"period": "2024-13", "tax_normal": True}]}, "/compliance/0/period"),
        ({"compliance": [{"period": "2024-01..12"}, {"period": "2024"}]}, "/compliance/1/period"),
        ({"compliance": [{"period": "2024", "tax_normal": "yes"}]}, "/compliance/0/tax_normal"),
    ],
)
async def test_bad_input_is_refused_with_a_pointer(
    service: Any, editor: httpx.AsyncClient, change: dict[str, Any], pointer: str
) -> None:
    answer = await editor.put(PATH, json={**BODY, **change})
    assert (answer.status_code, pointers(answer)) == (422, [pointer])
    assert (await editor.get(PATH)).status_code == 404


async def test_malformed_requests_are_problems_too(editor: httpx.AsyncClient) -> None:
    json_type = {"content-type": "application/json"}
    assert (await editor.put(PATH, content=b'{"name": "\\ud800"}', headers=json_type)).status_code == 422
    assert (await editor.put(PATH, content=b"{", headers=json_type)).status_code == 422
    assert (await editor.put(PATH, content=b"a,b", headers={"content-type": "text/csv"})).status_code == 415
    assert (await editor.put(PATH, content=b" " * (5 << 20), headers=json_type)).status_code == 413
    assert pointers(await editor.put("/cities/aa/enterprises/abc", json=BODY)) == ["/uscc"]
    assert pointers(await editor.get(f"{PATH}?colour=red")) == ["?colour"]
    for path, method in ((f"{PATH}/nothing", "GET"), (PATH, "POST")):
        answer = await editor.request(method, path)
        assert answer.status_code in (404, 405)
        assert pointers(answer) == []
    assert (await editor.post(PATH)).headers["allow"] == "DELETE, GET, HEAD, PATCH, PUT"


async def test_head_answers_as_get_without_a_body(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    full, head = await editor.get(PATH), await editor.head(PATH)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == full.headers["etag"]
    assert head.headers["content-length"] == full.headers["content-length"]
