"""Projects over HTTP: milestones, stage, owner, filters."""

from typing import Any

import httpx
import pytest

from gongjian_core.projects.entity import Project

pytestmark = pytest.mark.anyio

USCC = "91530900MA6K5X2W1W"
OWNER = f"/cities/aa/enterprises/{USCC}"
PATH = "/cities/aa/projects/P-2024_1"
BODY: dict[str, Any] = {
    "name": "精深加工",
    "division_code": "990121",
    "industry_code": "C1530",
    "kind": "new_build",
    "origin": "investment_promotion",
    "planned_investment": "120000000",
    "lists": ["key-projects-2024"],
    "milestones": {"signed_on": "2024-02-01", "started_on": "2024-03-01"},
}


async def test_nobody_without_the_right_gets_in(service: Any, editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    for client, status in ((await service.caller(), 401), (await service.caller("editor", "bb"), 404)):
        for method in ("GET", "PUT", "PATCH", "DELETE"):
            answer = await client.request(method, PATH, json=BODY if method in ("PUT", "PATCH") else None)
            assert answer.status_code == status
        assert (await client.get("/cities/aa/projects")).status_code == status
        assert (await client.get(f"{PATH}/history")).status_code == status


async def test_a_project_is_answered_as_its_model_with_its_stage(editor: httpx.AsyncClient) -> None:
    made = await editor.put(PATH, json=BODY)
    assert made.status_code == 201
    project = Project.model_validate_json(made.content)
    assert project.stage == "started"
    assert made.json()["planned_investment"] == "120000000.00"
    assert project.model_dump(mode="json", by_alias=True, exclude={"recorded_at"}) == {
        name: value for name, value in made.json().items() if name != "recorded_at"
    }


@pytest.mark.parametrize(
    ("milestones", "stage"),
    [
        ({}, "planned"),
        ({"reserved_on": "2024-01-01"}, "reserved"),
        ({"signed_on": "2024-01-01"}, "signed"),
        ({"statistics_entered_on": "2024-01-01", "started_on": "2024-01-01"}, "statistics_entered"),
        ({"completed_on": "2024-01-01", "commissioned_on": "2999-01-01"}, "completed"),
        ({"above_scale_on": "2024-01-01"}, "above_scale"),
    ],
)
async def test_the_stage_is_the_last_milestone_reached(
    editor: httpx.AsyncClient, milestones: dict[str, str], stage: str
) -> None:
    made = await editor.put(PATH, json={**BODY, "milestones": milestones})
    assert made.json()["stage"] == stage
    assert len((await editor.get(f"/cities/aa/projects?stage={stage}")).json()["items"]) == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"milestones": {"signed_on": "2024-02-02", "started_on": "2024-02-01"}}, "/milestones/started_on"),
        ({"milestones": {"reserved_on": "2024-02-02", "commissioned_on": "2024-02-01"}}, "/milestones/commissioned_on"),
        ({"milestones": {"begun_on": "2024-02-02"}}, "/milestones/begun_on"),
        ({"planned_investment": "1.234"}, "/planned_investment"),
        ({"planned_investment": 5}, "/planned_investment"),
        ({"planned_investment": "-1"}, "/planned_investment"),
        ({"fixed_asset_investment": "120000000.01"}, "/fixed_asset_investment"),
        ({"lists": ["key-projects"]}, "/lists/0"),
        ({"lists": ["remediation"]}, "/lists/0"),
        ({"lists": ["key-projects-2024", "key-projects-2024"]}, "/lists/1"),
        ({"enterprise": USCC}, "/enterprise"),
        ({"enterprise": "91530900MA6K5X2W1A"}, "/enterprise"),
        ({"key_project": "yes"}, "/key_project"),
        ({"kind": "other"}, "/kind"),
        ({"stage": "signed", "code": "other"}, "/code"),
    ],
)
async def test_bad_input_is_refused_with_a_pointer(
    editor: httpx.AsyncClient, change: dict[str, Any], pointer: str
) -> None:
    answer = await editor.put(PATH, json={**BODY, **change})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await editor.get(PATH)).status_code == 404


async def test_a_code_of_another_shape_is_refused(editor: httpx.AsyncClient) -> None:
    answer = await editor.put("/cities/aa/projects/a.b", json=BODY)
    assert answer.json()["errors"][0]["pointer"] == "/code"


async def test_an_enterprise_that_a_project_names_cannot_be_deleted(editor: httpx.AsyncClient) -> None:
    await editor.put(OWNER, json={"name": "主", "division_code": "990121", "industry_code": "C15"})
    assert (await editor.put(PATH, json={**BODY, "enterprise": USCC})).status_code == 201
    refused = await editor.delete(OWNER)
    assert (refused.status_code, refused.json()["status"]) == (409, 409)
    await editor.delete(PATH)
    assert (await editor.delete(OWNER)).status_code == 204


async def test_filters_narrow_the_list(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    await editor.put("/cities/aa/projects/P2", json={**BODY, "planned_investment": "50000000", "lists": []})
    for query, expected in (
        ("min_investment=50000000", 2),
        ("min_investment=50000000.01", 1),
        ("list=key-projects-2024", 1),
        ("kind=new_build", 2),
        ("kind=relocation", 0),
        ("industry=C15&division=990121", 2),
        ("key_project=true", 0),
        ("q=加工", 2),
    ):
        assert len((await editor.get(f"/cities/aa/projects?{query}")).json()["items"]) == expected, query
    ordered = (await editor.get("/cities/aa/projects?sort=-planned_investment&limit=1")).json()
    assert ordered["items"][0]["code"] == "P-2024_1"


async def test_history_and_as_of_follow_a_project(editor: httpx.AsyncClient) -> None:
    await editor.put(PATH, json=BODY)
    await editor.patch(PATH, json={"milestones": {"completed_on": "2024-06-01"}})
    first, second = (await editor.get(f"{PATH}/history")).json()["items"]
    assert second["changed"] == [{"pointer": "/milestones/completed_on", "before": None, "after": "2024-06-01"}]
    then = await editor.get(f"{PATH}?as_of={first['recorded_at']}")
    assert (then.json()["revision"], then.json()["stage"]) == (1, "started")
    listed = await editor.get(f"/cities/aa/projects?list=key-projects-2024&as_of={first['recorded_at']}")
    assert listed.json()["items"] == [then.json()]
