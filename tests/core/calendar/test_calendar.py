"""The calendar over HTTP: public as declared, with states for those who may know them."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from tests.core.conftest import Service

pytestmark = pytest.mark.anyio
JUNE = {"from": "2024-06-01", "to": "2024-06-30"}
ON = {"on": "2024-07-01"}


async def items(client: httpx.AsyncClient, **asked: str) -> list[dict[str, Any]]:
    answer = await client.get("/cities/aa/calendar", params={"limit": "500", **asked})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def done(client: httpx.AsyncClient, duty: str, on: str) -> httpx.Response:
    answer = await client.post(f"/cities/aa/duties/{duty}/fulfilments", json={"on": on})
    assert answer.status_code == 201, answer.text
    return answer


async def test_the_calendar_is_public_and_shows_nothing_recorded(service: Service, editor: httpx.AsyncClient) -> None:
    await done(editor, "quarterly", "2024-06-03")
    for role, scope in (("", ""), ("admin", "bb"), ("relay", "*")):
        shown = await items(await service.caller(role, scope), **JUNE)
        duties = [item for item in shown if item["kind"] == "duty"]
        assert len(duties) == 8
        assert all(item["state"] is None and item["fulfilled"] is None for item in duties)
        assert [item["state"] for item in shown if item["kind"] == "phase"] == ["over"]
    stranger = await service.caller()
    stranger.headers["Authorization"] = "Bearer gj_nonsense"
    assert (await stranger.get("/cities/aa/calendar")).status_code == 401


async def test_states_take_a_key_for_the_city(service: Service) -> None:
    overdue = {"state": "overdue"}
    for role, scope, status in (("", "", 401), ("admin", "bb", 404), ("relay", "*", 403), ("reader", "aa", 200)):
        client = await service.caller(role, scope)
        assert (await client.get("/cities/aa/calendar", params=overdue)).status_code == status
    assert len(await items(await service.caller(), state="running", on="2024-02-01")) == 2


async def test_an_occurrence_says_what_for_whom_and_by_when(editor: httpx.AsyncClient) -> None:
    (item,) = [item for item in await items(editor, **JUNE, **ON) if item["id"] == "meeting"]
    assert item == {
        "uid": "aa.duty.meeting.2024-06-30@gongjian",
        "series": "aa.duty.meeting@gongjian",
        "kind": "duty",
        "id": "meeting",
        "plan": "aa-2024",
        "clause": "二",
        "from": "2024-06-30",
        "to": "2024-06-30",
        "title": "任务;meeting,全市",
        "responsible": ["市工信局", "市财政局"],
        "duty_kind": "meeting",
        "frequency": "monthly",
        "period": {"from": "2024-06-01", "to": "2024-06-30"},
        "times": 2,
        "fulfilled": 0,
        "state": "overdue",
    }


async def test_a_fulfilment_settles_its_period_and_no_other(editor: httpx.AsyncClient) -> None:
    async def states(**asked: str) -> dict[str, str]:
        return {item["from"]: item["state"] for item in await items(editor, **ON, **asked) if item["id"] == "quarterly"}

    before = datetime.now(UTC).isoformat()
    made = await done(editor, "quarterly", "2024-06-03")
    assert await states() == {
        "2024-03-31": "overdue", "2024-06-30": "fulfilled", "2024-09-30": "due", "2024-12-31": "open",
    }  # fmt: skip
    assert (await states(as_of=before))["2024-06-30"] == "overdue"
    moved = await editor.patch(made.headers["location"].removeprefix("/api/v1"), json={"on": "2024-03-03"})
    assert moved.status_code == 200
    assert (await states())["2024-03-31"] == "fulfilled"
    assert (await states())["2024-06-30"] == "overdue"


async def test_the_overdue_are_listed_for_a_unit_by_any_of_its_names(editor: httpx.AsyncClient) -> None:
    await done(editor, "plan", "2024-02-01")
    overdue = await items(editor, state="overdue", department="市工业和信息化局", on="2024-03-16")
    assert [(item["id"], item["from"]) for item in overdue] == [
        ("meeting", "2024-01-31"), ("list", "2024-01-31"), ("ten-days", "2024-02-10"), ("ten-days", "2024-02-20"),
        ("ten-days", "2024-02-29"), ("meeting", "2024-02-29"), ("ten-days", "2024-03-10"),
    ]  # fmt: skip


async def test_what_is_due_in_a_month_and_for_whom(service: Service) -> None:
    client = await service.caller()
    mine = await items(client, **JUNE, kind="duty", department="市督查室")
    assert [(item["id"], item["from"]) for item in mine] == [
        ("twice", "2024-06-05"), ("twice", "2024-06-20"), ("quarterly", "2024-06-30"), ("half-yearly", "2024-06-30"),
    ]  # fmt: skip
    assert [item["id"] for item in await items(client, kind="phase", state="running", on="2024-06-01")] == ["year"]


async def test_pages_meet_without_gap_or_overlap(service: Service) -> None:
    client = await service.caller()
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": "7"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/cities/aa/calendar", params=asked)).json()
        seen += [item["uid"] for item in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 79
    assert seen == [item["uid"] for item in await items(client)]


@pytest.mark.parametrize(
    ("asked", "status", "pointer"),
    [
        ({"from": "2024-06-02", "to": "2024-06-01"}, 422, "?to"),
        ({"from": "2000-01-01", "to": "2024-06-01"}, 422, "?to"),
        ({"from": "June"}, 422, "?from"),
        ({"state": "late"}, 422, "?state"),
        ({"colour": "red"}, 422, "?colour"),
        ({"as_of": "2024-06-01T00:00:00Z"}, 422, "?as_of"),
    ],
)
async def test_what_is_not_understood_is_refused(
    service: Service, asked: dict[str, str], status: int, pointer: str
) -> None:
    answer = await (await service.caller()).get("/cities/aa/calendar", params=asked)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert (await (await service.caller()).get("/cities/zz/calendar")).status_code == 404


async def test_the_calendar_is_also_answered_as_csv(service: Service) -> None:
    asked = {**JUNE, "fields": "from,title,responsible"}
    answer = await (await service.caller()).get("/cities/aa/calendar", params=asked, headers={"Accept": "text/csv"})
    assert answer.text.splitlines()[0] == "from,title,responsible"
    assert len(answer.text.splitlines()) == 10
